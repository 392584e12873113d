/** A damaged database: set aside, never removed, and the newest sound copy takes its place. */
import { copyFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findFlaw, listBackups, moveDurably } from './backup.ts';
import { SqliteConnection } from './dialects/sqlite/connection.ts';

export interface Restored {
  /** What was wrong, in SQLite's words. */
  flaw: string;
  /** Where the damaged file lies now. */
  damagedFile: string;
  backupFile: string;
  /** The period whose facts are not in the copy, UTC milliseconds; its beginning is the last fact that is. */
  missingFrom: number;
  missingTo: number;
}

/** Checks the database and, when it is damaged, brings back the newest sound copy. null when it is sound or not there yet. */
export async function restoreIfDamaged(file: string, backupDir: string, now: number): Promise<Restored | null> {
  const backups = listBackups(backupDir);
  const isThere = existsSync(file);
  if (!isThere && backups.length === 0) return null;
  const isEmpty = isThere && statSync(file).size === 0;
  const flaw = !isThere ? 'the file is gone' : isEmpty && backups.length > 0 ? 'the file is empty' : await findFlaw(file);
  if (flaw === null) return null;
  const backupFile = await newestSound(backups);
  if (backupFile === null) throw new Error(`the database is damaged (${flaw}) and no sound copy of it is in ${backupDir}; it was left as it is: ${file}`);
  const damagedFile = setAside(file, now);
  const part = `${file}.part`;
  copyFileSync(backupFile, part);
  moveDurably(part, file);
  return { flaw, damagedFile, backupFile, missingFrom: (await lastFactAt(file)) ?? statSync(backupFile).mtimeMs, missingTo: now };
}

async function newestSound(backups: readonly string[]): Promise<string | null> {
  for (const backup of backups) if ((await findFlaw(backup)) === null) return backup;
  return null;
}

/** Moves the file and what SQLite keeps beside it into `damaged/`. */
function setAside(file: string, now: number): string {
  const dir = join(dirname(file), 'damaged', new Date(now).toISOString().replaceAll(':', '-'));
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  for (const suffix of ['', '-wal', '-shm']) if (existsSync(file + suffix)) renameSync(file + suffix, join(dir, `lubart.db${suffix}`));
  return join(dir, 'lubart.db');
}

async function lastFactAt(file: string): Promise<number | null> {
  const connection = await SqliteConnection.open(file, 'write');
  try {
    const { rows } = await connection.execute('select max(at) as at from audit_log');
    const at = rows[0]?.['at'];
    return typeof at === 'number' ? at : null;
  } finally {
    await connection.close();
  }
}
