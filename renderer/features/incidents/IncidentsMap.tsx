import { lazy, Suspense } from 'react';
import type { IncidentRow } from '#shared/contract/incidents.ts';

const ListMap = lazy(async () => ({ default: (await import('./ListMap.tsx')).ListMap }));

export interface IncidentsMapProps {
  incidents: readonly IncidentRow[];
  selectedId: string | null;
  onSelect: (id: string) => void;
}

/** The map comes after the list: the list is what the hand is waiting for. */
export function IncidentsMap(props: IncidentsMapProps) {
  return (
    <Suspense fallback={<div className="map list-map" />}>
      <ListMap {...props} />
    </Suspense>
  );
}
