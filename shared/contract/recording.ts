/** The archive: what is recorded, what is missing and why, and how to play it. */
import { z } from 'zod';
import { query } from './procedure.ts';
import { idSchema, timeSchema } from './scalars.ts';

export const spanSchema = z.object({
  from: timeSchema,
  to: timeSchema,
  state: z.enum(['recorded', 'missing']),
  /** Catalogue key under `gapCause.` for what is missing. */
  cause: z.string().nullable(),
});

export const recording = {
  /** Recorded and missing spans, in order, covering [from, to] up to now, and the locks that touch it. */
  timeline: query('recordings.view', '/recordings/{cameraId}/timeline')
    .input(z.object({ cameraId: idSchema, from: z.coerce.number().pipe(timeSchema), to: z.coerce.number().pipe(timeSchema) }))
    .output(z.object({ spans: z.array(spanSchema), locks: z.array(z.object({ from: timeSchema, to: timeSchema, incidentNumber: z.string().nullable() })) })),
  /** HLS playlist (fMP4, PROGRAM-DATE-TIME, discontinuities at gaps) behind a ticket. NO_RECORDING when nothing is there. */
  playback: query('recordings.view', '/recordings/{cameraId}/playback', { audit: 'call' })
    .input(z.object({ cameraId: idSchema, from: z.coerce.number().pipe(timeSchema), to: z.coerce.number().pipe(timeSchema) }))
    .output(z.object({ path: z.string(), expiresAt: timeSchema, from: timeSchema, to: timeSchema })),
};
