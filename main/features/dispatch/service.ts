import type { Dispatch } from '#shared/contract/dispatch.ts';
import { AppError } from '#shared/contract/errors.ts';
import { isFinished } from '#shared/domain/dispatch-status.ts';
import { isOpenState, type IncidentState } from '#shared/domain/incident-status.ts';
import type { ChannelKind } from '#shared/contract/dispatch.ts';
import type { WriteTrx } from '../../db/db.ts';
import { newId } from '../../kernel/ids.ts';
import { withDeadline } from '../../kernel/deadline.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Actor } from '../../transport/context.ts';
import type { Channel } from './channels/channel.ts';
import { enqueueDispatches } from './enqueue.ts';
import type { DispatchFacts } from './facts.ts';
import type { DispatchDeps } from './index.ts';
import type { MessageBuilder } from './message.ts';
import type { OutboxStore } from './outbox-store.ts';
import { readDispatch } from './repository.ts';
import { TOKEN_LIFE_MS } from './tokens.ts';

const TEST_DEADLINE_MS = 10_000;

export interface DispatchServiceParts {
  facts: DispatchFacts;
  store: OutboxStore;
  messages: MessageBuilder;
  channels: Record<ChannelKind, Channel>;
}

/** What the desk does with dispatches. */
export class DispatchService {
  readonly #kernel: Kernel;
  readonly #deps: DispatchDeps;
  readonly #parts: DispatchServiceParts;

  constructor(kernel: Kernel, deps: DispatchDeps, parts: DispatchServiceParts) {
    this.#kernel = kernel;
    this.#deps = deps;
    this.#parts = parts;
  }

  /** Sends an open incident to one more service. NOT_FOUND, CONFLICT, STEP_NOT_ALLOWED when the incident is closed. */
  async send(input: { incidentId: string; serviceId: string; priority: 1 | 2 | 3; text: string }, actor: Actor): Promise<Dispatch> {
    const id = await this.#kernel.db.write(async (trx) => {
      const incident = await trx
        .selectFrom('incident')
        .select(['id', 'state', 'category_key as categoryKey'])
        .where('id', '=', input.incidentId)
        .executeTakeFirst();
      if (!incident) throw new AppError('NOT_FOUND', 'there is no such incident', { what: 'incident', id: input.incidentId });
      if (!isOpenState(incident.state as IncidentState))
        throw new AppError('STEP_NOT_ALLOWED', 'the incident is closed', { action: 'send', state: incident.state });
      const [sent] = await enqueueDispatches(this.#kernel, trx, { incident, wanted: [input], actor });
      if (!sent) throw new Error('a service was wanted and none was sent to');
      await this.#deps.record.journal.append(trx, sent.entry);
      await this.#deps.record.follow(trx, incident.id, 'dispatched');
      await this.#audit(trx, actor, 'dispatch.send', sent.dispatch.id, { incidentId: incident.id, priority: input.priority });
      return sent.dispatch.id;
    });
    return this.#changed(id);
  }

  /** Delivers again now under the same key; the link's life begins anew. STEP_NOT_ALLOWED for a finished dispatch. */
  async resend(id: string, actor: Actor): Promise<Dispatch> {
    await this.#kernel.db.write(async (trx) => {
      const dispatch = await this.#parts.facts.find(trx, id);
      if (isFinished(dispatch.state))
        throw new AppError('STEP_NOT_ALLOWED', `a dispatch that is ${dispatch.state} is not sent again`, { action: 'resend', state: dispatch.state });
      await this.#parts.store.sendAgain(trx, id);
      await trx
        .updateTable('dispatch')
        .set({ token_expires_at: this.#kernel.clock.now() + TOKEN_LIFE_MS })
        .where('id', '=', id)
        .execute();
      await this.#deps.record.journal.append(trx, {
        incidentId: dispatch.incident_id,
        kind: 'delivery',
        by: actor.name,
        data: { service: dispatch.code, channel: dispatch.channel, attempt: '', result: 'sent-again', detail: '' },
      });
      await this.#audit(trx, actor, 'dispatch.resend', id, {});
    });
    return this.#changed(id);
  }

  async cancel(id: string, reason: string, actor: Actor): Promise<Dispatch> {
    await this.#kernel.db.write(async (trx) => {
      await this.#parts.facts.cancel(trx, id, actor.name, reason);
      await this.#audit(trx, actor, 'dispatch.cancel', id, { reason });
    });
    return this.#changed(id);
  }

  /** A person of the service accepted by telephone; `name` is theirs. STEP_NOT_ALLOWED when it is already taken over. */
  async acceptByPhone(id: string, name: string, actor: Actor): Promise<Dispatch> {
    await this.#kernel.db.write(async (trx) => {
      await this.#parts.facts.press(trx, { dispatchId: id, key: newId(), action: 'accept', name, cause: null, message: '', pressedAt: null, via: 'phone' });
      await this.#audit(trx, actor, 'dispatch.acceptByPhone', id, { name });
    });
    return this.#changed(id);
  }

  /** Sends a test message now. NOT_FOUND; NOT_AVAILABLE with the channel's answer when it did not get through. */
  async testService(id: string, actor: Actor): Promise<void> {
    const service = await this.#kernel.db.read.selectFrom('service').selectAll().where('id', '=', id).executeTakeFirst();
    if (!service) throw new AppError('NOT_FOUND', 'there is no such service', { what: 'service', id });
    const message = this.#parts.messages.forTest(service, `test.${newId()}`);
    const outcome = await withDeadline(TEST_DEADLINE_MS, [], (signal) => this.#parts.channels[service.channel as ChannelKind].deliver(message, signal));
    const now = this.#kernel.clock.now();
    await this.#kernel.db.write(async (trx) => {
      await trx
        .updateTable('service')
        .set(outcome.result === 'delivered' ? { last_heard_at: now } : { last_failed_at: now })
        .where('id', '=', id)
        .execute();
      await this.#deps.audit.append(trx, {
        actor,
        action: 'dispatch.testService',
        objectType: 'service',
        objectId: id,
        result: outcome.result === 'delivered' ? 'done' : 'failed',
        detail: { code: service.code, answer: outcome.detail },
      });
    });
    this.#kernel.bus.announce('services.changed', [id]);
    if (outcome.result === 'failed')
      throw new AppError('NOT_AVAILABLE', `the test message did not get through: ${outcome.detail}`, { reason: 'not-delivered', detail: outcome.detail });
  }

  async #changed(id: string): Promise<Dispatch> {
    const dispatch = await readDispatch(this.#kernel.db.read, id);
    this.#kernel.bus.announce('dispatch.changed', [id]);
    this.#kernel.bus.announce('incidents.changed', [dispatch.incidentId]);
    return dispatch;
  }

  #audit(trx: WriteTrx, actor: Actor, action: string, objectId: string, detail: Record<string, unknown>): Promise<void> {
    return this.#deps.audit.append(trx, { actor, action, objectType: 'dispatch', objectId, detail });
  }
}
