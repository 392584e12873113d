/** The facts of a dispatch and the states that follow from them. Everything here runs inside the caller's transaction. */
import { sql } from 'kysely';
import { AppError } from '#shared/contract/errors.ts';
import { isFinished, isTakenOver, mayAdvance, stateAfterAction, type DispatchState, type ResponderAction } from '#shared/domain/dispatch-status.ts';
import type { WriteTrx } from '../../db/db.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { IncidentRecord } from '../incidents/index.ts';

export interface Fact {
  state: DispatchState;
  /** When it happened, UTC milliseconds. */
  at: number;
  /** Who did it; null = the machine. */
  by: string | null;
  detail: string | null;
}

export interface ResponderPress {
  dispatchId: string;
  /** Makes the press count once however often it arrives. */
  key: string;
  action: ResponderAction;
  name: string;
  /** Why it was refused, key of `response.cause`. */
  cause: string | null;
  message: string;
  /** When it was pressed; null = now. */
  pressedAt: number | null;
  via: 'page' | 'phone';
}

export class DispatchFacts {
  readonly #clock: Clock;
  readonly #record: IncidentRecord;

  constructor(clock: Clock, record: IncidentRecord) {
    this.#clock = clock;
    this.#record = record;
  }

  /** The dispatch with its service. NOT_FOUND. */
  async find(trx: WriteTrx, id: string) {
    const dispatch = await trx
      .selectFrom('dispatch')
      .innerJoin('service', 'service.id', 'dispatch.service_id')
      .selectAll('dispatch')
      .select(['service.code', 'service.channel', 'service.phone'])
      .where('dispatch.id', '=', id)
      .executeTakeFirst();
    if (!dispatch) throw new AppError('NOT_FOUND', 'there is no such dispatch', { what: 'dispatch', id });
    return { ...dispatch, state: dispatch.state as DispatchState };
  }

  /** Writes a fact down; `moves` says whether the dispatch's state becomes it. */
  async add(trx: WriteTrx, dispatchId: string, fact: Fact, moves: boolean): Promise<void> {
    await trx
      .insertInto('dispatch_fact')
      .values((insert) => ({
        dispatch_id: dispatchId,
        seq: insert
          .selectFrom('dispatch_fact')
          .select(sql<number>`coalesce(max(seq), 0) + 1`.as('seq'))
          .where('dispatch_id', '=', dispatchId),
        ...fact,
      }))
      .execute();
    if (moves) await trx.updateTable('dispatch').set({ state: fact.state, state_since: fact.at }).where('id', '=', dispatchId).execute();
  }

  /**
   * A fact that a machine found (delivered, opened, undeliverable). It is written down once, and moves the state only
   * forwards. True when it was new.
   */
  async addTechnical(trx: WriteTrx, dispatchId: string, state: 'delivered' | 'opened' | 'undeliverable', detail: string | null): Promise<boolean> {
    const dispatch = await this.find(trx, dispatchId);
    const known = await trx.selectFrom('dispatch_fact').select('seq').where('dispatch_id', '=', dispatchId).where('state', '=', state).executeTakeFirst();
    const moves = mayAdvance(dispatch.state, state);
    if (known && !moves) return false;
    await this.add(trx, dispatchId, { state, at: this.#clock.now(), by: null, detail }, moves);
    return true;
  }

  /** A person of the service acted. STEP_NOT_ALLOWED when the action does not fit the state. False when the press was already known. */
  async press(trx: WriteTrx, press: ResponderPress): Promise<boolean> {
    const dispatch = await this.find(trx, press.dispatchId);
    const known = await trx
      .selectFrom('incident_journal')
      .select('id')
      .where('incident_id', '=', dispatch.incident_id)
      .where('key', '=', press.key)
      .executeTakeFirst();
    if (known) return false;
    const state = stateAfterAction(dispatch.state, press.action);
    if (state === null)
      throw new AppError('STEP_NOT_ALLOWED', `${press.action} does not fit the state ${dispatch.state}`, { action: press.action, state: dispatch.state });
    const now = this.#clock.now();
    const at = Math.min(now, Math.max(press.pressedAt ?? now, dispatch.created_at));
    const detail = press.cause ?? (press.message === '' ? null : press.message);
    // Going without a press on Accept accepts too; both are told, since only acceptance hands the matter over.
    if (state === 'en-route' && !isTakenOver(dispatch.state)) await this.add(trx, dispatch.id, { state: 'accepted', at, by: press.name, detail: null }, true);
    await this.add(trx, dispatch.id, { state, at, by: press.name, detail }, true);
    await this.#record.journal.append(trx, {
      incidentId: dispatch.incident_id,
      kind: 'dispatch-state',
      by: press.name,
      text: press.message,
      key: press.key,
      data: { service: dispatch.code, state, via: press.via, at: String(at), ...(press.cause ? { cause: press.cause } : {}) },
    });
    if (isTakenOver(state)) await this.#record.follow(trx, dispatch.incident_id, 'in-progress');
    return true;
  }

  /** Takes a dispatch back: the link stops working, nothing more is sent. STEP_NOT_ALLOWED when it is finished. */
  async cancel(trx: WriteTrx, id: string, by: string, reason: string): Promise<void> {
    const dispatch = await this.find(trx, id);
    if (isFinished(dispatch.state))
      throw new AppError('STEP_NOT_ALLOWED', `a dispatch that is ${dispatch.state} cannot be cancelled`, { action: 'cancel', state: dispatch.state });
    const now = this.#clock.now();
    await this.add(trx, id, { state: 'cancelled', at: now, by, detail: reason }, true);
    await trx.updateTable('dispatch').set({ token_revoked_at: now }).where('id', '=', id).execute();
    await trx.updateTable('outbox').set({ state: 'cancelled', ended_at: now }).where('dispatch_id', '=', id).where('state', '=', 'waiting').execute();
    await this.#record.journal.append(trx, {
      incidentId: dispatch.incident_id,
      kind: 'dispatch-state',
      by,
      text: reason,
      data: { service: dispatch.code, state: 'cancelled', via: 'desk', at: String(now) },
    });
  }
}
