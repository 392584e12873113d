import type L from 'leaflet';
import { useCallback, useEffect, useMemo } from 'react';
import type { Camera } from '#shared/contract/cameras.ts';
import type { IncidentRow } from '#shared/contract/incidents.ts';
import { updateMapTile, useMonitor, type MapTile } from '#renderer/features/monitor/store.ts';
import { keptWithin, type Box, type Point } from './geometry.ts';
import { pinBox, stackPins } from './pin-stack.ts';
import { mustMove, placeTile, type TiedTile } from './tile-placement.ts';

export interface MapSize {
  width: number;
  height: number;
}

/** Where controls and notes stand over the map: tiles are not put there. */
function furniture(size: MapSize): Box[] {
  return [
    { x: 0, y: 0, width: 52, height: 168 },
    { x: size.width - 330, y: 0, width: 330, height: 40 },
    { x: 0, y: size.height - 40, width: 470, height: 40 },
  ];
}

function boxOf(tile: MapTile, size: MapSize): Box | null {
  if (!tile.place) return null;
  const box = { x: Math.round(tile.place.x * size.width), y: Math.round(tile.place.y * size.height), width: tile.width, height: tile.height };
  return keptWithin(box, { x: 0, y: 0, ...size });
}

export interface PlacedTile {
  tile: MapTile;
  camera: Camera;
  box: Box;
}

/**
 * The tiles with their boxes in pixels. Tiles without a place get one; tiles nobody has pinned step aside when the map
 * came to rest with an incident pin beneath them.
 */
export function useMapTiles(
  map: L.Map | null,
  size: MapSize,
  cameras: readonly Camera[],
  incidents: readonly IncidentRow[],
  /** False while no tile is shown: in a map of another size they would be moved for nothing. */
  isShown: boolean,
): { placed: PlacedTile[]; moveTo: (cameraId: string, at: Point) => void } {
  const tiles = useMonitor((state) => state.mapTiles);
  const byId = useMemo(() => new Map(cameras.map((camera) => [camera.id, camera])), [cameras]);
  const hasSize = size.width > 0 && size.height > 0;

  const moveTo = useCallback(
    (cameraId: string, at: Point) => updateMapTile(cameraId, { place: { x: at.x / size.width, y: at.y / size.height } }),
    [size.width, size.height],
  );

  useEffect(() => {
    if (!map || !hasSize || !isShown) return undefined;
    const whole: Box = { x: 0, y: 0, ...size };
    const settle = (): void => {
      const pins = stackPins(incidents).map(({ position, liftPx }) => pinBox(map.latLngToContainerPoint(position), liftPx));
      const pointOf = (cameraId: string): Point | null => {
        const position = byId.get(cameraId)?.position;
        return position ? map.latLngToContainerPoint(position) : null;
      };
      const points = cameras.flatMap((camera) => (camera.position ? [map.latLngToContainerPoint(camera.position)] : []));
      for (const tile of useMonitor.getState().mapTiles) {
        const others = useMonitor
          .getState()
          .mapTiles.filter((other) => other.cameraId !== tile.cameraId)
          .map((other): TiedTile => ({ box: boxOf(other, size), camera: pointOf(other.cameraId) }));
        const box = boxOf(tile, size);
        const camera = pointOf(tile.cameraId);
        if (box && (tile.isPinned || !mustMove(box, camera, { map: whole, tiles: others, pins }))) continue;
        moveTo(
          tile.cameraId,
          placeTile(tile, camera ?? { x: size.width / 2, y: size.height / 2 }, {
            map: whole,
            forbidden: [...pins, ...furniture(size)],
            tiles: others,
            cameras: points,
          }),
        );
      }
    };
    settle();
    map.on('moveend', settle);
    return () => {
      map.off('moveend', settle);
    };
  }, [map, hasSize, isShown, size, tiles.length, incidents, cameras, byId, moveTo]);

  const placed = tiles.flatMap((tile): PlacedTile[] => {
    const camera = byId.get(tile.cameraId);
    const box = hasSize ? boxOf(tile, size) : null;
    return camera && box ? [{ tile, camera, box }] : [];
  });
  return { placed, moveTo };
}
