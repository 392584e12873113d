/** Opens the database of a data folder: migrated, one writer, several readers. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Kysely } from 'kysely';
import { backUp, backupName } from './backup.ts';
import type { Db, ReadDb, WriteTrx } from './db.ts';
import { SqliteConnection } from './dialects/sqlite/connection.ts';
import { sqliteDialect } from './dialects/sqlite/dialect.ts';
import { GroupCommitWriter } from './dialects/sqlite/writer.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';
import { restoreIfDamaged } from './restore.ts';
import type { Database } from './schema.ts';

export interface OpenOptions {
  file: string;
  now?: () => number;
  /** Where copies lie: a damaged file is replaced by the newest, and one is made before migrations. Without it neither happens. */
  backupDir?: string;
  readers?: number;
  migrations?: readonly Migration[];
}

/** Opens (and makes, and migrates) the database. Errors: DATABASE_TOO_OLD, SCHEMA_TOO_NEW, and SQLite's own. */
export async function openDatabase(options: OpenOptions): Promise<Db> {
  mkdirSync(dirname(options.file), { recursive: true, mode: 0o700 });
  const now = options.now ?? Date.now;
  const { file, backupDir } = options;
  const restored = backupDir === undefined ? null : await restoreIfDamaged(file, backupDir, now());
  const writerConnection = await SqliteConnection.open(options.file, 'write');
  const readers: SqliteConnection[] = [];
  try {
    await migrate(writerConnection, options.migrations ?? MIGRATIONS, now, async (first) => {
      // With a disk too full for a copy the migration goes ahead: it is a transaction of its own.
      if (backupDir !== undefined) await backUp(file, backupDir, backupName(now(), first));
    });
    for (let i = 0; i < (options.readers ?? 3); i += 1) readers.push(await SqliteConnection.open(options.file, 'read'));
  } catch (error) {
    await Promise.all([writerConnection, ...readers].map((connection) => connection.close()));
    throw error;
  }
  const writer = new GroupCommitWriter(writerConnection);
  const trx: WriteTrx = new Kysely<Database>({ dialect: sqliteDialect([writerConnection]) });
  let isClosed = false;
  const read: ReadDb = new Kysely<Database>({ dialect: sqliteDialect(readers) });
  return {
    read,
    restored,
    write: (change) => writer.write(() => change(trx)),
    async ping() {
      await readers[0]?.execute('select 1');
    },
    async quickCheck() {
      const result = await readers[0]?.execute('pragma quick_check');
      return result?.rows.map((row) => String(Object.values(row)[0])).join('; ') ?? 'no connection';
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      await writer.close();
      for (const connection of readers) await connection.close();
      await writerConnection.execute('pragma wal_checkpoint(truncate)');
      await writerConnection.close();
    },
  };
}

/** Opens an existing database only to read it, beside whoever else has it open. Nothing is migrated. */
export async function openForReading(file: string): Promise<{ read: ReadDb; close: () => Promise<void> }> {
  const connection = await SqliteConnection.open(file, 'read');
  return { read: new Kysely<Database>({ dialect: sqliteDialect([connection]) }), close: () => connection.close() };
}
