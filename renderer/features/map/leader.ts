/** The line that ties a tile to its camera: from the nearest edge of the tile to a ring round the camera. */
import { contains, nearestOf, type Box, type Point } from './geometry.ts';

export const RING_RADIUS = 11;

export interface Leader {
  from: Point;
  to: Point;
}

/** Null when the camera lies under its tile or so near that ring and tile touch. */
export function leaderOf(tile: Box, camera: Point): Leader | null {
  if (contains(tile, camera)) return null;
  const from = nearestOf(tile, camera);
  const length = Math.hypot(camera.x - from.x, camera.y - from.y);
  if (length <= RING_RADIUS) return null;
  const share = (length - RING_RADIUS) / length;
  return { from, to: { x: from.x + (camera.x - from.x) * share, y: from.y + (camera.y - from.y) * share } };
}
