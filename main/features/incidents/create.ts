/** Logging an incident: one durable act. */
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { newIncidentSchema } from '#shared/contract/incidents.ts';
import { AppError } from '#shared/contract/errors.ts';
import { findCategory } from '#shared/domain/categories.ts';
import { clipWindow } from '#shared/domain/clip-window.ts';
import type { WriteTrx } from '../../db/db.ts';
import { CHAIN_START } from '../../kernel/hash-chain.ts';
import { newId } from '../../kernel/ids.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Actor } from '../../transport/context.ts';
import type { IncidentDeps } from './index.ts';

export type CheckedNewIncident = z.output<typeof newIncidentSchema>;

/** A desk whose clock is this far ahead may still log. */
const CLOCK_TOLERANCE_MS = 60_000;

interface CreatedIncident {
  id: string;
  isNew: boolean;
  dispatchIds: string[];
}

/**
 * Writes incident, journal, clip lock, dispatches, outbox and audit in one transaction. The same key again returns what
 * was logged; CONFLICT when it then asks for something else. BAD_INPUT, NOT_FOUND name the field or thing.
 */
export async function createIncident(kernel: Kernel, deps: IncidentDeps, input: CheckedNewIncident, actor: Actor): Promise<CreatedIncident> {
  // The schema gives the fields in its own order, so the same wish is the same text.
  const wish = createHash('sha256').update(JSON.stringify([actor.accountId, input])).digest('hex');
  const cameras = checkInput(kernel, deps, input);
  const created = await kernel.db.write(async (trx) => {
    const known = await trx.selectFrom('incident').select(['id', 'number', 'create_hash']).where('create_key', '=', input.key).executeTakeFirst();
    if (known?.create_hash === wish) return { id: known.id, isNew: false, dispatchIds: [] };
    if (known) throw new AppError('CONFLICT', `this was already logged as ${known.number}, with other content`, { reason: 'already-logged', incidentId: known.id, number: known.number });
    return writeIncident(kernel, deps, trx, input, actor, wish, cameras);
  });
  if (created.isNew) {
    kernel.bus.announce('incidents.changed', [created.id]);
    if (created.dispatchIds.length > 0) kernel.bus.announce('dispatch.changed', created.dispatchIds);
    if (cameras.length > 0) kernel.bus.announce('recordings.changed', cameras.map((camera) => camera.id));
  }
  return created;
}

interface IncidentCamera {
  id: string;
  number: string;
}

function checkInput(kernel: Kernel, deps: IncidentDeps, input: CheckedNewIncident): IncidentCamera[] {
  const category = findCategory(input.categoryKey);
  if (!category) throw new AppError('BAD_INPUT', `unknown category ${input.categoryKey}`, { field: 'categoryKey' });
  const unknownStep = input.sopDone.find((done) => !category.sop.includes(done.step));
  if (unknownStep) throw new AppError('BAD_INPUT', `the category has no step ${unknownStep.step}`, { field: 'sopDone' });
  if (input.seenAt > kernel.clock.now() + CLOCK_TOLERANCE_MS) throw new AppError('BAD_INPUT', 'seen in the future', { field: 'seenAt' });
  if (new Set(input.dispatches.map((one) => one.serviceId)).size < input.dispatches.length) throw new AppError('BAD_INPUT', 'a service is named twice', { field: 'dispatches' });
  const cameraIds = [...new Set([...(input.cameraId ? [input.cameraId] : []), ...input.alsoCameraIds])];
  return cameraIds.map((id) => {
    const camera = deps.cameras.find(id);
    if (!camera) throw new AppError('NOT_FOUND', 'there is no such camera', { what: 'camera', id });
    return { id, number: camera.number };
  });
}

async function writeIncident(kernel: Kernel, deps: IncidentDeps, trx: WriteTrx, input: CheckedNewIncident, actor: Actor, wish: string, cameras: readonly IncidentCamera[]): Promise<CreatedIncident> {
  const id = newId();
  const now = kernel.clock.now();
  const settings = deps.settings();
  const number = await nextNumber(trx, now, settings.timeZone);
  await trx
    .insertInto('incident')
    .values({
      id,
      number,
      create_key: input.key,
      create_hash: wish,
      category_key: input.categoryKey,
      severity: input.severity,
      state: 'open',
      state_since: now,
      seen_at: input.seenAt,
      logged_at: now,
      camera_id: input.cameraId,
      camera_number: cameras.find((camera) => camera.id === input.cameraId)?.number ?? null,
      place: input.place,
      district: input.district,
      lat: input.position?.lat ?? null,
      lng: input.position?.lng ?? null,
      text: input.text,
      author_id: actor.accountId,
      author: actor.name,
      outcome: null,
      duplicate_of: null,
      desk_name: settings.deskName,
      journal_rows: 0,
      journal_hash: CHAIN_START,
    })
    .execute();
  await trx.insertInto('incident_fact').values({ incident_id: id, seq: 1, state: 'open', at: now, by: actor.name }).execute();
  const log = (kind: 'logged' | 'sop' | 'picture' | 'clip-locked', text: string, data: Record<string, string>) => deps.record.journal.append(trx, { incidentId: id, kind, by: actor.name, text, data });
  await log('logged', input.text, { number, category: input.categoryKey, severity: String(input.severity), place: input.place });
  for (const done of input.sopDone) {
    await trx.insertInto('incident_step').values({ incident_id: id, step: done.step, done_at: Math.min(done.at, now), done_by: actor.name }).onConflict((conflict) => conflict.doNothing()).execute();
    await log('sop', '', { step: done.step });
  }
  for (const pictureId of new Set(input.pictureIds)) {
    const picture = await linkPicture(trx, pictureId, id);
    await log('picture', '', { camera: picture.camera_number, takenAt: String(picture.taken_at), sha256: picture.sha256 });
  }
  if (cameras.length > 0) await lockClips(deps, trx, { id, number }, cameras, clipWindow(input.seenAt, now), actor);
  const dispatchIds: string[] = [];
  for (const wanted of input.dispatches) dispatchIds.push((await deps.dispatch.enqueue(trx, { incident: { id }, ...wanted, actor })).id);
  await trx.deleteFrom('draft').where('account_id', '=', actor.accountId).where('key', '=', input.key).execute();
  await deps.record.index(trx, id);
  await deps.audit.append(trx, {
    actor,
    action: 'incidents.create',
    objectType: 'incident',
    objectId: id,
    detail: { number, category: input.categoryKey, severity: input.severity, cameras: cameras.map((camera) => camera.number), services: input.dispatches.length, pictures: input.pictureIds.length },
  });
  return { id, isNew: true, dispatchIds };
}

/** The next running number of the year, in the centre's time zone: 2026-000123. */
async function nextNumber(trx: WriteTrx, now: number, timeZone: string): Promise<string> {
  const year = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', numberingSystem: 'latn', calendar: 'gregory' }).format(now);
  const { value } = await trx
    .insertInto('counter')
    .values({ name: `incident-${year}`, value: 1 })
    .onConflict((conflict) => conflict.column('name').doUpdateSet((set) => ({ value: set('counter.value', '+', 1) })))
    .returning('value')
    .executeTakeFirstOrThrow();
  return `${year}-${String(value).padStart(6, '0')}`;
}

/** Gives a kept picture to the incident. NOT_FOUND; CONFLICT when it already belongs to another. */
async function linkPicture(trx: WriteTrx, pictureId: string, incidentId: string) {
  const picture = await trx.selectFrom('picture').selectAll().where('id', '=', pictureId).executeTakeFirst();
  if (!picture) throw new AppError('NOT_FOUND', 'there is no such picture', { what: 'picture', id: pictureId });
  if (picture.incident_id !== null) throw new AppError('CONFLICT', 'the picture belongs to another incident', { reason: 'picture-taken', id: pictureId });
  await trx.updateTable('picture').set({ incident_id: incidentId }).where('id', '=', pictureId).execute();
  return picture;
}

async function lockClips(deps: IncidentDeps, trx: WriteTrx, incident: { id: string; number: string }, cameras: readonly IncidentCamera[], window: { from: number; to: number }, actor: Actor): Promise<void> {
  const rows = cameras.map((camera) => ({ incident_id: incident.id, camera_id: camera.id, camera_number: camera.number, clip_from: window.from, clip_to: window.to, locked_until: null }));
  await trx.insertInto('incident_camera').values(rows).execute();
  await deps.lockRecording(trx, { incidentId: incident.id, incidentNumber: incident.number, cameraIds: cameras.map((camera) => camera.id), ...window, reason: `incident ${incident.number}`, actor });
  await deps.record.journal.append(trx, {
    incidentId: incident.id,
    kind: 'clip-locked',
    by: null,
    data: { cameras: cameras.map((camera) => camera.number).join(', '), from: String(window.from), to: String(window.to) },
  });
}
