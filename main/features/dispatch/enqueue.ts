/** Sending an incident to a service: dispatch and outbox row in the transaction of the caller, or none of them. */
import { AppError } from '#shared/contract/errors.ts';
import { findCategory } from '#shared/domain/categories.ts';
import type { WriteTrx } from '../../db/db.ts';
import { newId } from '../../kernel/ids.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { EnqueueRequest, IncidentRecord } from '../incidents/index.ts';
import { hashToken, newToken, TOKEN_LIFE_MS } from './tokens.ts';

const FIRST_MESSAGE_VERSION = 1;

/** NOT_FOUND for an unknown service or incident, CONFLICT when the service has an unfinished dispatch of this incident. */
export async function enqueueDispatch(kernel: Kernel, record: IncidentRecord, trx: WriteTrx, request: EnqueueRequest): Promise<{ id: string }> {
  const service = await trx.selectFrom('service').selectAll().where('id', '=', request.serviceId).executeTakeFirst();
  if (!service) throw new AppError('NOT_FOUND', 'there is no such service', { what: 'service', id: request.serviceId });
  const incident = await trx.selectFrom('incident').select(['id', 'category_key']).where('id', '=', request.incident.id).executeTakeFirst();
  if (!incident) throw new AppError('NOT_FOUND', 'there is no such incident', { what: 'incident', id: request.incident.id });
  const unfinished = await trx.selectFrom('dispatch').select('id').where('incident_id', '=', incident.id).where('service_id', '=', service.id).where('state', 'not in', ['done', 'cancelled']).executeTakeFirst();
  if (unfinished) throw new AppError('CONFLICT', `${service.code} already has this incident`, { reason: 'already-sent', service: service.code, dispatchId: unfinished.id });

  const id = newId();
  const now = kernel.clock.now();
  const token = newToken();
  const proposed = findCategory(incident.category_key)?.services.find((one) => one.kind === service.kind);
  await trx
    .insertInto('dispatch')
    .values({
      id,
      incident_id: incident.id,
      service_id: service.id,
      priority: request.priority,
      text: request.text,
      state: 'queued',
      state_since: now,
      created_at: now,
      created_by: request.actor.name,
      accept_due_at: now + (proposed?.acceptWithinMs ?? service.accept_within_ms),
      escalation: 0,
      token_hash: hashToken(token),
      token_sealed: kernel.secrets.seal(token),
      token_expires_at: now + TOKEN_LIFE_MS,
      token_revoked_at: null,
    })
    .execute();
  await trx.insertInto('dispatch_fact').values({ dispatch_id: id, seq: 1, state: 'queued', at: now, by: request.actor.name, detail: null }).execute();
  await trx
    .insertInto('outbox')
    .values({
      idempotency_key: `${id}.${FIRST_MESSAGE_VERSION}`,
      dispatch_id: id,
      service_id: service.id,
      created_at: now,
      state: 'waiting',
      attempts: 0,
      failures: 0,
      next_attempt_at: now,
      not_before: null,
      ended_at: null,
    })
    .execute();
  await record.journal.append(trx, { incidentId: incident.id, kind: 'dispatched', by: request.actor.name, text: request.text, data: { service: service.code, priority: String(request.priority) } });
  await record.follow(trx, incident.id, 'dispatched');
  return { id };
}
