/**
 * The one writer. Writes that wait at the same moment share a transaction and its flush to disk (group commit): each
 * runs inside its own savepoint, so that one failing undoes only itself, and none is acknowledged before the commit
 * that holds it has returned.
 */
import { AsyncResource } from 'node:async_hooks';
import type { SqliteConnection } from './connection.ts';

interface Waiting {
  run: () => Promise<unknown>;
  resolve: (value: unknown) => void;
  reject: (reason: unknown) => void;
}

const MAX_WRITES_PER_COMMIT = 64;

export class GroupCommitWriter {
  readonly #connection: SqliteConnection;
  #waiting: Waiting[] = [];
  #busy: Promise<void> | null = null;
  #closed = false;

  constructor(connection: SqliteConnection) {
    this.#connection = connection;
  }

  /**
   * Runs `run` inside a transaction; resolves with its value once that transaction is durable. It runs in the async
   * context of its caller, not of whoever woke the writer, so that each call's audit row is counted as its own.
   */
  write<T>(run: () => Promise<T>): Promise<T> {
    if (this.#closed) return Promise.reject(new Error('the database is closed'));
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ run: AsyncResource.bind(run), resolve: resolve as (value: unknown) => void, reject });
      this.#busy ??= this.#drain();
    });
  }

  /** Waits for what was accepted, then refuses more. */
  async close(): Promise<void> {
    this.#closed = true;
    while (this.#busy) await this.#busy;
  }

  /** Ends in the same step in which it finds nothing waiting, so that a write that comes a moment later starts it anew. */
  async #drain(): Promise<void> {
    try {
      while (this.#waiting.length > 0) {
        const group = this.#waiting.splice(0, MAX_WRITES_PER_COMMIT);
        await this.#commitGroup(group);
      }
    } finally {
      this.#busy = null;
    }
  }

  async #commitGroup(group: Waiting[]): Promise<void> {
    const done: { waiting: Waiting; value: unknown }[] = [];
    try {
      for (const [index, waiting] of group.entries()) {
        await this.#connection.script(index === 0 ? 'begin immediate; savepoint one' : 'release one; savepoint one');
        try {
          done.push({ waiting, value: await waiting.run() });
        } catch (error) {
          await this.#connection.script('rollback to one');
          waiting.reject(error);
        }
      }
      await this.#connection.script('commit');
    } catch (error) {
      // The transaction itself failed (disk full, I/O): nothing of the group is acknowledged.
      await this.#rollbackAfter(error);
      for (const waiting of group) waiting.reject(error);
      return;
    }
    for (const { waiting, value } of done) waiting.resolve(value);
  }

  async #rollbackAfter(cause: unknown): Promise<void> {
    try {
      await this.#connection.script('rollback');
    } catch (error) {
      // SQLite rolls back by itself after SQLITE_FULL and SQLITE_IOERR; then there is no transaction left to roll back.
      const isNoTransaction = error instanceof Error && error.message.includes('no transaction is active');
      if (!isNoTransaction) throw new AggregateError([cause, error], 'a write failed and could not be rolled back', { cause: error });
    }
  }
}
