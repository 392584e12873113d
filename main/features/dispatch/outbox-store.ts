/** What the outbox knows of its messages: which are due, and what became of each attempt. */
import { sql } from 'kysely';
import type { ChannelKind } from '#shared/contract/dispatch.ts';
import { AppError } from '#shared/contract/errors.ts';
import type { WriteTrx } from '../../db/db.ts';
import { backoffMs } from '../../kernel/backoff.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { IncidentRecord } from '../incidents/index.ts';
import type { DeliveryResult } from './channels/channel.ts';
import type { DispatchFacts } from './facts.ts';

const BACKOFF = { firstMs: 1_000, maxMs: 60_000 };
/** A wait longer than any backoff without Retry-After means that the machine's clock was set back: then it is due. */
const LONGEST_WAIT_MS = BACKOFF.maxMs + 1_000;
const GIVE_UP_AFTER_MS = 24 * 3_600_000;
/** Failures worth a line in the journal; every attempt has its own row anyway. */
const JOURNALED_FAILURES = [1, 3];

export interface Lane {
  serviceId: string;
  nextAttemptAt: number;
}

/** A message that waits, with what of its dispatch never changes. */
export interface DueMessage {
  seq: number;
  dispatchId: string;
  incidentId: string;
  serviceId: string;
  serviceCode: string;
  channel: ChannelKind;
  idempotencyKey: string;
}

export interface StartedAttempt extends DueMessage {
  number: number;
}

export class OutboxStore {
  readonly #kernel: Kernel;
  readonly #record: IncidentRecord;
  readonly #facts: DispatchFacts;

  constructor(kernel: Kernel, record: IncidentRecord, facts: DispatchFacts) {
    this.#kernel = kernel;
    this.#record = record;
    this.#facts = facts;
  }

  /** Attempts that a crash or stop interrupted become failed ones, and their messages are due at once, with the same key. */
  async recover(): Promise<number> {
    const now = this.#kernel.clock.now();
    return this.#kernel.db.write(async (trx) => {
      const interrupted = await trx.selectFrom('delivery_attempt').select('outbox_seq').where('result', 'is', null).execute();
      if (interrupted.length === 0) return 0;
      await trx
        .updateTable('delivery_attempt')
        .set({ result: 'failed', ended_at: now, detail: 'interrupted, sent again with the same key' })
        .where('result', 'is', null)
        .execute();
      const seqs = interrupted.map((attempt) => attempt.outbox_seq);
      await trx.updateTable('outbox').set({ next_attempt_at: now, not_before: null }).where('seq', 'in', seqs).where('state', '=', 'waiting').execute();
      return interrupted.length;
    });
  }

  /** Services with messages waiting, and when the first of each is due. */
  async lanes(): Promise<Lane[]> {
    const rows = await this.#kernel.db.read
      .selectFrom('outbox')
      .select((select) => ['service_id', select.fn.min('next_attempt_at').as('next_attempt_at')])
      .where('state', '=', 'waiting')
      .groupBy('service_id')
      .execute();
    return rows.map((row) => ({ serviceId: row.service_id, nextAttemptAt: row.next_attempt_at }));
  }

  /** Messages of a service that are due now, the most urgent first. */
  async due(serviceId: string, except: readonly number[], limit: number): Promise<DueMessage[]> {
    const now = this.#kernel.clock.now();
    let query = this.#kernel.db.read
      .selectFrom('outbox')
      .innerJoin('dispatch', 'dispatch.id', 'outbox.dispatch_id')
      .innerJoin('service', 'service.id', 'outbox.service_id')
      .select([
        'outbox.seq',
        'dispatch.id as dispatchId',
        'dispatch.incident_id as incidentId',
        'service.id as serviceId',
        'service.code as serviceCode',
        'service.channel',
        'outbox.idempotency_key as idempotencyKey',
      ])
      .where('outbox.service_id', '=', serviceId)
      .where('outbox.state', '=', 'waiting')
      .where((where) =>
        where.or([where('next_attempt_at', '<=', now), where.and([where('next_attempt_at', '>', now + LONGEST_WAIT_MS), where('not_before', 'is', null)])]),
      )
      .orderBy('dispatch.priority')
      .orderBy('outbox.seq')
      .limit(limit);
    if (except.length > 0) query = query.where('outbox.seq', 'not in', except);
    return (await query.execute()).map((row) => ({ ...row, channel: row.channel as ChannelKind }));
  }

  /** When the next message of a service is due that is not under way; null when none waits. */
  async nextDue(serviceId: string, except: readonly number[]): Promise<number | null> {
    let query = this.#kernel.db.read
      .selectFrom('outbox')
      .select('next_attempt_at')
      .where('service_id', '=', serviceId)
      .where('state', '=', 'waiting')
      .orderBy('next_attempt_at')
      .limit(1);
    if (except.length > 0) query = query.where('seq', 'not in', except);
    return (await query.executeTakeFirst())?.next_attempt_at ?? null;
  }

  /** Writes down that an attempt begins, before anything leaves the house. null when the message no longer waits. */
  async begin(message: DueMessage): Promise<StartedAttempt | null> {
    const now = this.#kernel.clock.now();
    return this.#kernel.db.write(async (trx) => {
      const begun = await trx
        .updateTable('outbox')
        .set((set) => ({ attempts: set('attempts', '+', 1) }))
        .where('seq', '=', message.seq)
        .where('state', '=', 'waiting')
        .returning('attempts')
        .executeTakeFirst();
      if (!begun) return null;
      await trx
        .insertInto('delivery_attempt')
        .values({
          outbox_seq: message.seq,
          number: begun.attempts,
          dispatch_id: message.dispatchId,
          channel: message.channel,
          started_at: now,
          ended_at: null,
          result: null,
          detail: '',
        })
        .execute();
      return { ...message, number: begun.attempts };
    });
  }

  /** Writes down how an attempt ended and what follows from it. */
  async finish(attempt: StartedAttempt, outcome: DeliveryResult): Promise<void> {
    const now = this.#kernel.clock.now();
    await this.#kernel.db.write(async (trx) => {
      const ended = { ended_at: now, result: outcome.result, detail: outcome.detail.slice(0, 200) };
      await trx.updateTable('delivery_attempt').set(ended).where('outbox_seq', '=', attempt.seq).where('number', '=', attempt.number).execute();
      if (outcome.result === 'delivered') await this.#delivered(trx, attempt, outcome.detail, now);
      else await this.#failed(trx, attempt, outcome, now);
    });
  }

  async #delivered(trx: WriteTrx, attempt: StartedAttempt, detail: string, now: number): Promise<void> {
    await trx
      .updateTable('outbox')
      .set({ state: 'delivered', ended_at: now, failures: 0 })
      .where('seq', '=', attempt.seq)
      .where('state', '=', 'waiting')
      .execute();
    await trx.updateTable('service').set({ last_heard_at: now }).where('id', '=', attempt.serviceId).execute();
    // The service answers again: what waited for it out of caution goes now, unless it asked for a pause.
    await trx
      .updateTable('outbox')
      .set({ next_attempt_at: sql<number>`max(${now}, coalesce(not_before, 0))` })
      .where('service_id', '=', attempt.serviceId)
      .where('state', '=', 'waiting')
      .where('failures', '>', 0)
      .execute();
    await this.#facts.addTechnical(trx, attempt.dispatchId, 'delivered', detail);
    await this.#journal(trx, attempt, 'delivered', detail);
  }

  async #failed(trx: WriteTrx, attempt: StartedAttempt, outcome: Extract<DeliveryResult, { result: 'failed' }>, now: number): Promise<void> {
    await trx.updateTable('service').set({ last_failed_at: now }).where('id', '=', attempt.serviceId).execute();
    const message = await trx.selectFrom('outbox').select(['failures', 'created_at', 'state']).where('seq', '=', attempt.seq).executeTakeFirstOrThrow();
    if (message.state !== 'waiting') return;
    const failures = message.failures + 1;
    if (now - message.created_at >= GIVE_UP_AFTER_MS) {
      await trx.updateTable('outbox').set({ state: 'gave-up', failures, ended_at: now }).where('seq', '=', attempt.seq).execute();
      await this.#facts.addTechnical(trx, attempt.dispatchId, 'undeliverable', outcome.detail);
      await this.#journal(trx, attempt, 'gave-up', outcome.detail);
      return;
    }
    const notBefore = outcome.retryAfterMs === undefined ? null : now + outcome.retryAfterMs;
    const next = Math.max(now + backoffMs(failures, BACKOFF), notBefore ?? 0);
    await trx.updateTable('outbox').set({ failures, next_attempt_at: next, not_before: notBefore }).where('seq', '=', attempt.seq).execute();
    if (JOURNALED_FAILURES.includes(failures)) await this.#journal(trx, attempt, 'failed', outcome.detail);
  }

  async #journal(trx: WriteTrx, attempt: StartedAttempt, result: string, detail: string): Promise<void> {
    await this.#record.journal.append(trx, {
      incidentId: attempt.incidentId,
      kind: 'delivery',
      by: null,
      data: { service: attempt.serviceCode, channel: attempt.channel, attempt: String(attempt.number), result, detail: detail.slice(0, 200) },
    });
  }

  /** Makes the message of a dispatch due now, whatever became of it, under the same key. NOT_FOUND when it has none. */
  async sendAgain(trx: WriteTrx, dispatchId: string): Promise<void> {
    const now = this.#kernel.clock.now();
    const result = await trx
      .updateTable('outbox')
      .set({ state: 'waiting', created_at: now, next_attempt_at: now, not_before: null, failures: 0, ended_at: null })
      .where('dispatch_id', '=', dispatchId)
      .executeTakeFirst();
    if (result.numUpdatedRows === 0n) throw new AppError('NOT_FOUND', 'this dispatch has no message', { what: 'message', id: dispatchId });
  }

  /** How many messages wait, and since when the oldest does. */
  async waiting(): Promise<{ waiting: number; oldestAt: number | null }> {
    const row = await this.#kernel.db.read
      .selectFrom('outbox')
      .select((select) => [select.fn.countAll<number>().as('waiting'), select.fn.min('created_at').as('oldest')])
      .where('state', '=', 'waiting')
      .executeTakeFirstOrThrow();
    return { waiting: row.waiting, oldestAt: row.oldest };
  }
}
