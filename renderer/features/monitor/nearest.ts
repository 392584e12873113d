import type { Camera } from '#shared/contract/cameras.ts';
import { distanceM } from '#shared/domain/geo.ts';

export interface NearCamera {
  camera: Camera;
  metres: number;
}

/** The cameras nearest to one, nearest first, without itself. Empty while its place is not known. */
export function nearestCameras(of: Camera, cameras: readonly Camera[], count: number): NearCamera[] {
  const { position } = of;
  if (!position) return [];
  return cameras
    .flatMap((camera) => (camera.id !== of.id && camera.position ? [{ camera, metres: distanceM(position, camera.position) }] : []))
    .sort((a, b) => a.metres - b.metres)
    .slice(0, count);
}
