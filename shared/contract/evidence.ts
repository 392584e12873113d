/** Evidence packages: sealed zips that anyone can check with openssl, and their chain of custody. */
import { z } from 'zod';
import { command, query } from './procedure.ts';
import { idSchema, textSchema, timeSchema } from './scalars.ts';

export const VERDICTS = ['valid', 'valid-unknown-signer', 'incomplete', 'altered', 'unsigned', 'malformed'] as const;
export type Verdict = (typeof VERDICTS)[number];

export const partResultSchema = z.object({
  path: z.string(),
  result: z.enum(['ok', 'changed', 'missing', 'extra']),
  /** Where in the clip it was changed, or what else is known. */
  detail: z.string().nullable(),
});

export const verificationSchema = z.object({
  verdict: z.enum(VERDICTS),
  /** One English sentence; the screen has its own words for the verdict. */
  summary: z.string(),
  caseNumber: z.string().nullable(),
  exportedAt: timeSchema.nullable(),
  exportedBy: z.string().nullable(),
  signerFingerprint: z.string().nullable(),
  parts: z.array(partResultSchema),
});
export type Verification = z.infer<typeof verificationSchema>;

export const packageSchema = z.object({
  id: idSchema,
  incidentId: idSchema,
  incidentNumber: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  /** 0..1 */
  progress: z.number(),
  /** ErrorCode when failed. */
  error: z.string().nullable(),
  fileName: z.string().nullable(),
  sizeBytes: z.number().nullable(),
  sha256: z.string().nullable(),
  createdAt: timeSchema,
  createdBy: z.string(),
  purpose: z.string(),
});
export type EvidencePackage = z.infer<typeof packageSchema>;

export const custodySchema = z.object({ at: timeSchema, action: z.string(), by: z.string().nullable(), detail: z.string() });

export const evidence = {
  packages: query('incidents.view', '/evidence')
    .input(z.object({ incidentId: idSchema.optional() }))
    .output(z.array(packageSchema)),
  /** Starts the export; progress comes with the `evidence.changed` event. */
  export: command('evidence.export', '/evidence')
    .input(z.object({ incidentId: idSchema, purpose: textSchema(500) }))
    .output(packageSchema),
  downloadTicket: query('evidence.export', '/evidence/{id}/ticket', { audit: 'call' })
    .input(z.object({ id: idSchema }))
    .output(z.object({ path: z.string(), expiresAt: timeSchema, fileName: z.string() })),
  verify: command('evidence.verify', '/evidence/{id}/verify')
    .input(z.object({ id: idSchema }))
    .output(verificationSchema),
  custody: query('incidents.view', '/evidence/custody')
    .input(z.object({ incidentId: idSchema }))
    .output(z.array(custodySchema)),
};
