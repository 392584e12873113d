/** The drawn plan around one place, as paths for an SVG. Flat enough at a few hundred metres to need no projection library. */
import { z } from 'zod';
import type { Position } from '#shared/contract/scalars.ts';

const point = z.tuple([z.number(), z.number()]).rest(z.number());
const geometrySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('LineString'), coordinates: z.array(point) }),
  z.object({ type: z.literal('MultiLineString'), coordinates: z.array(z.array(point)) }),
  z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(point)) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(z.array(point))) }),
  z.object({ type: z.literal('Point'), coordinates: point }),
]);
export const planSchema = z.object({
  features: z.array(z.object({ geometry: geometrySchema, properties: z.object({ kind: z.string(), class: z.string().optional() }) })),
});
export type Plan = z.infer<typeof planSchema>;

type Line = z.infer<typeof point>[];

/** Metres of the city across the picture, and its size in units of the SVG. */
export const MAP_WIDTH = 336;
export const MAP_HEIGHT = 104;
const METRES_ACROSS = 620;
const METRES_PER_DEGREE = 111_320;

export interface MapPath {
  kind: string;
  d: string;
}

/** Turns positions into the picture's units, the centre in the middle. */
export function projector(centre: Position): (position: Position) => { x: number; y: number } {
  const unitsPerMetre = MAP_WIDTH / METRES_ACROSS;
  const metresPerDegreeLng = METRES_PER_DEGREE * Math.cos((centre.lat * Math.PI) / 180);
  return ({ lat, lng }) => ({
    x: MAP_WIDTH / 2 + (lng - centre.lng) * metresPerDegreeLng * unitsPerMetre,
    y: MAP_HEIGHT / 2 - (lat - centre.lat) * METRES_PER_DEGREE * unitsPerMetre,
  });
}

/** What of the plan is seen around the centre, in the order of drawing. */
export function pathsAround(plan: Plan, centre: Position): MapPath[] {
  const project = projector(centre);
  const paths: MapPath[] = [];
  for (const { geometry, properties } of plan.features) {
    const isArea = geometry.type === 'Polygon' || geometry.type === 'MultiPolygon';
    const d = linesOf(geometry)
      .map((line) => line.map(([lng, lat]) => project({ lat, lng })))
      .filter(isNear)
      .map((line) => `M${line.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}${isArea ? 'Z' : ''}`)
      .join('');
    if (d !== '') paths.push({ kind: properties.class ? `${properties.kind}-${properties.class}` : properties.kind, d });
  }
  return paths;
}

function linesOf(geometry: Plan['features'][number]['geometry']): Line[] {
  switch (geometry.type) {
    case 'Point':
      return [];
    case 'LineString':
      return [geometry.coordinates];
    case 'MultiLineString':
    case 'Polygon':
      return geometry.coordinates;
    case 'MultiPolygon':
      return geometry.coordinates.flat();
  }
}

function isNear(line: readonly { x: number; y: number }[]): boolean {
  const xs = line.map(({ x }) => x);
  const ys = line.map(({ y }) => y);
  return Math.max(...xs) >= 0 && Math.min(...xs) <= MAP_WIDTH && Math.max(...ys) >= 0 && Math.min(...ys) <= MAP_HEIGHT;
}
