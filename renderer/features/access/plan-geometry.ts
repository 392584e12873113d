/** The schematic plan as SVG paths, for a backdrop without a map library. */
import { z } from 'zod';

const point = z.tuple([z.number(), z.number()]).rest(z.number());
const line = z.array(point);
const geometrySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Point'), coordinates: point }),
  z.object({ type: z.literal('LineString'), coordinates: line }),
  z.object({ type: z.literal('MultiLineString'), coordinates: z.array(line) }),
  z.object({ type: z.literal('Polygon'), coordinates: z.array(line) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(line)) }),
]);

export const planSchema = z.object({
  bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  features: z.array(
    z.object({
      properties: z.object({
        kind: z.string(),
        name: z.string().optional(),
        class: z.string().optional(),
        labelAt: z.number().optional(),
        width: z.number().optional(),
      }),
      geometry: geometrySchema,
    }),
  ),
});
export type Plan = z.infer<typeof planSchema>;
export type PlanFeature = Plan['features'][number];

/** Size of the drawing; street widths are in these units. */
export const PLAN_WIDTH = 1760;
export const PLAN_HEIGHT = 1180;

export type Project = (position: readonly number[]) => [number, number];

export function projectionOf(plan: Plan): Project {
  const [west, south, east, north] = plan.bbox;
  return ([lng = 0, lat = 0]) => [((lng - west) / (east - west)) * PLAN_WIDTH, ((north - lat) / (north - south)) * PLAN_HEIGHT];
}

function pathOfLine(coordinates: readonly (readonly number[])[], project: Project): string {
  return coordinates
    .map((position, n) => {
      const [x, y] = project(position);
      return `${n === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join('');
}

/** Path data of anything but a point. */
export function pathOf({ geometry }: PlanFeature, project: Project): string {
  switch (geometry.type) {
    case 'Point':
      return '';
    case 'LineString':
      return pathOfLine(geometry.coordinates, project);
    case 'MultiLineString':
      return geometry.coordinates.map((each) => pathOfLine(each, project)).join('');
    case 'Polygon':
      return geometry.coordinates.map((ring) => `${pathOfLine(ring, project)}Z`).join('');
    case 'MultiPolygon':
      return geometry.coordinates.flatMap((polygon) => polygon.map((ring) => `${pathOfLine(ring, project)}Z`)).join('');
  }
}

/** A line that runs from the start of reading to its end, so that no street name stands on its head. */
export function readablePath(feature: PlanFeature, project: Project): string {
  if (feature.geometry.type !== 'LineString') return '';
  const { coordinates } = feature.geometry;
  const first = coordinates[0]?.[0] ?? 0;
  const last = coordinates.at(-1)?.[0] ?? 0;
  return pathOfLine(first > last ? [...coordinates].reverse() : coordinates, project);
}
