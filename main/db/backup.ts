/** Copies of the database: one file each, complete, checked before they count. */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SqliteConnection } from './dialects/sqlite/connection.ts';

const BACKUP = /^lubart-\d{4}-\d{2}-\d{2}(-before-[\w-]+)?\.db$/;
const KEPT = 7;
/** What must stay free beside the copy; recording and exports have limits of their own. */
const SPARE_BYTES = 512 * 1024 * 1024;

/** `skipped`: the disk is too full for a copy, and a full disk is worse than an older copy. */
export type BackupOutcome = { file: string; bytes: number } | { skipped: 'disk-low'; freeBytes: number };

/** Name of the copy made at that moment (UTC day); `before` marks one made ahead of a migration. */
export function backupName(at: number, before?: string): string {
  return `lubart-${new Date(at).toISOString().slice(0, 10)}${before === undefined ? '' : `-before-${before}`}.db`;
}

/** Copies the database as it stands, also while it is in use, and forgets the oldest beyond seven. Rejects when the copy is not sound. */
export async function backUp(databaseFile: string, dir: string, name: string): Promise<BackupOutcome> {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const { bavail, bsize } = await statfs(dir);
  const freeBytes = bavail * bsize;
  if (freeBytes < statSync(databaseFile).size + SPARE_BYTES) return { skipped: 'disk-low', freeBytes };
  const part = join(dir, `${name}.part`);
  rmSync(part, { force: true });
  const connection = await SqliteConnection.open(databaseFile, 'write');
  try {
    await connection.execute('vacuum into ?', [part]);
  } finally {
    await connection.close();
  }
  const flaw = await findFlaw(part);
  if (flaw !== null) throw new Error(`the copy of the database is not sound: ${flaw}`);
  moveDurably(part, join(dir, name));
  for (const old of listBackups(dir).slice(KEPT)) rmSync(old);
  return { file: join(dir, name), bytes: statSync(join(dir, name)).size };
}

/** The copies of a folder, the newest first. */
export function listBackups(dir: string): string[] {
  if (!existsSync(dir)) return [];
  const files = readdirSync(dir)
    .filter((name) => BACKUP.test(name))
    .map((name) => join(dir, name));
  return files.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
}

/** What is wrong with a database file, in SQLite's words; null when it is sound. Reads the whole file. */
export async function findFlaw(file: string): Promise<string | null> {
  try {
    const connection = await SqliteConnection.open(file, 'write');
    try {
      const { rows } = await connection.execute('pragma quick_check');
      const text = rows.map((row) => String(Object.values(row)[0])).join('; ');
      return text === 'ok' ? null : text;
    } finally {
      await connection.close();
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    // Only these speak of the file; a busy or unreadable disk does not make the data bad.
    if (code === 'SQLITE_CORRUPT' || code === 'SQLITE_NOTADB') return code;
    throw error;
  }
}

/** Gives a finished file its name so that it is there after a power cut too. */
export function moveDurably(from: string, to: string): void {
  syncFile(from);
  renameSync(from, to);
  if (process.platform !== 'win32') syncFile(dirname(to));
}

function syncFile(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
