/** The base map: needs no internet. */
import { z } from 'zod';
import { query } from './procedure.ts';

export const baseMapSchema = z.object({
  /** `plan`: a drawn GeoJSON plan; `pmtiles` and `mbtiles`: a file served by the host; `tiles`: an address set by the administrator. */
  kind: z.enum(['plan', 'pmtiles', 'mbtiles', 'tiles']),
  /** Path under the host's HTTP origin (plan, pmtiles, mbtiles) or a URL template (tiles). */
  url: z.string(),
  /** Vector tiles are drawn by us, raster tiles shown as they are. */
  format: z.enum(['geojson', 'vector', 'raster']),
  attribution: z.string(),
  isSchematic: z.boolean(),
  minZoom: z.number(),
  maxZoom: z.number(),
});
export type BaseMap = z.infer<typeof baseMapSchema>;

export const map = {
  base: query('cameras.view', '/map/base').output(baseMapSchema),
};
