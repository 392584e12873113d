/** Kysely over connections that we opened ourselves. Transactions of the writer are made by `open.ts`, not by Kysely. */
import {
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely';
import type { SqliteConnection } from './connection.ts';

class KyselyConnection implements DatabaseConnection {
  readonly #connection: SqliteConnection;

  constructor(connection: SqliteConnection) {
    this.#connection = connection;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const result = await this.#connection.execute(query.sql, query.parameters);
    return { rows: result.rows as R[], insertId: BigInt(result.lastId), numAffectedRows: BigInt(result.changes) };
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('streaming is not offered: page with a cursor instead');
  }
}

class PoolDriver implements Driver {
  readonly #connections: KyselyConnection[];
  #next = 0;

  constructor(connections: SqliteConnection[]) {
    this.#connections = connections.map((connection) => new KyselyConnection(connection));
  }

  init(): Promise<void> {
    return Promise.resolve();
  }

  /** sqlite3 queues statements of a connection by itself, so a connection may be shared by several readers. */
  acquireConnection(): Promise<DatabaseConnection> {
    const connection = this.#connections[this.#next % this.#connections.length];
    this.#next += 1;
    if (!connection) throw new Error('the pool is empty');
    return Promise.resolve(connection);
  }

  beginTransaction(): Promise<void> {
    throw new Error('use Db.write for a transaction');
  }

  commitTransaction(): Promise<void> {
    throw new Error('use Db.write for a transaction');
  }

  rollbackTransaction(): Promise<void> {
    throw new Error('use Db.write for a transaction');
  }

  releaseConnection(): Promise<void> {
    return Promise.resolve();
  }

  destroy(): Promise<void> {
    return Promise.resolve();
  }
}

/** A dialect that runs every query on one of `connections` in turn. */
export function sqliteDialect(connections: SqliteConnection[]): Dialect {
  return {
    createDriver: () => new PoolDriver(connections),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
}
