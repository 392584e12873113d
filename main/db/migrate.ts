/** Brings a database to the newest schema, or refuses one that a newer program made. */
import { AppError } from '#shared/contract/errors.ts';
import type { SqliteConnection } from './dialects/sqlite/connection.ts';
import type { Migration } from './migrations/migration.ts';

/**
 * Applies what is missing, each migration in its own transaction. SCHEMA_TOO_NEW when the file holds migrations that
 * this program does not know; then nothing is touched. `beforeChange` is called once, before an existing schema changes,
 * with the first migration that it lacks. Returns the names applied now.
 */
export async function migrate(
  connection: SqliteConnection,
  migrations: readonly Migration[],
  now: () => number,
  beforeChange?: (first: string) => Promise<void>,
): Promise<string[]> {
  const exists = await connection.execute("select 1 from sqlite_master where type = 'table' and name = 'schema_migration'");
  const applied =
    exists.rows.length > 0 ? (await connection.execute('select name from schema_migration order by name')).rows.map((row) => String(row['name'])) : [];
  const known = new Set(migrations.map((migration) => migration.name));
  const unknown = applied.filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw new AppError('SCHEMA_TOO_NEW', `this data was written by a newer Lubart (${unknown.join(', ')}); start that version, or another data folder`, {
      migrations: unknown.join(', '),
    });
  }
  if (exists.rows.length === 0) await connection.execute('create table schema_migration (name text primary key, applied_at integer not null) strict');
  const missing = migrations.filter((migration) => !applied.includes(migration.name));
  const [first] = missing;
  if (first && applied.length > 0) await beforeChange?.(first.name);
  for (const migration of missing) {
    await connection.execute('begin immediate');
    try {
      await migration.up((sql) => connection.execute(sql));
      await connection.execute('insert into schema_migration (name, applied_at) values (?, ?)', [migration.name, now()]);
      await connection.execute('commit');
    } catch (error) {
      await connection.execute('rollback');
      throw new Error(`migration ${migration.name} failed`, { cause: error });
    }
  }
  return missing.map((migration) => migration.name);
}
