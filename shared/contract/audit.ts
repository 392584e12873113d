/** The audit log: append-only, hash-chained. */
import { z } from 'zod';
import { query } from './procedure.ts';
import { timeSchema } from './scalars.ts';

export const auditRowSchema = z.object({
  seq: z.number().int(),
  at: timeSchema,
  account: z.string().nullable(),
  role: z.string().nullable(),
  action: z.string(),
  objectType: z.string().nullable(),
  objectId: z.string().nullable(),
  result: z.enum(['done', 'refused', 'failed']),
  detail: z.string(),
  hash: z.string(),
});
export type AuditRow = z.infer<typeof auditRowSchema>;

export const audit = {
  list: query('audit.view', '/audit')
    .input(z.object({ beforeSeq: z.coerce.number().int().optional(), limit: z.coerce.number().int().min(1).max(500).default(100) }))
    .output(z.array(auditRowSchema)),
  /** Walks the whole chain. `brokenAtSeq` is the first row that does not fit. */
  verify: query('audit.view', '/audit/verify').output(z.object({ rows: z.number().int(), intact: z.boolean(), brokenAtSeq: z.number().int().nullable() })),
};
