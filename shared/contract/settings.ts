/** Settings that an administrator sets: one schema, checked on the way in and on every read. */
import { z } from 'zod';
import { command, query } from './procedure.ts';
import { textSchema } from './scalars.ts';

export const settingsSchema = z.object({
  centreNameUk: textSchema(80),
  centreNameEn: textSchema(80),
  deskName: textSchema(40),
  timeZone: z.string().max(64),
  /** Addresses of the interfaces on which WS-Discovery asks. */
  discoveryInterfaces: z.array(z.string().max(64)).max(8),
  map: z.object({ kind: z.enum(['plan', 'pmtiles', 'mbtiles', 'tiles']), source: z.string().max(1024), attribution: textSchema(200) }),
  recording: z.object({
    retentionDays: z.number().int().min(1).max(365),
    quotaGiB: z.number().min(0.1).max(1_000_000),
    reserveGiB: z.number().min(0.1).max(10_000),
  }),
  smtp: z.object({
    host: z.string().max(253),
    port: z.number().int().min(1).max(65535),
    from: z.string().max(254),
    startTls: z.enum(['never', 'if-offered', 'required']),
  }),
  /** Origin that responders reach, put into the links of messages; empty = the host's own loopback address. */
  responseOrigin: z.string().max(253),
});
export type Settings = z.infer<typeof settingsSchema>;

export const settings = {
  get: query('settings.manage', '/settings').output(settingsSchema),
  update: command('settings.manage', '/settings').input(settingsSchema.partial()).output(settingsSchema),
};
