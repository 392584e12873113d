/**
 * `#/archive?camera=…&camera=…&at=…` or `…&from=…&to=…`, with `incident=…` to come back to. Pure. What is not an id or
 * a time is left out: an address may have been typed by anybody.
 */
import { idSchema, timeSchema } from '#shared/contract/scalars.ts';

export const MAX_CAMERAS = 4;

export interface ArchiveLink {
  cameraIds: string[];
  at: number | null;
  /** Length asked for, when a stretch was named. */
  lengthMs: number | null;
  incidentId: string | null;
}

function timeOf(text: string | null): number | null {
  const read = timeSchema.safeParse(text === null || text === '' ? Number.NaN : Number(text));
  return read.success ? read.data : null;
}

export function readArchiveLink(query: URLSearchParams): ArchiveLink {
  const cameraIds = [...new Set(query.getAll('camera').filter((id) => idSchema.safeParse(id).success))].slice(0, MAX_CAMERAS);
  const [from, to] = [timeOf(query.get('from')), timeOf(query.get('to'))];
  const incident = query.get('incident');
  return {
    cameraIds,
    at: timeOf(query.get('at')) ?? from,
    lengthMs: from !== null && to !== null && to > from ? to - from : null,
    incidentId: incident !== null && idSchema.safeParse(incident).success ? incident : null,
  };
}
