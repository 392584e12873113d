import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { PTZ_LIMITS } from './ptz-motion.ts';

const axis = (name: keyof typeof PTZ_LIMITS) => z.number().min(PTZ_LIMITS[name].min).max(PTZ_LIMITS[name].max);

const sceneName = z.enum(['crossroad', 'avenue', 'roundabout', 'square', 'pedestrian', 'stop', 'bridge', 'station', 'yard', 'park']);
const sceneEvent = z.enum(['crash', 'smoke', 'burst-main', 'unattended-bag', 'crowd']);

const cameraSchema = z.strictObject({
  /** ASCII, used in addresses: "k114". */
  id: z.string().regex(/^[a-z0-9-]{1,32}$/),
  /** What the centre calls it and what stands in its picture: "К-114". */
  name: z.string().min(1).max(16),
  /** Where it looks, as inspectors say it: "пр. Соборності / пр. Молоді". */
  place: z.string().min(1).max(80),
  /** Postal street address of the mast. */
  address: z.string().min(1).max(80),
  district: z.string().min(1).max(40),
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  /** Metres above sea level of the ground. */
  elevationMetres: z.number(),
  heightMetres: z.number().positive().max(60),
  /** Clockwise from north, of the middle of the home view. */
  azimuthDegrees: z.number().min(0).lt(360),
  fieldOfViewDegrees: z.number().gt(0).max(180),
  scene: sceneName,
  look: z.int().min(0).max(999),
  ptz: z.boolean(),
  presets: z.array(z.strictObject({ name: z.string().min(1).max(40), pan: axis('pan'), tilt: axis('tilt'), zoom: axis('zoom') })).default([]),
  events: z.array(sceneEvent).max(3),
});

const streetSchema = z.strictObject({
  name: z.string().min(1),
  district: z.string().min(1),
  /** [longitude, latitude] along the street. */
  line: z.array(z.tuple([z.number(), z.number()])).min(2),
});

const citySchema = z.strictObject({
  city: z.string().min(1),
  cameras: z.array(cameraSchema).min(1),
  /** Streets along which further cameras are set up when more are asked for. */
  streets: z.array(streetSchema).min(1),
});

export type CameraDescription = z.infer<typeof cameraSchema>;
export type Street = z.infer<typeof streetSchema>;
export type City = z.infer<typeof citySchema>;

/** Reads the city's description. Rejects when the file is missing or not as described. */
export async function readCity(path: string): Promise<City> {
  return citySchema.parse(JSON.parse(await readFile(path, 'utf8')));
}
