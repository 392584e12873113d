/** Logging an incident: one durable act. */
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { newIncidentSchema } from '#shared/contract/incidents.ts';
import { AppError } from '#shared/contract/errors.ts';
import { findCategory } from '#shared/domain/categories.ts';
import { clipWindow } from '#shared/domain/clip-window.ts';
import type { WriteTrx } from '../../db/db.ts';
import { indexNewIncident } from '../../db/dialects/sqlite/incident-search.ts';
import type { IncidentCameraTable, PictureTable } from '../../db/tables/incidents.ts';
import { newId } from '../../kernel/ids.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Actor } from '../../transport/context.ts';
import type { IncidentParts } from './compose.ts';
import type { IncidentDeps } from './index.ts';
import { beginJournal, EMPTY_JOURNAL, type JournalKind, type NewJournalEntry } from './journal.ts';
import { searchedTexts } from './record.ts';

export type CheckedNewIncident = z.output<typeof newIncidentSchema>;

/** A desk whose clock is this far ahead may still log. */
const CLOCK_TOLERANCE_MS = 60_000;

type CreatedIncident = { isNew: true; parts: IncidentParts } | { isNew: false; id: string };

/**
 * Writes incident, journal, clip lock, dispatches, outbox and audit in one transaction. The same key again names what
 * was logged; CONFLICT when it then asks for something else. BAD_INPUT, NOT_FOUND name the field or thing.
 */
export async function createIncident(kernel: Kernel, deps: IncidentDeps, input: CheckedNewIncident, actor: Actor): Promise<CreatedIncident> {
  // The schema gives the fields in its own order, so the same wish is the same text.
  const wish = createHash('sha256')
    .update(JSON.stringify([actor.accountId, input]))
    .digest('hex');
  const cameras = checkInput(kernel, deps, input);
  const created = await kernel.db.write<CreatedIncident>(async (trx) => {
    const known = await trx.selectFrom('incident').select(['id', 'number', 'create_hash']).where('create_key', '=', input.key).executeTakeFirst();
    if (known?.create_hash === wish) return { isNew: false, id: known.id };
    if (known)
      throw new AppError('CONFLICT', `this was already logged as ${known.number}, with other content`, {
        reason: 'already-logged',
        incidentId: known.id,
        number: known.number,
      });
    return { isNew: true, parts: await writeIncident(kernel, deps, trx, input, actor, wish, cameras) };
  });
  if (created.isNew) {
    const { row, dispatches } = created.parts;
    kernel.bus.announce('incidents.changed', [row.id]);
    if (dispatches.length > 0)
      kernel.bus.announce(
        'dispatch.changed',
        dispatches.map((dispatch) => dispatch.id),
      );
    if (cameras.length > 0)
      kernel.bus.announce(
        'recordings.changed',
        cameras.map((camera) => camera.id),
      );
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
  if (new Set(input.dispatches.map((one) => one.serviceId)).size < input.dispatches.length)
    throw new AppError('BAD_INPUT', 'a service is named twice', { field: 'dispatches' });
  const cameraIds = [...new Set([...(input.cameraId ? [input.cameraId] : []), ...input.alsoCameraIds])];
  return cameraIds.map((id) => {
    const camera = deps.cameras.find(id);
    if (!camera) throw new AppError('NOT_FOUND', 'there is no such camera', { what: 'camera', id });
    return { id, number: camera.number };
  });
}

async function writeIncident(
  kernel: Kernel,
  deps: IncidentDeps,
  trx: WriteTrx,
  input: CheckedNewIncident,
  actor: Actor,
  wish: string,
  cameras: readonly IncidentCamera[],
): Promise<IncidentParts> {
  const id = newId();
  const now = kernel.clock.now();
  const settings = deps.settings();
  const number = await nextNumber(trx, now, settings.timeZone);
  // What is sent at once is dispatched as soon as it is open; the facts tell both.
  const states = input.dispatches.length > 0 ? (['open', 'dispatched'] as const) : (['open'] as const);
  const incident = {
    id,
    number,
    create_key: input.key,
    create_hash: wish,
    category_key: input.categoryKey,
    severity: input.severity,
    state: states.at(-1) ?? 'open',
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
    ...EMPTY_JOURNAL,
  };
  const { insertId: seq } = await trx.insertInto('incident').values(incident).executeTakeFirstOrThrow();
  const facts = states.map((state, index) => ({ incident_id: id, seq: index + 1, state, at: now, by: state === 'open' ? actor.name : null }));
  await trx.insertInto('incident_fact').values(facts).execute();
  const entry = (kind: JournalKind, data: Record<string, string>, by: string | null = actor.name, text = ''): NewJournalEntry => ({
    incidentId: id,
    kind,
    by,
    text,
    data,
  });
  const steps = [
    ...new Map(input.sopDone.map((done) => [done.step, { incident_id: id, step: done.step, done_at: Math.min(done.at, now), done_by: actor.name }])).values(),
  ];
  if (steps.length > 0) await trx.insertInto('incident_step').values(steps).execute();
  const pictures = await linkPictures(trx, new Set(input.pictureIds), id);
  const window = clipWindow(input.seenAt, now);
  const clips = await lockClips(deps, trx, { id, number }, cameras, window, actor);
  const sent = await deps.dispatch.enqueue(trx, { incident: { id, categoryKey: input.categoryKey }, wanted: input.dispatches, actor });
  const journal = await beginJournal(
    trx,
    id,
    [
      entry('logged', { number, category: input.categoryKey, severity: String(input.severity), place: input.place }, actor.name, input.text),
      ...steps.map((done) => entry('sop', { step: done.step })),
      ...pictures.map((picture) => entry('picture', { camera: picture.camera_number, takenAt: String(picture.taken_at), sha256: picture.sha256 })),
      ...(cameras.length > 0
        ? [entry('clip-locked', { cameras: cameras.map((camera) => camera.number).join(', '), from: String(window.from), to: String(window.to) }, null)]
        : []),
      ...sent.map((one) => one.entry),
      ...(sent.length > 0 ? [entry('state', { from: 'open', to: 'dispatched' }, null)] : []),
    ],
    now,
  );
  await trx.deleteFrom('draft').where('account_id', '=', actor.accountId).where('key', '=', input.key).execute();
  await indexNewIncident(trx, Number(seq), number, searchedTexts(incident));
  await deps.audit.append(trx, {
    actor,
    action: 'incidents.create',
    objectType: 'incident',
    objectId: id,
    detail: {
      number,
      category: input.categoryKey,
      severity: input.severity,
      cameras: cameras.map((camera) => camera.number),
      services: input.dispatches.length,
      pictures: input.pictureIds.length,
    },
  });
  return {
    row: { ...incident, seq: Number(seq), ...journal.end },
    journal: journal.rows,
    facts,
    steps,
    cameras: clips,
    pictures,
    dispatches: sent.map((one) => one.dispatch),
  };
}

const yearFormats = new Map<string, Intl.DateTimeFormat>();

function yearIn(timeZone: string, at: number): string {
  const format = yearFormats.get(timeZone) ?? new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', numberingSystem: 'latn', calendar: 'gregory' });
  yearFormats.set(timeZone, format);
  return format.format(at);
}

/** The next running number of the year, in the centre's time zone: 2026-000123. */
async function nextNumber(trx: WriteTrx, now: number, timeZone: string): Promise<string> {
  const year = yearIn(timeZone, now);
  const { value } = await trx
    .insertInto('counter')
    .values({ name: `incident-${year}`, value: 1 })
    .onConflict((conflict) => conflict.column('name').doUpdateSet((set) => ({ value: set('counter.value', '+', 1) })))
    .returning('value')
    .executeTakeFirstOrThrow();
  return `${year}-${String(value).padStart(6, '0')}`;
}

/** Gives kept pictures to the incident. NOT_FOUND; CONFLICT when one already belongs to another. */
async function linkPictures(trx: WriteTrx, pictureIds: ReadonlySet<string>, incidentId: string): Promise<PictureTable[]> {
  if (pictureIds.size === 0) return [];
  const rows = await trx
    .selectFrom('picture')
    .selectAll()
    .where('id', 'in', [...pictureIds])
    .execute();
  const pictures = [...pictureIds].map((id) => {
    const picture = rows.find((row) => row.id === id);
    if (!picture) throw new AppError('NOT_FOUND', 'there is no such picture', { what: 'picture', id });
    if (picture.incident_id !== null) throw new AppError('CONFLICT', 'the picture belongs to another incident', { reason: 'picture-taken', id });
    return picture;
  });
  await trx
    .updateTable('picture')
    .set({ incident_id: incidentId })
    .where('id', 'in', [...pictureIds])
    .execute();
  return pictures.sort((a, b) => a.taken_at - b.taken_at);
}

async function lockClips(
  deps: IncidentDeps,
  trx: WriteTrx,
  incident: { id: string; number: string },
  cameras: readonly IncidentCamera[],
  window: { from: number; to: number },
  actor: Actor,
): Promise<IncidentCameraTable[]> {
  if (cameras.length === 0) return [];
  const rows = cameras.map((camera) => ({
    incident_id: incident.id,
    camera_id: camera.id,
    camera_number: camera.number,
    clip_from: window.from,
    clip_to: window.to,
    locked_until: null,
  }));
  await trx.insertInto('incident_camera').values(rows).execute();
  await deps.lockRecording(trx, {
    incidentId: incident.id,
    incidentNumber: incident.number,
    cameraIds: cameras.map((camera) => camera.id),
    ...window,
    reason: `incident ${incident.number}`,
    actor,
  });
  return rows.sort((a, b) => (a.camera_number < b.camera_number ? -1 : 1));
}
