import { AsyncLocalStorage } from 'node:async_hooks';
import type { AuditRow } from '#shared/contract/audit.ts';
import type { AuditLogTable } from '../../db/tables/foundation.ts';
import type { ReadDb, WriteTrx } from '../../db/db.ts';
import { canonicalJson } from '../../kernel/canonical-json.ts';
import { CHAIN_START, chainHash, firstBrokenSeq } from '../../kernel/hash-chain.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Actor } from '../../transport/context.ts';

export interface AuditEntry {
  /** null = the system itself, or somebody who is not signed in. */
  actor: Actor | null;
  /** `<feature>.<procedure>` or another stable name. */
  action: string;
  objectType?: string;
  objectId?: string;
  result?: 'done' | 'refused' | 'failed';
  /** What may be known later; no passwords, tokens or pictures. */
  detail?: Readonly<Record<string, unknown>>;
}

const PAGE_ROWS = 5_000;
const MAX_DETAIL_CHARS = 4_000;
const MAX_TEXT_CHARS = 500;

export class AuditService {
  readonly #kernel: Pick<Kernel, 'db' | 'clock'>;
  readonly #call = new AsyncLocalStorage<{ hasWritten: boolean }>();

  constructor(kernel: Pick<Kernel, 'db' | 'clock'>) {
    this.#kernel = kernel;
  }

  /** Appends a row inside the transaction of what it tells about: both are kept or neither. */
  async append(trx: WriteTrx, entry: AuditEntry): Promise<void> {
    const last = await trx.selectFrom('audit_log').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst();
    const row = {
      seq: (last?.seq ?? 0) + 1,
      at: this.#kernel.clock.now(),
      account_id: entry.actor?.accountId ?? null,
      account: entry.actor?.login ?? null,
      role: entry.actor?.role ?? null,
      action: entry.action,
      object_type: entry.objectType ?? null,
      object_id: entry.objectId ?? null,
      result: entry.result ?? 'done',
      detail: canonicalJson(plain(entry.detail ?? {})),
    };
    const prevHash = last?.hash ?? CHAIN_START;
    await trx
      .insertInto('audit_log')
      .values({ ...row, prev_hash: prevHash, hash: chainHash(prevHash, row) })
      .execute();
    const call = this.#call.getStore();
    if (call) call.hasWritten = true;
  }

  /** Appends a row of its own, for what changes nothing (a refusal, a look). */
  async record(entry: AuditEntry): Promise<void> {
    await this.#kernel.db.write((trx) => this.append(trx, entry));
  }

  /** Runs a call and tells whether it wrote its own row. */
  async observe<T>(run: () => Promise<T>): Promise<{ value: T; hasWritten: boolean }> {
    const call = { hasWritten: false };
    const value = await this.#call.run(call, run);
    return { value, hasWritten: call.hasWritten };
  }

  async list(options: { beforeSeq?: number | undefined; limit: number }): Promise<AuditRow[]> {
    let query = this.#kernel.db.read.selectFrom('audit_log').selectAll().orderBy('seq', 'desc').limit(options.limit);
    if (options.beforeSeq !== undefined) query = query.where('seq', '<', options.beforeSeq);
    return (await query.execute()).map(toContract);
  }

  verify(): Promise<AuditVerdict> {
    return verifyAuditLog(this.#kernel.db.read);
  }
}

export interface AuditVerdict {
  rows: number;
  intact: boolean;
  brokenAtSeq: number | null;
}

/** Walks the whole chain in pages. */
export async function verifyAuditLog(read: ReadDb): Promise<AuditVerdict> {
  let previous = CHAIN_START;
  let count = 0;
  for (;;) {
    const page = await read.selectFrom('audit_log').selectAll().where('seq', '>', count).orderBy('seq').limit(PAGE_ROWS).execute();
    if (page.length === 0) return { rows: count, intact: true, brokenAtSeq: null };
    const brokenAtSeq = firstBrokenSeq(page, content, { seq: count, hash: previous });
    if (brokenAtSeq !== null) return { rows: count + page.length, intact: false, brokenAtSeq };
    previous = page.at(-1)?.hash ?? previous;
    count += page.length;
  }
}

function content(row: AuditLogTable): Record<string, unknown> {
  const { prev_hash: _prev, hash: _hash, ...rest } = row;
  return rest;
}

/** What JSON can hold of a value, without lone surrogates; long texts are cut, so that no call can bloat the log. */
function plain(value: Readonly<Record<string, unknown>>): unknown {
  const text = JSON.stringify(value, (_key, item: unknown) => (typeof item === 'string' ? Buffer.from(item.slice(0, MAX_TEXT_CHARS)).toString() : item));
  if (text.length > MAX_DETAIL_CHARS) return { cutAtChars: MAX_DETAIL_CHARS, start: Buffer.from(text.slice(0, MAX_DETAIL_CHARS)).toString() };
  return JSON.parse(text) as unknown;
}

function toContract(row: AuditLogTable): AuditRow {
  return {
    seq: row.seq,
    at: row.at,
    account: row.account,
    role: row.role,
    action: row.action,
    objectType: row.object_type,
    objectId: row.object_id,
    result: row.result as AuditRow['result'],
    detail: row.detail,
    hash: row.hash,
  };
}
