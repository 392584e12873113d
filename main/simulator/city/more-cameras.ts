import type { CameraDescription, City, Street } from './city-file.ts';

const METRES_PER_DEGREE = 111_320;

/** Numbers of the cameras that are set up beyond the named ones begin here. */
const FIRST_NUMBER = 400;

/**
 * The first `count` cameras of the city: the named ones, then as many more as needed, spread evenly along the
 * streets. Always the same for the same city. Further cameras show the scenes of the named ones.
 */
export function camerasOfCity(city: City, count: number): CameraDescription[] {
  const named = city.cameras.slice(0, count);
  const missing = count - named.length;
  if (missing <= 0) return named;
  const models = city.cameras.filter((camera) => !camera.ptz);
  const lengths = city.streets.map((street) => lengthMetres(street));
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const more: CameraDescription[] = [];
  for (let index = 0; index < missing; index++) {
    const model = models[index % models.length];
    if (!model) break;
    let along = ((index + 0.5) / missing) * total;
    let streetIndex = 0;
    while (streetIndex < lengths.length - 1 && along > (lengths[streetIndex] ?? 0)) along -= lengths[streetIndex++] ?? 0;
    const street = city.streets[streetIndex];
    if (!street) break;
    const spot = pointAlong(street, along);
    const number = FIRST_NUMBER + index;
    const house = 1 + Math.round(along / 22);
    more.push({
      ...model,
      id: `k${number}`,
      name: `К-${number}`,
      place: `${street.name}, ${house}`,
      address: `${street.name}, ${house}`,
      district: street.district,
      latitude: round(spot.latitude),
      longitude: round(spot.longitude),
      azimuthDegrees: Math.round(index % 2 === 0 ? spot.bearing : (spot.bearing + 180) % 360) % 360,
      presets: [],
    });
  }
  return more.length > 0 ? [...named, ...more] : named;
}

function lengthMetres(street: Street): number {
  let length = 0;
  forEachSegment(street, (segment) => {
    length += segment.metres;
    return false;
  });
  return length;
}

function pointAlong(street: Street, metres: number): { latitude: number; longitude: number; bearing: number } {
  let left = metres;
  let point = { latitude: 0, longitude: 0, bearing: 0 };
  forEachSegment(street, ({ from, to, metres: length, bearing }) => {
    const share = Math.min(1, length > 0 ? left / length : 0);
    point = { longitude: from[0] + (to[0] - from[0]) * share, latitude: from[1] + (to[1] - from[1]) * share, bearing };
    left -= length;
    return left <= 0;
  });
  return point;
}

interface Segment {
  from: readonly [number, number];
  to: readonly [number, number];
  metres: number;
  bearing: number;
}

function forEachSegment(street: Street, visit: (segment: Segment) => boolean): void {
  for (let i = 0; i + 1 < street.line.length; i++) {
    const from = street.line[i];
    const to = street.line[i + 1];
    if (!from || !to) return;
    const east = (to[0] - from[0]) * METRES_PER_DEGREE * Math.cos((from[1] * Math.PI) / 180);
    const north = (to[1] - from[1]) * METRES_PER_DEGREE;
    const bearing = ((Math.atan2(east, north) * 180) / Math.PI + 360) % 360;
    if (visit({ from, to, metres: Math.hypot(east, north), bearing })) return;
  }
}

function round(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}
