/** One SQLite connection with the settings every connection must have. */
import sqlite3 from 'sqlite3';
import { AppError } from '#shared/contract/errors.ts';

export type SqlValue = string | number | Buffer | null;

export interface SqlResult {
  rows: Record<string, unknown>[];
  changes: number;
  lastId: number;
}

const BUSY_TIMEOUT_MS = 5_000;

/** Two versions carry the repair of the WAL-reset bug: 3.51.3 and later, and the backport 3.50.7 (sqlite.org/wal.html#walresetbug). */
export function hasWalResetRepair(version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  if (major !== 3) return major > 3;
  if (minor === 50) return patch >= 7;
  return minor > 51 || (minor === 51 && patch >= 3);
}

export class SqliteConnection {
  readonly #db: sqlite3.Database;

  private constructor(db: sqlite3.Database) {
    this.#db = db;
  }

  /** Opens the file (made when missing and `mode` is `write`). DATABASE_TOO_OLD when the library lacks the WAL-reset repair. */
  static async open(file: string, mode: 'write' | 'read'): Promise<SqliteConnection> {
    const db = await new Promise<sqlite3.Database>((resolve, reject) => {
      const flags = mode === 'write' ? sqlite3.OPEN_READWRITE | sqlite3.OPEN_CREATE : sqlite3.OPEN_READWRITE;
      const opened = new sqlite3.Database(file, flags, (error) => (error ? reject(error) : resolve(opened)));
    });
    db.configure('busyTimeout', BUSY_TIMEOUT_MS);
    const connection = new SqliteConnection(db);
    try {
      const [row] = (await connection.execute('select sqlite_version() as version')).rows;
      const version = String(row?.['version']);
      if (!hasWalResetRepair(version)) {
        throw new AppError('DATABASE_TOO_OLD', `SQLite ${version} can corrupt a database in WAL mode; 3.51.3 or later is needed`, { version });
      }
      await connection.execute('pragma journal_mode = wal');
      await connection.execute('pragma synchronous = full');
      await connection.execute('pragma foreign_keys = on');
      await connection.execute('pragma trusted_schema = off');
      await connection.execute('pragma journal_size_limit = 67108864');
      if (mode === 'read') await connection.execute('pragma query_only = on');
      return connection;
    } catch (error) {
      await connection.close();
      throw error;
    }
  }

  /** Runs one statement. Rejects with SQLite's own error (`code`: SQLITE_CONSTRAINT, SQLITE_FULL, ...). */
  execute(sql: string, parameters: readonly unknown[] = []): Promise<SqlResult> {
    const values = parameters.map((value, index) => toSqlValue(value, index, sql));
    if (returnsRows(sql)) {
      return new Promise((resolve, reject) => {
        this.#db.all<Record<string, unknown>>(sql, values, (error, rows) => (error ? reject(withSql(error, sql)) : resolve({ rows, changes: rows.length, lastId: 0 })));
      });
    }
    return new Promise((resolve, reject) => {
      this.#db.run(sql, values, function done(error: Error | null) {
        if (error) reject(withSql(error, sql));
        else resolve({ rows: [], changes: this.changes, lastId: this.lastID });
      });
    });
  }

  close(): Promise<void> {
    return new Promise((resolve, reject) => this.#db.close((error) => (error ? reject(error) : resolve())));
  }
}

function returnsRows(sql: string): boolean {
  return /^\s*(select|with|pragma|explain|values)\b/i.test(sql) || /\breturning\b/i.test(sql);
}

/** The driver binds what it does not know as NULL without a word; here that is a bug. */
function toSqlValue(value: unknown, index: number, sql: string): SqlValue {
  if (value === null || typeof value === 'string' || Buffer.isBuffer(value)) return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number' && Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value))) return value;
  throw new TypeError(`parameter ${index + 1} cannot be bound (${typeof value}): ${sql.slice(0, 120)}`);
}

function withSql(error: Error, sql: string): Error {
  error.message = `${error.message} [${sql.slice(0, 160)}]`;
  return error;
}
