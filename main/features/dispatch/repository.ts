/** What is read of services and dispatches, in the contract's form. */
import type { Selectable } from 'kysely';
import { dispatchSchema, serviceSchema, type Dispatch, type Service } from '#shared/contract/dispatch.ts';
import type { DispatchState } from '#shared/domain/dispatch-status.ts';
import { AppError } from '#shared/contract/errors.ts';
import type { ReadDb } from '../../db/db.ts';
import type { DeliveryAttemptTable, DispatchFactTable, ServiceTable } from '../../db/tables/incidents.ts';
import type { DispatchBrief } from '../incidents/index.ts';

export async function readServices(db: ReadDb): Promise<Service[]> {
  const rows = await db.selectFrom('service').selectAll().orderBy('code').execute();
  return rows.map(toService);
}

/** Dispatches by incident, for the rows of the log. */
export async function readBriefs(db: ReadDb, incidentIds: readonly string[]): Promise<Map<string, DispatchBrief[]>> {
  const briefs = new Map<string, DispatchBrief[]>();
  if (incidentIds.length === 0) return briefs;
  const rows = await db
    .selectFrom('dispatch')
    .innerJoin('service', 'service.id', 'dispatch.service_id')
    .select(['dispatch.incident_id', 'service.code', 'dispatch.state', 'dispatch.accept_due_at', 'dispatch.escalation'])
    .where('dispatch.incident_id', 'in', incidentIds)
    .orderBy('dispatch.priority')
    .orderBy('service.code')
    .execute();
  for (const row of rows) {
    const list = briefs.get(row.incident_id) ?? [];
    list.push({ code: row.code, state: row.state as DispatchState, acceptDueAt: row.accept_due_at, escalation: row.escalation });
    briefs.set(row.incident_id, list);
  }
  return briefs;
}

/** The dispatches of an incident, the most urgent first, with facts and attempts. */
export async function readDispatches(db: ReadDb, by: { incidentId: string } | { id: string }): Promise<Dispatch[]> {
  let query = db
    .selectFrom('dispatch')
    .innerJoin('service', 'service.id', 'dispatch.service_id')
    .selectAll('dispatch')
    .select(['service.code', 'service.name_uk', 'service.name_en', 'service.channel']);
  query = 'id' in by ? query.where('dispatch.id', '=', by.id) : query.where('dispatch.incident_id', '=', by.incidentId);
  const rows = await query.orderBy('dispatch.priority').orderBy('service.code').orderBy('dispatch.created_at').execute();
  const ids = rows.map((row) => row.id);
  if (ids.length === 0) return [];
  const [facts, attempts, waiting] = await Promise.all([
    db.selectFrom('dispatch_fact').selectAll().where('dispatch_id', 'in', ids).orderBy('seq').execute(),
    db
      .selectFrom('delivery_attempt')
      .selectAll()
      .where('dispatch_id', 'in', ids)
      .where('result', 'is not', null)
      .orderBy('outbox_seq')
      .orderBy('number')
      .execute(),
    db.selectFrom('outbox').select(['dispatch_id', 'next_attempt_at']).where('dispatch_id', 'in', ids).where('state', '=', 'waiting').execute(),
  ]);
  return rows.map((row) =>
    dispatchSchema.parse({
      id: row.id,
      incidentId: row.incident_id,
      serviceId: row.service_id,
      serviceCode: row.code,
      serviceName: { uk: row.name_uk, en: row.name_en },
      channel: row.channel,
      priority: row.priority,
      text: row.text,
      state: row.state,
      stateSince: row.state_since,
      createdAt: row.created_at,
      acceptDueAt: row.accept_due_at,
      escalation: row.escalation,
      facts: facts.filter((fact) => fact.dispatch_id === row.id).map(toFact),
      attempts: attempts.filter((attempt) => attempt.dispatch_id === row.id).map(toAttempt),
      nextAttemptAt: waiting.find((one) => one.dispatch_id === row.id)?.next_attempt_at ?? null,
    }),
  );
}

/** One dispatch. NOT_FOUND. */
export async function readDispatch(db: ReadDb, id: string): Promise<Dispatch> {
  const [dispatch] = await readDispatches(db, { id });
  if (!dispatch) throw new AppError('NOT_FOUND', 'there is no such dispatch', { what: 'dispatch', id });
  return dispatch;
}

export function toFact(row: DispatchFactTable): Dispatch['facts'][number] {
  return { state: row.state as DispatchState, at: row.at, by: row.by, detail: row.detail };
}

function toAttempt(row: DeliveryAttemptTable) {
  return { number: row.number, at: row.started_at, channel: row.channel, result: row.result, detail: row.detail };
}

function toService(row: Selectable<ServiceTable>): Service {
  return serviceSchema.parse({
    id: row.id,
    code: row.code,
    name: { uk: row.name_uk, en: row.name_en },
    kind: row.kind,
    channel: row.channel,
    acceptWithinMs: row.accept_within_ms,
    phone: row.phone,
    lastHeardAt: row.last_heard_at,
    lastFailedAt: row.last_failed_at,
  });
}
