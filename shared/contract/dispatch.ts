/** Services of the city and the dispatches sent to them. */
import { z } from 'zod';
import { DISPATCH_STATES } from '../domain/dispatch-status.ts';
import { command, query } from './procedure.ts';
import { idSchema, languageSchema, okSchema, textSchema, timeSchema } from './scalars.ts';

export const CHANNEL_KINDS = ['email', 'webhook'] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

export const prioritySchema = z.union([z.literal(1), z.literal(2), z.literal(3)]);

export const serviceSchema = z.object({
  id: idSchema,
  /** What people call it: 102, 103, 1580. */
  code: z.string(),
  name: z.record(languageSchema, z.string()),
  kind: z.enum(['police', 'ambulance', 'fire', 'gas', 'water', 'power', 'roads', 'guard']),
  channel: z.enum(CHANNEL_KINDS),
  acceptWithinMs: z.number().int(),
  phone: z.string(),
  /** Of the last delivery attempt: when, and whether it went through. */
  lastHeardAt: timeSchema.nullable(),
  lastFailedAt: timeSchema.nullable(),
});
export type Service = z.infer<typeof serviceSchema>;

/** One fact in the life of a dispatch, with its time and, where a person did it, the name. */
export const dispatchFactSchema = z.object({
  state: z.enum(DISPATCH_STATES),
  at: timeSchema,
  by: z.string().nullable(),
  detail: z.string().nullable(),
});

export const attemptSchema = z.object({
  number: z.number().int(),
  at: timeSchema,
  channel: z.enum(CHANNEL_KINDS),
  result: z.enum(['delivered', 'failed']),
  detail: z.string(),
});

export const dispatchSchema = z.object({
  id: idSchema,
  incidentId: idSchema,
  serviceId: idSchema,
  serviceCode: z.string(),
  serviceName: z.record(languageSchema, z.string()),
  channel: z.enum(CHANNEL_KINDS),
  priority: prioritySchema,
  text: z.string(),
  state: z.enum(DISPATCH_STATES),
  stateSince: timeSchema,
  createdAt: timeSchema,
  acceptDueAt: timeSchema,
  /** 0 = inside its time, 1 = overdue and the desk alarmed, 2 = the duty supervisor too. */
  escalation: z.number().int(),
  facts: z.array(dispatchFactSchema),
  attempts: z.array(attemptSchema),
  nextAttemptAt: timeSchema.nullable(),
});
export type Dispatch = z.infer<typeof dispatchSchema>;

export const dispatch = {
  services: query('incidents.view', '/services').output(z.array(serviceSchema)),
  /** Sends an incident that is already logged to one more service. CONFLICT when that service has an unfinished dispatch of it. */
  send: command('dispatch.send', '/dispatches')
    .input(z.object({ incidentId: idSchema, serviceId: idSchema, priority: prioritySchema, text: textSchema(2000).default('') }))
    .output(dispatchSchema),
  /** Delivers again now. The idempotency key stays, so the receiver counts it once. */
  resend: command('dispatch.send', '/dispatches/{id}/resend')
    .input(z.object({ id: idSchema }))
    .output(dispatchSchema),
  cancel: command('dispatch.send', '/dispatches/{id}/cancel')
    .input(z.object({ id: idSchema, reason: textSchema(500) }))
    .output(dispatchSchema),
  /** A person of the service accepted by telephone. */
  acceptByPhone: command('dispatch.send', '/dispatches/{id}/accept-by-phone')
    .input(z.object({ id: idSchema, name: textSchema(120).pipe(z.string().min(2)) }))
    .output(dispatchSchema),
  /** For administrators: sends a test message through the service's channel. */
  testService: command('services.manage', '/services/{id}/test')
    .input(z.object({ id: idSchema }))
    .output(okSchema),
};
