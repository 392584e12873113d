import { settingsSchema, type Settings } from '#shared/contract/settings.ts';
import { AppError } from '#shared/contract/errors.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Actor } from '../../transport/context.ts';
import type { AuditService } from '../audit/index.ts';
import { DEFAULT_SETTINGS } from './defaults.ts';

export class SettingsService {
  readonly #kernel: Kernel;
  readonly #audit: AuditService;
  #current: Settings = DEFAULT_SETTINGS;

  constructor(kernel: Kernel, audit: AuditService) {
    this.#kernel = kernel;
    this.#audit = audit;
  }

  /** Reads what is stored. A value that no longer fits the schema is left aside, with a warning, and the default holds. */
  async load(): Promise<void> {
    const rows = await this.#kernel.db.read.selectFrom('setting').selectAll().execute();
    let settings = { ...DEFAULT_SETTINGS };
    for (const row of rows) {
      if (!(row.key in settingsSchema.shape)) continue;
      const candidate = settingsSchema.safeParse({ ...settings, [row.key]: JSON.parse(row.value) as unknown });
      if (candidate.success) settings = candidate.data;
      else this.#kernel.log.warn({ key: row.key }, 'a stored setting does not fit and is left aside');
    }
    this.#current = settings;
  }

  current(): Settings {
    return this.#current;
  }

  /** Stores the given fields, all or none. BAD_INPUT for a time zone that the system does not know. */
  async update(change: Partial<Settings>, actor: Actor): Promise<Settings> {
    const next = settingsSchema.parse({ ...this.#current, ...change });
    if (!isTimeZone(next.timeZone)) throw new AppError('BAD_INPUT', `unknown time zone ${next.timeZone}`, { field: 'timeZone' });
    const now = this.#kernel.clock.now();
    const changedKeys = (Object.keys(change) as (keyof Settings)[]).filter((key) => JSON.stringify(next[key]) !== JSON.stringify(this.#current[key]));
    await this.#kernel.db.write(async (trx) => {
      for (const key of changedKeys) {
        const row = { key, value: JSON.stringify(next[key]), updated_at: now };
        await trx
          .insertInto('setting')
          .values(row)
          .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
          .execute();
      }
      const before = Object.fromEntries(changedKeys.map((key) => [key, this.#current[key]]));
      const after = Object.fromEntries(changedKeys.map((key) => [key, next[key]]));
      await this.#audit.append(trx, { actor, action: 'settings.update', detail: { before, after } });
    });
    this.#current = next;
    this.#kernel.bus.announce('settings.changed', changedKeys);
    return next;
  }
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
