/** The drawn plan: GeoJSON (RFC 7946) read into lists by kind, already in mercator units, so that drawing only scales. */
import { z } from 'zod';

const place = z.tuple([z.number(), z.number()]).rest(z.number());
const geometrySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Point'), coordinates: place }),
  z.object({ type: z.literal('LineString'), coordinates: z.array(place) }),
  z.object({ type: z.literal('MultiLineString'), coordinates: z.array(z.array(place)) }),
  z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(place)) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(z.array(place))) }),
]);
const propertiesSchema = z.object({
  kind: z.string(),
  name: z.string().default(''),
  class: z.enum(['main', 'side']).default('side'),
  /** Where along a street its name begins, as a share of its length; absent = no name. */
  labelAt: z.number().min(0).max(1).optional(),
  /** Widths and radii are in pixels of the drawing (its zoom is DRAWN_AT_ZOOM). */
  width: z.number().optional(),
  radius: z.number().optional(),
  green: z.number().optional(),
  angle: z.number().default(0),
});
const planSchema = z.object({ features: z.array(z.object({ properties: propertiesSchema, geometry: geometrySchema })).max(20_000) });

/** Mercator world units: the whole world is 256 wide, x to the east, y to the south. */
export interface WorldPoint {
  x: number;
  y: number;
}
export interface PlanFeature {
  properties: z.infer<typeof propertiesSchema>;
  /** Lines or rings; a point is one line of one point. */
  lines: WorldPoint[][];
}
export type Plan = ReadonlyMap<string, readonly PlanFeature[]>;

/** Zoom at which one pixel of the drawing is one pixel on screen. */
export const DRAWN_AT_ZOOM = 14.95;

/** Spherical mercator (EPSG:3857) at zoom 0. */
export function toWorld(lng: number, lat: number): WorldPoint {
  const sin = Math.sin((lat * Math.PI) / 180);
  return { x: (lng / 360 + 0.5) * 256, y: (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * 256 };
}

function linesOf(geometry: z.infer<typeof geometrySchema>): WorldPoint[][] {
  const line = (coordinates: readonly (readonly number[])[]): WorldPoint[] => coordinates.map((at) => toWorld(at[0] ?? 0, at[1] ?? 0));
  switch (geometry.type) {
    case 'Point':
      return [line([geometry.coordinates])];
    case 'LineString':
      return [line(geometry.coordinates)];
    case 'MultiLineString':
    case 'Polygon':
      return geometry.coordinates.map(line);
    case 'MultiPolygon':
      return geometry.coordinates.flatMap((polygon) => polygon.map(line));
  }
}

/** Throws when the file is not such a plan. */
export function parsePlan(json: unknown): Plan {
  const plan = new Map<string, PlanFeature[]>();
  for (const { properties, geometry } of planSchema.parse(json).features) {
    const list = plan.get(properties.kind) ?? [];
    list.push({ properties, lines: linesOf(geometry) });
    plan.set(properties.kind, list);
  }
  return plan;
}

const loading = new Map<string, Promise<Plan>>();

/** Loads a plan once per page; a failed load is tried again the next time. */
export function loadPlan(url: string): Promise<Plan> {
  let plan = loading.get(url);
  if (!plan) {
    plan = fetch(url).then(async (response) => {
      if (!response.ok) throw new Error(`plan: HTTP ${response.status}`);
      return parsePlan(await response.json());
    });
    plan.catch(() => loading.delete(url));
    loading.set(url, plan);
  }
  return plan;
}
