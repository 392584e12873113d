import type { Selectable } from 'kysely';
import type { Db, ReadDb, WriteTrx } from '../../db/db.ts';
import type { AccountTable, SessionTable } from '../../db/tables/foundation.ts';

export type AccountRow = Selectable<AccountTable>;

export class AccessRepository {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  findByLogin(login: string, db: ReadDb = this.#db.read): Promise<AccountRow | undefined> {
    return db.selectFrom('account').selectAll().where('login', '=', login).executeTakeFirst();
  }

  async insert(trx: WriteTrx, row: AccountTable): Promise<void> {
    await trx.insertInto('account').values(row).execute();
  }

  /** Ends the account and the sessions it has. */
  async disable(trx: WriteTrx, accountId: string, at: number): Promise<void> {
    await trx.updateTable('account').set({ disabled_at: at }).where('id', '=', accountId).execute();
    await trx.updateTable('session').set({ ended_at: at }).where('account_id', '=', accountId).where('ended_at', 'is', null).execute();
  }

  /** Removes sessions that were over before that moment; returns how many. */
  async forgetSessions(trx: WriteTrx, before: number): Promise<number> {
    const removed = await trx.deleteFrom('session').where('expires_at', '<', before).executeTakeFirst();
    return Number(removed.numDeletedRows);
  }

  /** Whether an account of a person can sign in. */
  async hasUsable(): Promise<boolean> {
    return (
      (await this.#db.read.selectFrom('account').select('id').where('is_demo', '=', 0).where('disabled_at', 'is', null).limit(1).executeTakeFirst()) !==
      undefined
    );
  }

  async insertSession(trx: WriteTrx, row: SessionTable): Promise<void> {
    await trx.insertInto('session').values(row).execute();
  }

  async endSession(trx: WriteTrx, tokenHash: string, at: number): Promise<void> {
    await trx.updateTable('session').set({ ended_at: at }).where('token_hash', '=', tokenHash).execute();
  }

  async setLanguage(trx: WriteTrx, accountId: string, language: string): Promise<void> {
    await trx.updateTable('account').set({ language }).where('id', '=', accountId).execute();
  }

  /** A session that is not over, with its account unless that is disabled. */
  async findSession(tokenHash: string, now: number): Promise<{ account: AccountRow; expiresAt: number } | null> {
    const session = await this.#db.read.selectFrom('session').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst();
    if (!session || session.ended_at !== null || session.expires_at <= now) return null;
    const account = await this.#db.read.selectFrom('account').selectAll().where('id', '=', session.account_id).executeTakeFirst();
    return account && account.disabled_at === null ? { account, expiresAt: session.expires_at } : null;
  }
}
