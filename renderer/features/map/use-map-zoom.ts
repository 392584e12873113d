import type L from 'leaflet';
import { useEffect, useState } from 'react';

/** The map's zoom, renewed when a zoom has ended. Null without a map. */
export function useMapZoom(map: L.Map | null): number | null {
  const [zoom, setZoom] = useState<number | null>(null);
  useEffect(() => {
    if (!map) return undefined;
    const onZoom = (): void => setZoom(map.getZoom());
    onZoom();
    map.on('zoomend', onZoom);
    return () => {
      map.off('zoomend', onZoom);
    };
  }, [map]);
  return zoom;
}
