/** The handles that repositories get: one that only reads, one that lives inside a write. They are different types. */
import type { Kysely } from 'kysely';
import type { Restored } from './restore.ts';
import type { Database } from './schema.ts';

/** Reads what is committed. Cannot write: its connections are query-only and its type has no way to. */
export type ReadDb = Pick<Kysely<Database>, 'selectFrom' | 'with' | 'fn'>;

/** Reads and writes inside one transaction; never keep it longer than the callback it was given to. */
export type WriteTrx = Kysely<Database>;

export interface Db {
  readonly read: ReadDb;
  /** Runs `change` in a transaction; resolves once it is on disk. A rejection means that nothing of it was kept. */
  write<T>(change: (trx: WriteTrx) => Promise<T>): Promise<T>;
  /** Milliseconds since a write or read last succeeded, measured by asking the database now. Rejects when it does not answer. */
  ping(): Promise<void>;
  /** `ok`, or what SQLite found. Reads the whole file. */
  quickCheck(): Promise<string>;
  /** Set when the file was damaged at the start and a copy took its place. */
  readonly restored: Restored | null;
  close(): Promise<void>;
}
