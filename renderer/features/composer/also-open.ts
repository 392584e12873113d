import type { IncidentRow } from '#shared/contract/incidents.ts';
import type { Position } from '#shared/contract/scalars.ts';
import { distanceM } from '#shared/domain/geo.ts';

/** Open incidents within this are shown while a new one is written: it may be the same. */
export const NEAR_M = 300;

export interface NearIncident {
  row: IncidentRow;
  metres: number;
}

/** Open incidents near a place, nearest first. */
export function alsoOpenNear(position: Position | null, incidents: readonly IncidentRow[]): NearIncident[] {
  if (!position) return [];
  return incidents
    .flatMap((row) => (row.position ? [{ row, metres: distanceM(position, row.position) }] : []))
    .filter(({ metres }) => metres <= NEAR_M)
    .sort((a, b) => a.metres - b.metres);
}
