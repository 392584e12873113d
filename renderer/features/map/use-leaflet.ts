import { useQuery } from '@tanstack/react-query';
import L from 'leaflet';
import 'leaflet/dist/leaflet.css';
import { useEffect, useState, type RefObject } from 'react';
import type { BaseMap } from '#shared/contract/map.ts';
import { logFailure } from '#renderer/api/page-log.ts';
import { mediaUrl, orpc } from '#renderer/api/client.ts';
import { useConnection } from '#renderer/api/connection-state.ts';
import { baseLayer } from './base-layer.ts';

export interface MapStart {
  lat: number;
  lng: number;
  zoom: number;
}

export interface LeafletOptions {
  /** False for a small map that only shows a place. */
  isInteractive: boolean;
  withLabels: boolean;
}

const MIN_ZOOM = 11;
const MAX_ZOOM = 18;

/** A Leaflet map in `box`, with the centre's ground. Null until the box stands and the start is known. */
export function useLeaflet(
  box: RefObject<HTMLElement | null>,
  start: MapStart | null,
  { isInteractive, withLabels }: LeafletOptions,
): { map: L.Map | null; base: BaseMap | undefined; baseFailed: boolean } {
  const [map, setMap] = useState<L.Map | null>(null);
  const [baseFailed, setBaseFailed] = useState(false);
  const generation = useConnection((state) => state.generation);
  const { data: base } = useQuery(orpc.map.base.queryOptions());
  const isReady = start !== null;

  useEffect(() => {
    const element = box.current;
    if (!element || !start) return undefined;
    // Nothing on the screens moves for longer than 140 ms: no zoom, fade or inertia animations.
    const made = L.map(element, {
      center: [start.lat, start.lng],
      zoom: start.zoom,
      minZoom: MIN_ZOOM,
      maxZoom: MAX_ZOOM,
      zoomSnap: 0.25,
      zoomDelta: 0.5,
      wheelPxPerZoomLevel: 120,
      zoomControl: false,
      attributionControl: false,
      zoomAnimation: false,
      fadeAnimation: false,
      markerZoomAnimation: false,
      inertia: false,
      keyboard: false,
      dragging: isInteractive,
      scrollWheelZoom: isInteractive,
      doubleClickZoom: false,
      boxZoom: isInteractive,
      touchZoom: isInteractive,
    });
    // The first report comes at once: from then on the map knows its size and may be used.
    const observer = new ResizeObserver(() => {
      made.invalidateSize({ animate: false, pan: false });
      setMap(made);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      setMap(null);
      made.remove();
    };
    // The start is only where the map opens; later values do not move it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [box, isReady, isInteractive]);

  useEffect(() => {
    if (!map || !base) return undefined;
    let isGone = false;
    let layer: L.Layer | null = null;
    baseLayer(base, { address: (path) => mediaUrl(path), withLabels }).then(
      (made) => {
        if (isGone) return;
        layer = made.addTo(map);
        setBaseFailed(false);
      },
      (error: unknown) => {
        logFailure('loading the base map', error);
        if (!isGone) setBaseFailed(true);
      },
    );
    return () => {
      isGone = true;
      layer?.remove();
    };
  }, [map, base, withLabels, generation]);

  return { map, base, baseFailed };
}
