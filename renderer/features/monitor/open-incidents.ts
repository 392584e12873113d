/** Incidents that somebody still works on, worst first, as the map, the tiles and the side panel show them. */
import { useQuery } from '@tanstack/react-query';
import type { IncidentRow } from '#shared/contract/incidents.ts';
import { INCIDENT_STATES, isOpenState } from '#shared/domain/incident-status.ts';
import { orpc } from '#renderer/api/client.ts';
import { useMay } from '#renderer/api/session.ts';

const OPEN = { states: INCIDENT_STATES.filter(isOpenState) };
const NONE: readonly IncidentRow[] = [];

export function worstFirst(a: IncidentRow, b: IncidentRow): number {
  return a.severity - b.severity || b.seenAt - a.seenAt;
}

function sortedRows(page: { rows: IncidentRow[]; total: number }): { rows: IncidentRow[]; total: number } {
  return { rows: [...page.rows].sort(worstFirst), total: page.total };
}

export function useOpenIncidents(): { rows: readonly IncidentRow[]; total: number } {
  const may = useMay('incidents.view');
  const { data } = useQuery(orpc.incidents.list.queryOptions({ input: { filter: OPEN, limit: 200 }, enabled: may, select: sortedRows }));
  return { rows: data?.rows ?? NONE, total: data?.total ?? 0 };
}
