/** What a responder sees, read anew from the database each time. */
import type { Camera } from '#shared/contract/cameras.ts';
import { responseViewSchema, type ResponseView } from '#shared/contract/response.ts';
import { actionsIn, type DispatchState } from '#shared/domain/dispatch-status.ts';
import { toFact } from '../dispatch/index.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { ResponseDeps } from './index.ts';

/** States of other services that are worth telling as "also coming". */
const NOT_COMING = ['refused', 'cancelled', 'undeliverable', 'done'] as const;
/** Journal entries a responder may read: what the desk learned later. */
const SHARED_KINDS = ['fact', 'correction'] as const;

/** The view of one dispatch. The token was checked by the caller and stands in the picture's path. */
export async function readView(kernel: Kernel, deps: ResponseDeps, dispatchId: string, token: string): Promise<ResponseView> {
  const db = kernel.db.read;
  const dispatch = await db.selectFrom('dispatch').selectAll().where('id', '=', dispatchId).executeTakeFirstOrThrow();
  const [incident, service, facts, updates, others, picture] = await Promise.all([
    db.selectFrom('incident').selectAll().where('id', '=', dispatch.incident_id).executeTakeFirstOrThrow(),
    db.selectFrom('service').select(['code', 'name_uk', 'name_en']).where('id', '=', dispatch.service_id).executeTakeFirstOrThrow(),
    db.selectFrom('dispatch_fact').selectAll().where('dispatch_id', '=', dispatchId).orderBy('seq').execute(),
    db
      .selectFrom('incident_journal')
      .select(['at', 'text'])
      .where('incident_id', '=', dispatch.incident_id)
      .where('kind', 'in', SHARED_KINDS)
      .orderBy('seq')
      .execute(),
    db
      .selectFrom('dispatch')
      .innerJoin('service', 'service.id', 'dispatch.service_id')
      .select(['service.code', 'dispatch.state'])
      .where('dispatch.incident_id', '=', dispatch.incident_id)
      .where('dispatch.id', '!=', dispatchId)
      .where('dispatch.state', 'not in', NOT_COMING)
      .orderBy('service.code')
      .execute(),
    db.selectFrom('picture').select('taken_at').where('incident_id', '=', dispatch.incident_id).orderBy('taken_at').limit(1).executeTakeFirst(),
  ]);
  const settings = deps.settings();
  const state = dispatch.state as DispatchState;
  return responseViewSchema.parse({
    centreName: { uk: settings.centreNameUk, en: settings.centreNameEn },
    isDemo: deps.isDemo(),
    timeZone: settings.timeZone,
    now: kernel.clock.now(),
    number: incident.number,
    categoryKey: incident.category_key,
    severity: incident.severity,
    priority: dispatch.priority,
    place: incident.place,
    district: incident.district,
    position: incident.lat === null || incident.lng === null ? null : { lat: incident.lat, lng: incident.lng },
    camera: describeCamera(incident.camera_id === null ? null : deps.cameras.find(incident.camera_id)),
    seenAt: incident.seen_at,
    text: [incident.text, dispatch.text].filter((text) => text !== '').join('\n'),
    updates,
    serviceCode: service.code,
    serviceName: { uk: service.name_uk, en: service.name_en },
    others,
    state,
    acceptDueAt: dispatch.accept_due_at,
    facts: facts.map(toFact),
    actions: actionsIn(state),
    picture: picture ? { path: `/media/response-picture/${token}`, takenAt: picture.taken_at } : null,
  });
}

/** Where the camera stands and looks; null when any of it is not known. */
function describeCamera(camera: Camera | null): ResponseView['camera'] {
  if (!camera || camera.position === null || camera.azimuthDeg === null || camera.fovDeg === null) return null;
  return { number: camera.number, position: camera.position, azimuthDeg: camera.azimuthDeg, fovDeg: camera.fovDeg };
}
