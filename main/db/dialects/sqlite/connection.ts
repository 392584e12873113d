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
/** More than the program has queries; lists of varying length make a few more of some. */
const MAX_PREPARED = 300;

/** Two versions carry the repair of the WAL-reset bug: 3.51.3 and later, and the backport 3.50.7 (sqlite.org/wal.html#walresetbug). */
export function hasWalResetRepair(version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  if (major !== 3) return major > 3;
  if (minor === 50) return patch >= 7;
  return minor > 51 || (minor === 51 && patch >= 3);
}

export class SqliteConnection {
  readonly #db: sqlite3.Database;
  /** Prepared once and used again, the longest unused first: preparing costs as much as running. */
  readonly #prepared = new Map<string, Promise<sqlite3.Statement>>();

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
  async execute(sql: string, parameters: readonly unknown[] = []): Promise<SqlResult> {
    const values = parameters.map((value, index) => toSqlValue(value, index, sql));
    const statement = await this.#prepare(sql);
    return new Promise((resolve, reject) => {
      if (returnsRows(sql)) {
        statement.all<Record<string, unknown>>(values, (error, rows) =>
          error ? reject(withSql(error, sql)) : resolve({ rows, changes: rows.length, lastId: 0 }),
        );
        return;
      }
      statement.run(values, function done(error: Error | null) {
        if (error) reject(withSql(error, sql));
        else resolve({ rows: [], changes: this.changes, lastId: this.lastID });
      });
    });
  }

  /** Runs statements without parameters or rows one after the other, in one go; stops at the first that fails. */
  script(sql: string): Promise<void> {
    return new Promise((resolve, reject) => this.#db.exec(sql, (error) => (error ? reject(withSql(error, sql)) : resolve())));
  }

  async close(): Promise<void> {
    await Promise.all([...this.#prepared.values()].map(finalize));
    await new Promise<void>((resolve, reject) => this.#db.close((error) => (error ? reject(error) : resolve())));
  }

  #prepare(sql: string): Promise<sqlite3.Statement> {
    const known = this.#prepared.get(sql);
    const statement = known ?? this.#prepareNew(sql);
    this.#prepared.delete(sql);
    this.#prepared.set(sql, statement);
    return statement;
  }

  #prepareNew(sql: string): Promise<sqlite3.Statement> {
    const [[longestUnused, statement] = []] = this.#prepared;
    if (this.#prepared.size >= MAX_PREPARED && longestUnused !== undefined && statement) {
      this.#prepared.delete(longestUnused);
      void finalize(statement);
    }
    return new Promise((resolve, reject) => {
      const prepared = this.#db.prepare(sql, (error) => {
        if (!error) return resolve(prepared);
        this.#prepared.delete(sql);
        reject(withSql(error, sql));
      });
    });
  }
}

/** Ends a statement once what runs with it is done; one that could not be prepared has nothing to end. */
async function finalize(preparing: Promise<sqlite3.Statement>): Promise<void> {
  const [prepared] = await Promise.allSettled([preparing]);
  if (prepared.status === 'fulfilled') await new Promise<void>((resolve) => prepared.value.finalize(() => resolve()));
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
