/** Sending an incident to services: dispatches and outbox rows in the transaction of the caller, or none of them. */
import { dispatchSchema, type Dispatch } from '#shared/contract/dispatch.ts';
import { AppError } from '#shared/contract/errors.ts';
import { findCategory } from '#shared/domain/categories.ts';
import type { WriteTrx } from '../../db/db.ts';
import type { DispatchTable } from '../../db/tables/incidents.ts';
import { newId } from '../../kernel/ids.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Enqueued, EnqueueRequest } from '../incidents/index.ts';
import { hashToken, newToken, TOKEN_LIFE_MS } from './tokens.ts';

const FIRST_MESSAGE_VERSION = 1;

/** NOT_FOUND for an unknown service, CONFLICT when one has an unfinished dispatch of this incident. The incident must exist. */
export async function enqueueDispatches(kernel: Kernel, trx: WriteTrx, request: EnqueueRequest): Promise<Enqueued[]> {
  const { incident, wanted, actor } = request;
  if (wanted.length === 0) return [];
  const now = kernel.clock.now();
  const services = await findServices(
    trx,
    incident.id,
    wanted.map((one) => one.serviceId),
  );
  const proposals = findCategory(incident.categoryKey)?.services ?? [];
  const sent = wanted.map(({ serviceId, priority, text }) => {
    const service = services.get(serviceId);
    if (!service) throw new AppError('NOT_FOUND', 'there is no such service', { what: 'service', id: serviceId });
    if (service.unfinishedId !== null)
      throw new AppError('CONFLICT', `${service.code} already has this incident`, {
        reason: 'already-sent',
        service: service.code,
        dispatchId: service.unfinishedId,
      });
    const token = newToken();
    const dispatch: DispatchTable = {
      id: newId(),
      incident_id: incident.id,
      service_id: serviceId,
      priority,
      text,
      state: 'queued',
      state_since: now,
      created_at: now,
      created_by: actor.name,
      accept_due_at: now + (proposals.find((one) => one.kind === service.kind)?.acceptWithinMs ?? service.accept_within_ms),
      escalation: 0,
      token_hash: hashToken(token),
      token_sealed: kernel.secrets.seal(token),
      token_expires_at: now + TOKEN_LIFE_MS,
      token_revoked_at: null,
    };
    return { dispatch, service };
  });
  const dispatches = sent.map((one) => one.dispatch);
  await trx.insertInto('dispatch').values(dispatches).execute();
  await trx
    .insertInto('dispatch_fact')
    .values(dispatches.map((one) => ({ dispatch_id: one.id, seq: 1, state: one.state, at: now, by: actor.name, detail: null })))
    .execute();
  await trx.insertInto('outbox').values(dispatches.map(firstMessage)).execute();
  return sent
    .sort((a, b) => a.dispatch.priority - b.dispatch.priority || (a.service.code < b.service.code ? -1 : 1))
    .map(({ dispatch, service }) => ({
      dispatch: toNewDispatch(dispatch, service),
      entry: {
        incidentId: incident.id,
        kind: 'dispatched',
        by: actor.name,
        text: dispatch.text,
        data: { service: service.code, priority: String(dispatch.priority) },
      },
    }));
}

type ServiceOfIncident = Awaited<ReturnType<typeof findServices>> extends Map<string, infer Row> ? Row : never;

/** A dispatch as it is read back while nothing has happened to it yet. */
function toNewDispatch(row: DispatchTable, service: ServiceOfIncident): Dispatch {
  return dispatchSchema.parse({
    id: row.id,
    incidentId: row.incident_id,
    serviceId: row.service_id,
    serviceCode: service.code,
    serviceName: { uk: service.name_uk, en: service.name_en },
    channel: service.channel,
    priority: row.priority,
    text: row.text,
    state: row.state,
    stateSince: row.state_since,
    createdAt: row.created_at,
    acceptDueAt: row.accept_due_at,
    escalation: row.escalation,
    facts: [{ state: row.state, at: row.created_at, by: row.created_by, detail: null }],
    attempts: [],
    nextAttemptAt: row.created_at,
  });
}

/** The services by id, each with the dispatch of this incident that it has not finished. */
async function findServices(trx: WriteTrx, incidentId: string, ids: readonly string[]) {
  const rows = await trx
    .selectFrom('service')
    .leftJoin('dispatch', (join) =>
      join.onRef('dispatch.service_id', '=', 'service.id').on('dispatch.incident_id', '=', incidentId).on('dispatch.state', 'not in', ['done', 'cancelled']),
    )
    .select([
      'service.id',
      'service.code',
      'service.name_uk',
      'service.name_en',
      'service.kind',
      'service.channel',
      'service.accept_within_ms',
      'dispatch.id as unfinishedId',
    ])
    .where('service.id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

function firstMessage(dispatch: DispatchTable) {
  return {
    idempotency_key: `${dispatch.id}.${FIRST_MESSAGE_VERSION}`,
    dispatch_id: dispatch.id,
    service_id: dispatch.service_id,
    created_at: dispatch.created_at,
    state: 'waiting',
    attempts: 0,
    failures: 0,
    next_attempt_at: dispatch.created_at,
    not_before: null,
    ended_at: null,
  };
}
