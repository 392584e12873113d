/** Alarms: from a camera's own events, or from our own watch over pictures, dispatches and the machine. */
import { z } from 'zod';
import { severitySchema } from '../domain/severity.ts';
import { command, query } from './procedure.ts';
import { idSchema, timeSchema } from './scalars.ts';

export const ALARM_KINDS = [
  'camera-event',
  'picture-stalled',
  'signal-lost',
  'dispatch-overdue',
  'dispatch-refused',
  'dispatch-undeliverable',
  'recording-gap',
  'disk-low',
] as const;
export type AlarmKind = (typeof ALARM_KINDS)[number];

export const alarmSchema = z.object({
  id: idSchema,
  kind: z.enum(ALARM_KINDS),
  severity: severitySchema,
  startedAt: timeSchema,
  /** When the cause went away; an ended alarm still waits to be acknowledged. */
  endedAt: timeSchema.nullable(),
  acknowledgedAt: timeSchema.nullable(),
  acknowledgedBy: z.string().nullable(),
  cameraId: idSchema.nullable(),
  incidentId: idSchema.nullable(),
  dispatchId: idSchema.nullable(),
  /** Fills the catalogue's text `alarms.<kind>` (for camera events `alarms.event.<event>`). */
  data: z.record(z.string(), z.string()),
});
export type Alarm = z.infer<typeof alarmSchema>;

export const alarms = {
  /** Alarms that are not both ended and acknowledged; oldest critical first. */
  list: query('cameras.view', '/alarms').output(z.array(alarmSchema)),
  acknowledge: command('alarms.acknowledge', '/alarms/{id}/acknowledge')
    .input(z.object({ id: idSchema }))
    .output(alarmSchema),
};
