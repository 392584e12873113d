/** The data folder that a command works on. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#shared/contract/errors.ts';
import type { Db, ReadDb } from '../db/db.ts';
import { openDatabase, openForReading } from '../db/open.ts';
import { readConfig } from '../kernel/config.ts';
import { lockDataDir } from '../kernel/data-lock.ts';

/** The folder named, or the one that the program uses when none is named. */
export function dataDirOf(named: string | undefined): string {
  return readConfig(named === undefined ? [] : ['--data', named], process.env, '').dataDir;
}

/** Holds the folder as a host would, and makes its database when there is none. DATA_IN_USE while a host runs on it. */
export async function withDatabase<T>(dataDir: string, use: (db: Db) => Promise<T>): Promise<T> {
  const unlock = await lockDataDir(dataDir);
  try {
    const db = await openDatabase({ file: databaseOf(dataDir) });
    try {
      return await use(db);
    } finally {
      await db.close();
    }
  } finally {
    await unlock();
  }
}

/** Reads the folder's database, also while a host runs on it. NOT_FOUND when there is none. */
export async function withReader<T>(dataDir: string, use: (read: ReadDb) => Promise<T>): Promise<T> {
  const file = databaseOf(dataDir);
  if (!existsSync(file)) throw new AppError('NOT_FOUND', `there is no data of Lubart in ${dataDir}`, { what: 'database', dataDir });
  const { read, close } = await openForReading(file);
  try {
    return await use(read);
  } finally {
    await close();
  }
}

const databaseOf = (dataDir: string): string => join(dataDir, 'lubart.db');
