/**
 * One host per data folder. The lock is SQLite's own exclusive file lock on a small file, so the operating system
 * drops it however the holder died and no stale lock can be left behind.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sqlite3 from 'sqlite3';
import { AppError } from '#shared/contract/errors.ts';

/** Takes the folder. DATA_IN_USE when another host holds it, naming its process. Returns the release. */
export async function lockDataDir(dataDir: string): Promise<() => Promise<void>> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const holderFile = join(dataDir, 'lock.pid');
  const db = await new Promise<sqlite3.Database>((resolve, reject) => {
    const opened = new sqlite3.Database(join(dataDir, 'lock.db'), (error) => (error ? reject(error) : resolve(opened)));
  });
  const close = () => new Promise<void>((resolve, reject) => db.close((error) => (error ? reject(error) : resolve())));
  try {
    await new Promise<void>((resolve, reject) => db.exec('pragma locking_mode = exclusive; begin exclusive;', (error) => (error ? reject(error) : resolve())));
  } catch (error) {
    await close();
    const isBusy = error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY';
    if (!isBusy) throw error;
    throw new AppError(
      'DATA_IN_USE',
      `Lubart already runs on this data folder (process ${readHolder(holderFile)}): ${dataDir}. Close it, or start with --data OTHER-FOLDER.`,
      {
        dataDir,
        pid: readHolder(holderFile),
      },
    );
  }
  writeFileSync(holderFile, String(process.pid));
  return close;
}

function readHolder(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim() || '?';
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '?';
    throw error;
  }
}
