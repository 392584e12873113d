/** The city's cameras: register, state, PTZ, pictures. */
import { z } from 'zod';
import { command, query } from './procedure.ts';
import { idSchema, okSchema, positionSchema, textSchema, timeSchema } from './scalars.ts';

/**
 * What is known of the picture right now. `stalled`: connected, but no data comes. `unreachable`, `unauthorised` and
 * `fault` come from the camera itself; `opening` until the first frame after a start.
 */
export const CAMERA_STATES = ['opening', 'streaming', 'stalled', 'unreachable', 'unauthorised', 'fault', 'off'] as const;
export type CameraState = (typeof CAMERA_STATES)[number];

export const profileRoleSchema = z.enum(['main', 'sub']);
export type ProfileRole = z.infer<typeof profileRoleSchema>;

export const cameraProfileSchema = z.object({
  role: profileRoleSchema,
  token: z.string(),
  name: z.string(),
  codec: z.string(),
  width: z.number().int(),
  height: z.number().int(),
  framesPerSecond: z.number().nullable(),
});

export const cameraSchema = z.object({
  id: idSchema,
  /** Number for people, such as К-114. */
  number: z.string(),
  place: z.string(),
  district: z.string(),
  position: positionSchema.nullable(),
  azimuthDeg: z.number().nullable(),
  fovDeg: z.number().nullable(),
  heightM: z.number().nullable(),
  hasPtz: z.boolean(),
  maker: z.string(),
  model: z.string(),
  serial: z.string(),
  firmware: z.string(),
  /** Host and port of the device service, without credentials. */
  address: z.string(),
  endpoint: z.string(),
  isRecorded: z.boolean(),
  profiles: z.array(cameraProfileSchema),
  state: z.enum(CAMERA_STATES),
  stateSince: timeSchema,
  /** Catalogue key under `cameraReason.`, or null. */
  stateReason: z.string().nullable(),
});
export type Camera = z.infer<typeof cameraSchema>;

export const presetSchema = z.object({ token: z.string(), name: z.string() });
export type Preset = z.infer<typeof presetSchema>;

const speed = z.number().min(-1).max(1);

export const cameras = {
  list: query('cameras.view', '/cameras').output(z.array(cameraSchema)),
  get: query('cameras.view', '/cameras/{id}')
    .input(z.object({ id: idSchema }))
    .output(cameraSchema),
  /** Changes the register's own fields; the device is not touched. */
  update: command('cameras.manage', '/cameras/{id}')
    .input(
      z.object({
        id: idSchema,
        number: textSchema(32).optional(),
        place: textSchema(200).optional(),
        district: textSchema(80).optional(),
        position: positionSchema.nullable().optional(),
        azimuthDeg: z.number().min(0).lt(360).nullable().optional(),
        fovDeg: z.number().gt(0).max(360).nullable().optional(),
        heightM: z.number().min(0).max(300).nullable().optional(),
        isRecorded: z.boolean().optional(),
      }),
    )
    .output(cameraSchema),
  remove: command('cameras.manage', '/cameras/{id}/remove')
    .input(z.object({ id: idSchema }))
    .output(okSchema),

  /**
   * A path (with a short-lived ticket) under the host's HTTP origin. `live`: a WebSocket that speaks the gateway's
   * MSE protocol: the client sends {"type":"mse","value":"<codecs>"}, the host answers {"type":"mse","value":"<mime>"}
   * and then sends fMP4 fragments as binary messages; {"type":"error","value":"<code>"} says why there is no picture.
   */
  liveTicket: query('cameras.view', '/cameras/{id}/live-ticket')
    .input(z.object({ id: idSchema, role: profileRoleSchema }))
    .output(z.object({ path: z.string(), expiresAt: timeSchema })),
  /** A JPEG of now, taken by the camera itself, behind a ticket. */
  snapshotTicket: query('cameras.view', '/cameras/{id}/snapshot-ticket')
    .input(z.object({ id: idSchema }))
    .output(z.object({ path: z.string(), expiresAt: timeSchema })),

  presets: query('cameras.view', '/cameras/{id}/presets')
    .input(z.object({ id: idSchema }))
    .output(z.array(presetSchema)),
  /** Moves until `stopMove` or until `timeoutMs` (default 1 s) has passed; the client repeats it while the key is held. */
  move: command('cameras.ptz', '/cameras/{id}/move', { audit: 'none' })
    .input(z.object({ id: idSchema, pan: speed, tilt: speed, zoom: speed, timeoutMs: z.number().int().min(100).max(5000).default(1000) }))
    .output(okSchema),
  stopMove: command('cameras.ptz', '/cameras/{id}/stop', { audit: 'none' })
    .input(z.object({ id: idSchema }))
    .output(okSchema),
  gotoPreset: command('cameras.ptz', '/cameras/{id}/preset')
    .input(z.object({ id: idSchema, token: z.string().max(64) }))
    .output(okSchema),
  gotoHome: command('cameras.ptz', '/cameras/{id}/home')
    .input(z.object({ id: idSchema }))
    .output(okSchema),
};
