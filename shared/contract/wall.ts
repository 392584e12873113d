/** Layouts: what stands on the wall and on the map, kept per account. */
import { z } from 'zod';
import { command, query } from './procedure.ts';
import { idSchema, okSchema, textSchema } from './scalars.ts';

export const layoutSchema = z.object({
  id: idSchema,
  name: z.string(),
  view: z.enum(['map', 'both', 'wall']),
  /** Tiles of the wall: 1, 4, 9 or 16. */
  grid: z.union([z.literal(1), z.literal(4), z.literal(9), z.literal(16)]),
  wallCameraIds: z.array(idSchema.nullable()).max(64),
  /** Tiles on the map: size in pixels, place as a fraction of the map's box so that it fits any screen. */
  mapTiles: z.array(z.object({ cameraId: idSchema, x: z.number(), y: z.number(), width: z.number(), height: z.number() })).max(32),
  isCurrent: z.boolean(),
});
export type Layout = z.infer<typeof layoutSchema>;

export const wall = {
  layouts: query('cameras.view', '/layouts').output(z.array(layoutSchema)),
  saveLayout: command('cameras.view', '/layouts', { audit: 'none' })
    .input(layoutSchema.extend({ name: textSchema(60) }))
    .output(layoutSchema),
  removeLayout: command('cameras.view', '/layouts/{id}/remove', { audit: 'none' })
    .input(z.object({ id: idSchema }))
    .output(okSchema),
};
