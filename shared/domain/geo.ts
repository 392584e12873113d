/** Small geodesy for a city: distances of a few kilometres on a sphere are exact to well under a metre. */
import type { Position } from '../contract/scalars.ts';

const EARTH_RADIUS_M = 6_371_008.8;
const toRadians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Great-circle distance in metres. */
export function distanceM(a: Position, b: Position): number {
  const dLat = toRadians(b.lat - a.lat);
  const dLng = toRadians(b.lng - a.lng);
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(toRadians(a.lat)) * Math.cos(toRadians(b.lat)) * Math.sin(dLng / 2) ** 2;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Initial bearing in degrees, 0 = north, clockwise. */
export function bearingDeg(from: Position, to: Position): number {
  const lat1 = toRadians(from.lat);
  const lat2 = toRadians(to.lat);
  const dLng = toRadians(to.lng - from.lng);
  const y = Math.sin(dLng) * Math.cos(lat2);
  const x = Math.cos(lat1) * Math.sin(lat2) - Math.sin(lat1) * Math.cos(lat2) * Math.cos(dLng);
  return ((Math.atan2(y, x) * 180) / Math.PI + 360) % 360;
}

/** The point `distance` metres away in direction `bearing` (degrees). */
export function offsetPosition(from: Position, bearing: number, distance: number): Position {
  const d = distance / EARTH_RADIUS_M;
  const b = toRadians(bearing);
  const lat1 = toRadians(from.lat);
  const lat2 = Math.asin(Math.sin(lat1) * Math.cos(d) + Math.cos(lat1) * Math.sin(d) * Math.cos(b));
  const lng2 = toRadians(from.lng) + Math.atan2(Math.sin(b) * Math.sin(d) * Math.cos(lat1), Math.cos(d) - Math.sin(lat1) * Math.sin(lat2));
  return { lat: (lat2 * 180) / Math.PI, lng: (lng2 * 180) / Math.PI };
}

/** Outline of a camera's field of view on the ground: the camera, then the arc from left to right. */
export function viewCone(at: Position, azimuthDeg: number, fovDeg: number, rangeM: number, steps = 8): Position[] {
  const arc = Array.from({ length: steps + 1 }, (_, i) => offsetPosition(at, azimuthDeg - fovDeg / 2 + (fovDeg * i) / steps, rangeM));
  return [at, ...arc];
}
