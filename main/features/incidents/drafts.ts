/** What the composer holds before it is logged, kept per account so that nothing typed is lost. */
import { AppError } from '#shared/contract/errors.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Actor } from '../../transport/context.ts';

export interface Draft {
  key: string;
  savedAt: number;
  fields: Record<string, unknown>;
}

const MAX_DRAFT_CHARS = 256 * 1024;
const MAX_DRAFTS_PER_ACCOUNT = 50;

export class Drafts {
  readonly #kernel: Kernel;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  /** Keeps the fields under the key. TOO_LARGE, TOO_MANY. A save that arrives after the incident was logged is let go. */
  async save(key: string, fields: Record<string, unknown>, actor: Actor): Promise<Draft> {
    const text = JSON.stringify(fields);
    if (text.length > MAX_DRAFT_CHARS) throw new AppError('TOO_LARGE', 'a draft may have 256 KB', { maxBytes: MAX_DRAFT_CHARS });
    const savedAt = this.#kernel.clock.now();
    await this.#kernel.db.write(async (trx) => {
      const logged = await trx.selectFrom('incident').select('id').where('create_key', '=', key).executeTakeFirst();
      if (logged) return;
      const others = await trx.selectFrom('draft').select('key').where('account_id', '=', actor.accountId).where('key', '!=', key).execute();
      if (others.length >= MAX_DRAFTS_PER_ACCOUNT) throw new AppError('TOO_MANY', 'an account can keep fifty drafts', { max: MAX_DRAFTS_PER_ACCOUNT });
      await trx
        .insertInto('draft')
        .values({ account_id: actor.accountId, key, saved_at: savedAt, fields: text })
        .onConflict((conflict) => conflict.columns(['account_id', 'key']).doUpdateSet({ saved_at: savedAt, fields: text }))
        .execute();
    });
    return { key, savedAt, fields };
  }

  /** The account's drafts, newest first. */
  async list(actor: Actor): Promise<Draft[]> {
    const rows = await this.#kernel.db.read.selectFrom('draft').selectAll().where('account_id', '=', actor.accountId).orderBy('saved_at', 'desc').execute();
    return rows.map((row) => ({ key: row.key, savedAt: row.saved_at, fields: JSON.parse(row.fields) as Record<string, unknown> }));
  }

  async discard(key: string, actor: Actor): Promise<void> {
    await this.#kernel.db.write((trx) => trx.deleteFrom('draft').where('account_id', '=', actor.accountId).where('key', '=', key).execute());
  }
}
