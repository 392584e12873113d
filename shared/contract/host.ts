/** What the host is and how it does: shown in the top bar and before sign-in. */
import { z } from 'zod';
import { query } from './procedure.ts';
import { languageSchema, positionSchema, timeSchema } from './scalars.ts';

export const hostInfoSchema = z.object({
  version: z.string(),
  centreName: z.record(languageSchema, z.string()),
  deskName: z.string(),
  timeZone: z.string(),
  isDemo: z.boolean(),
  /** False before the first account is made: then nobody can sign in, and the sign-in page says how to make one. */
  hasAccounts: z.boolean(),
  /** What this way of running can do; the screens ask for these, never for "is this Electron". */
  capabilities: z.object({ saveToFolder: z.boolean(), secondScreens: z.boolean(), secretsInKeyring: z.boolean() }),
  /** Where the map opens. */
  home: positionSchema.extend({ zoom: z.number() }),
});
export type HostInfo = z.infer<typeof hostInfoSchema>;

export const partHealthSchema = z.object({
  state: z.enum(['ok', 'warn', 'bad']),
  /** Age in milliseconds of the last proof that the part works. */
  ageMs: z.number().min(0),
  /** Catalogue key under `health.` when there is something to say. */
  reason: z.string().nullable(),
});

export const hostStatusSchema = z.object({
  now: timeSchema,
  database: partHealthSchema,
  gateway: partHealthSchema.extend({ cameras: z.number().int() }),
  outbox: partHealthSchema.extend({ waiting: z.number().int(), oldestMs: z.number() }),
  recorder: partHealthSchema.extend({ recording: z.number().int(), wanted: z.number().int(), freeBytes: z.number().nullable() }),
  /** Long work under way, such as the demo city's pictures being drawn. */
  tasks: z.array(z.object({ key: z.string(), done: z.number(), total: z.number() })),
});
export type HostStatus = z.infer<typeof hostStatusSchema>;

export const host = {
  info: query('public', '/host/info').output(hostInfoSchema),
  status: query('public', '/host/status').output(hostStatusSchema),
};
