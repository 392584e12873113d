import { AppError } from '#shared/contract/errors.ts';
import { layoutSchema, type Layout } from '#shared/contract/wall.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Actor } from '../../transport/context.ts';

const MAX_LAYOUTS_PER_ACCOUNT = 100;

export class WallService {
  readonly #kernel: Kernel;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  /** An account's layouts, the current one first, then by name. */
  async list(actor: Actor): Promise<Layout[]> {
    const rows = await this.#kernel.db.read
      .selectFrom('layout')
      .selectAll()
      .where('account_id', '=', actor.accountId)
      .orderBy('is_current', 'desc')
      .orderBy('name')
      .execute();
    const layouts: Layout[] = [];
    for (const row of rows) {
      const parsed = layoutSchema.safeParse({ ...(JSON.parse(row.content) as object), id: row.id, name: row.name, isCurrent: row.is_current === 1 });
      if (parsed.success) layouts.push(parsed.data);
      else this.#kernel.log.warn({ layout: row.id }, 'a stored layout does not fit and is left aside');
    }
    return layouts;
  }

  /** Stores a layout under its id; at most one is current. NOT_ALLOWED for somebody else's, TOO_MANY beyond a hundred. */
  async save(layout: Layout, actor: Actor): Promise<Layout> {
    const { id, name, isCurrent, ...content } = layout;
    await this.#kernel.db.write(async (trx) => {
      const existing = await trx.selectFrom('layout').select('account_id').where('id', '=', id).executeTakeFirst();
      if (existing && existing.account_id !== actor.accountId) throw new AppError('NOT_ALLOWED', 'this layout belongs to another account', { id });
      if (!existing) {
        const { count } = await trx
          .selectFrom('layout')
          .select(trx.fn.countAll<number>().as('count'))
          .where('account_id', '=', actor.accountId)
          .executeTakeFirstOrThrow();
        if (count >= MAX_LAYOUTS_PER_ACCOUNT) throw new AppError('TOO_MANY', 'an account can keep a hundred layouts', { max: MAX_LAYOUTS_PER_ACCOUNT });
      }
      if (isCurrent) await trx.updateTable('layout').set({ is_current: 0 }).where('account_id', '=', actor.accountId).execute();
      const row = { name, content: JSON.stringify(content), is_current: isCurrent ? 1 : 0, updated_at: this.#kernel.clock.now() };
      await trx
        .insertInto('layout')
        .values({ id, account_id: actor.accountId, ...row })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute();
    });
    this.#kernel.bus.announce('layouts.changed', [id]);
    return layout;
  }

  async remove(id: string, actor: Actor): Promise<void> {
    await this.#kernel.db.write(async (trx) => {
      const result = await trx.deleteFrom('layout').where('id', '=', id).where('account_id', '=', actor.accountId).executeTakeFirst();
      if (result.numDeletedRows === 0n) throw new AppError('NOT_FOUND', 'there is no such layout', { id });
    });
    this.#kernel.bus.announce('layouts.changed', [id]);
  }
}
