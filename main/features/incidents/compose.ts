/** An incident in the contract's form, put together from its rows. */
import type { Selectable } from 'kysely';
import type { Dispatch } from '#shared/contract/dispatch.ts';
import { AppError } from '#shared/contract/errors.ts';
import type { Incident, IncidentRow } from '#shared/contract/incidents.ts';
import { findCategory } from '#shared/domain/categories.ts';
import type { IncidentState } from '#shared/domain/incident-status.ts';
import type { Severity } from '#shared/domain/severity.ts';
import type { ReadDb } from '../../db/db.ts';
import type {
  IncidentCameraTable,
  IncidentFactTable,
  IncidentJournalTable,
  IncidentStepTable,
  IncidentTable,
  PictureTable,
} from '../../db/tables/incidents.ts';
import { firstBrokenEntry, toJournalEntry } from './journal.ts';
import { toPicture } from './pictures.ts';
import type { DispatchBrief, DispatchPort } from './ports.ts';

/** All that is known of an incident, as it stands in the database. */
export interface IncidentParts {
  row: Selectable<IncidentTable>;
  /** In their order, as long as the row says the journal is. */
  journal: IncidentJournalTable[];
  facts: IncidentFactTable[];
  steps: IncidentStepTable[];
  cameras: IncidentCameraTable[];
  pictures: PictureTable[];
  dispatches: Dispatch[];
}

/** NOT_FOUND. */
export async function readIncident(db: ReadDb, dispatch: DispatchPort, id: string): Promise<IncidentParts> {
  const [row, dispatches] = await Promise.all([db.selectFrom('incident').selectAll().where('id', '=', id).executeTakeFirst(), dispatch.ofIncident(id)]);
  if (!row) throw new AppError('NOT_FOUND', 'there is no such incident', { what: 'incident', id });
  const [journal, facts, steps, cameras, pictures] = await Promise.all([
    // After the row: an entry added in between is left out, and would otherwise look like a broken end.
    db.selectFrom('incident_journal').selectAll().where('incident_id', '=', id).where('seq', '<=', row.journal_rows).orderBy('seq').execute(),
    db.selectFrom('incident_fact').selectAll().where('incident_id', '=', id).orderBy('seq').execute(),
    db.selectFrom('incident_step').selectAll().where('incident_id', '=', id).execute(),
    db.selectFrom('incident_camera').selectAll().where('incident_id', '=', id).orderBy('camera_number').execute(),
    db.selectFrom('picture').selectAll().where('incident_id', '=', id).orderBy('taken_at').execute(),
  ]);
  return { row, journal, facts, steps, cameras, pictures, dispatches };
}

/** The whole incident, its journal checked against its hash chain. */
export function composeIncident(parts: IncidentParts, now: number): Incident {
  const { row, journal, cameras, pictures, dispatches } = parts;
  const brokenAtSeq = firstBrokenEntry(journal, row);
  const doneSteps = new Map(parts.steps.map((step) => [step.step, step]));
  return {
    ...toRow(row, dispatches.map(toBrief), pictures.length, cameras.length > 0),
    stateSince: row.state_since,
    facts: parts.facts.map((fact) => ({ state: fact.state as IncidentState, at: fact.at })),
    outcome: row.outcome,
    deskName: row.desk_name,
    journal: journal.map(toJournalEntry),
    chain: { intact: brokenAtSeq === null, checkedAt: now, brokenAtSeq },
    dispatchList: dispatches,
    pictureList: pictures.map(toPicture),
    clips: cameras.map((camera) => ({
      cameraId: camera.camera_id,
      cameraNumber: camera.camera_number,
      from: camera.clip_from,
      to: camera.clip_to,
      lockedUntil: camera.locked_until,
    })),
    sop: (findCategory(row.category_key)?.sop ?? []).map((step) => ({
      step,
      doneAt: doneSteps.get(step)?.done_at ?? null,
      doneBy: doneSteps.get(step)?.done_by ?? null,
    })),
  };
}

function toBrief(dispatch: Dispatch): DispatchBrief {
  return { code: dispatch.serviceCode, state: dispatch.state, acceptDueAt: dispatch.acceptDueAt, escalation: dispatch.escalation };
}

/** A row of the log. */
export function toRow(row: Selectable<IncidentTable>, dispatches: DispatchBrief[], pictures: number, isLocked: boolean): IncidentRow {
  return {
    id: row.id,
    number: row.number,
    categoryKey: row.category_key,
    severity: row.severity as Severity,
    state: row.state as IncidentState,
    seenAt: row.seen_at,
    loggedAt: row.logged_at,
    place: row.place,
    district: row.district,
    position: row.lat === null || row.lng === null ? null : { lat: row.lat, lng: row.lng },
    cameraId: row.camera_id,
    author: row.author,
    text: row.text,
    dispatches,
    pictures,
    isLocked,
  };
}
