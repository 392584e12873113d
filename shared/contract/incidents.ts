/** The log: incidents, their journal, drafts of the composer. */
import { z } from 'zod';
import { INCIDENT_STATES } from '../domain/incident-status.ts';
import { severitySchema } from '../domain/severity.ts';
import { dispatchSchema, prioritySchema } from './dispatch.ts';
import { command, query } from './procedure.ts';
import { idSchema, okSchema, positionSchema, textSchema, timeSchema } from './scalars.ts';

export const JOURNAL_KINDS = [
  'logged',
  'dispatched',
  'fact',
  'correction',
  'state',
  'dispatch-state',
  'delivery',
  'escalation',
  'message',
  'picture',
  'clip-locked',
  'sop',
  'evidence-exported',
  'opened',
] as const;

export const journalEntrySchema = z.object({
  id: idSchema,
  seq: z.number().int(),
  at: timeSchema,
  kind: z.enum(JOURNAL_KINDS),
  /** Person or service who did it; null = the system. */
  by: z.string().nullable(),
  /** What a person wrote, as written. */
  text: z.string(),
  /** Fills the catalogue's text `journal.<kind>`. */
  data: z.record(z.string(), z.string()),
  hash: z.string(),
});
export type JournalEntry = z.infer<typeof journalEntrySchema>;

export const pictureSchema = z.object({
  id: idSchema,
  cameraId: idSchema.nullable(),
  cameraNumber: z.string(),
  takenAt: timeSchema,
  sha256: z.string(),
  width: z.number().int(),
  height: z.number().int(),
});
export type Picture = z.infer<typeof pictureSchema>;

export const clipSchema = z.object({
  cameraId: idSchema,
  cameraNumber: z.string(),
  from: timeSchema,
  to: timeSchema,
  lockedUntil: timeSchema.nullable(),
});

/** A row of the log. */
export const incidentRowSchema = z.object({
  id: idSchema,
  /** For people: 2026-000123. */
  number: z.string(),
  categoryKey: z.string(),
  severity: severitySchema,
  state: z.enum(INCIDENT_STATES),
  seenAt: timeSchema,
  loggedAt: timeSchema,
  place: z.string(),
  district: z.string(),
  position: positionSchema.nullable(),
  cameraId: idSchema.nullable(),
  author: z.string(),
  text: z.string(),
  dispatches: z.array(z.object({ code: z.string(), state: dispatchSchema.shape.state, acceptDueAt: timeSchema, escalation: z.number().int() })),
  pictures: z.number().int(),
  isLocked: z.boolean(),
});
export type IncidentRow = z.infer<typeof incidentRowSchema>;

export const incidentSchema = incidentRowSchema.extend({
  stateSince: timeSchema,
  facts: z.array(z.object({ state: z.enum(INCIDENT_STATES), at: timeSchema })),
  outcome: z.string().nullable(),
  deskName: z.string(),
  journal: z.array(journalEntrySchema),
  /** Whether the journal's hash chain is whole, and when that was checked. */
  chain: z.object({ intact: z.boolean(), checkedAt: timeSchema, brokenAtSeq: z.number().int().nullable() }),
  dispatchList: z.array(dispatchSchema),
  pictureList: z.array(pictureSchema),
  clips: z.array(clipSchema),
  sop: z.array(z.object({ step: z.string(), doneAt: timeSchema.nullable(), doneBy: z.string().nullable() })),
});
export type Incident = z.infer<typeof incidentSchema>;

export const incidentFilterSchema = z.object({
  states: z.array(z.enum(INCIDENT_STATES)).max(20).optional(),
  severities: z.array(severitySchema).max(4).optional(),
  district: z.string().max(80).optional(),
  categoryKey: z.string().max(64).optional(),
  cameraId: idSchema.optional(),
  serviceCode: z.string().max(16).optional(),
  from: timeSchema.optional(),
  to: timeSchema.optional(),
  /** Words in any order, prefixes; also a number or its last digits. */
  search: z.string().max(200).optional(),
  overdueOnly: z.boolean().optional(),
});
export type IncidentFilter = z.infer<typeof incidentFilterSchema>;

export const newIncidentSchema = z.object({
  /** Made by the client when the composer opens: logging twice with the same key logs once. */
  key: idSchema,
  categoryKey: z.string().min(1).max(64),
  severity: severitySchema,
  seenAt: timeSchema,
  cameraId: idSchema.nullable(),
  alsoCameraIds: z.array(idSchema).max(16).default([]),
  place: textSchema(200).pipe(z.string().min(1)),
  district: textSchema(80),
  position: positionSchema.nullable(),
  text: textSchema(10_000),
  pictureIds: z.array(idSchema).max(32).default([]),
  sopDone: z
    .array(z.object({ step: z.string().max(64), at: timeSchema }))
    .max(64)
    .default([]),
  dispatches: z.array(z.object({ serviceId: idSchema, priority: prioritySchema, text: textSchema(2000).default('') })).max(16),
});
export type NewIncident = z.input<typeof newIncidentSchema>;

export const draftSchema = z.object({
  key: idSchema,
  savedAt: timeSchema,
  /** The composer's fields as it left them. */
  fields: z.record(z.string(), z.unknown()),
});

export const incidents = {
  /** Newest first. `before` is the `cursor` of the previous page. */
  list: query('incidents.view', '/incidents')
    .input(
      z.object({
        filter: incidentFilterSchema.default({}),
        limit: z.number().int().min(1).max(500).default(100),
        before: z.string().max(64).nullable().default(null),
      }),
    )
    .output(z.object({ rows: z.array(incidentRowSchema), cursor: z.string().nullable(), total: z.number().int() })),
  counts: query('incidents.view', '/incidents/counts').output(
    z.object({ open: z.number().int(), mine: z.number().int(), overdue: z.number().int(), notAccepted: z.number().int(), toReview: z.number().int() }),
  ),
  /** Screens ask again at every change; the feature writes one audit row for a look of a person. */
  get: query('incidents.view', '/incidents/{id}')
    .input(z.object({ id: idSchema }))
    .output(incidentSchema),
  /** Logs and dispatches in one durable act: incident, journal, audit, dispatches and outbox are one transaction. */
  create: command('incidents.log', '/incidents').input(newIncidentSchema).output(incidentSchema),
  /** A new fact, or a correction of entry `corrects`. Nothing in the journal is ever changed. */
  addEntry: command('incidents.log', '/incidents/{id}/entries')
    .input(z.object({ id: idSchema, key: idSchema, text: textSchema(10_000).pipe(z.string().min(1)), corrects: idSchema.nullable().default(null) }))
    .output(incidentSchema),
  tickStep: command('incidents.log', '/incidents/{id}/sop')
    .input(z.object({ id: idSchema, step: z.string().max(64) }))
    .output(incidentSchema),
  /** Takes a step of the table in domain/incident-status; `reason` is the outcome, reason or original that it requires. */
  changeState: command('incidents.view', '/incidents/{id}/state')
    .input(z.object({ id: idSchema, to: z.enum(INCIDENT_STATES), reason: textSchema(2000).default('') }))
    .output(incidentSchema),

  /** Keeps a picture the inspector saw on the tile. JPEG, at most 4 MB; stored with its SHA-256. */
  savePicture: command('incidents.log', '/pictures', { secrets: ['jpegBase64'] })
    .input(z.object({ cameraId: idSchema, takenAt: timeSchema, jpegBase64: z.string().max(5_600_000), incidentId: idSchema.nullable().default(null) }))
    .output(pictureSchema),
  pictureTicket: query('incidents.view', '/pictures/{id}/ticket')
    .input(z.object({ id: idSchema }))
    .output(z.object({ path: z.string(), expiresAt: timeSchema })),

  saveDraft: command('incidents.log', '/drafts', { audit: 'none' })
    .input(z.object({ key: idSchema, fields: z.record(z.string(), z.unknown()) }))
    .output(draftSchema),
  drafts: query('incidents.log', '/drafts').output(z.array(draftSchema)),
  discardDraft: command('incidents.log', '/drafts/{key}/discard')
    .input(z.object({ key: idSchema }))
    .output(okSchema),
};
