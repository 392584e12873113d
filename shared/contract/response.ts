/** The response page: what a responder opens from the message. The token in the link is the only right it needs. */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { DISPATCH_STATES, RESPONDER_ACTIONS } from '../domain/dispatch-status.ts';
import { severitySchema } from '../domain/severity.ts';
import { dispatchFactSchema, prioritySchema } from './dispatch.ts';
import { command, query } from './procedure.ts';
import { idSchema, languageSchema, positionSchema, textSchema, timeSchema } from './scalars.ts';

/** 256 random bits, base64url. */
const token = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

export const REFUSAL_CAUSES = ['no-crew', 'not-our-district', 'not-our-matter', 'on-another-call', 'other'] as const;

export const responseViewSchema = z.object({
  centreName: z.record(languageSchema, z.string()),
  isDemo: z.boolean(),
  timeZone: z.string(),
  now: timeSchema,
  number: z.string(),
  categoryKey: z.string(),
  severity: severitySchema,
  priority: prioritySchema,
  place: z.string(),
  district: z.string(),
  position: positionSchema.nullable(),
  camera: z.object({ number: z.string(), position: positionSchema, azimuthDeg: z.number(), fovDeg: z.number() }).nullable(),
  seenAt: timeSchema,
  text: z.string(),
  /** Facts added later at the desk. */
  updates: z.array(z.object({ at: timeSchema, text: z.string() })),
  serviceCode: z.string(),
  serviceName: z.record(languageSchema, z.string()),
  /** Other services under way, for "also coming". */
  others: z.array(z.object({ code: z.string(), state: z.enum(DISPATCH_STATES) })),
  state: z.enum(DISPATCH_STATES),
  acceptDueAt: timeSchema,
  facts: z.array(dispatchFactSchema),
  actions: z.array(z.enum(RESPONDER_ACTIONS)),
  /** Path of the picture under the same origin, with the time it was taken; null when there is none. */
  picture: z.object({ path: z.string(), takenAt: timeSchema }).nullable(),
});
export type ResponseView = z.infer<typeof responseViewSchema>;

export const response = {
  /** NOT_FOUND for a token that never was, GONE for one that expired or was revoked. Counts as opened. */
  view: query('public', '/response/view').input(z.object({ token })).output(responseViewSchema),
  /**
   * `key` makes a press count once however often it is sent. STEP_NOT_ALLOWED when the action does not fit the state.
   * `name` is who pressed; a refusal needs its cause.
   */
  act: command('public', '/response/act', { secrets: ['token'] })
    .input(
      z.object({
        token,
        key: idSchema,
        action: z.enum(RESPONDER_ACTIONS),
        name: textSchema(120).pipe(z.string().min(2)),
        cause: z.enum(REFUSAL_CAUSES).optional(),
        message: textSchema(1000).default(''),
        /** When it was pressed, if it had to wait for the network. */
        pressedAt: timeSchema.optional(),
      }),
    )
    .output(responseViewSchema),
  /** A message to the desk without a change of state. */
  say: command('public', '/response/say', { secrets: ['token'] })
    .input(z.object({ token, key: idSchema, name: textSchema(120).pipe(z.string().min(2)), message: textSchema(1000).pipe(z.string().min(1)) }))
    .output(responseViewSchema),
  /** Yields the view again whenever it changed. */
  watch: query('public', '/response/watch').input(z.object({ token })).output(eventIterator(responseViewSchema)),
};
