/** The hash chains inside a package: journal and custody. Each row's hash covers its content and the hash before it. */
import { z } from 'zod';
import { CHAIN_START, chainHash } from '../kernel/hash-chain.ts';
import { parseCanonical } from './manifest.ts';

export const chainFileSchema = z.object({
  schema: z.enum(['lubart-journal-1', 'lubart-custody-1']),
  rows: z.array(z.object({ content: z.record(z.string(), z.unknown()), prevHash: z.string(), hash: z.string() })),
});
/** journal.json and custody.json: `content.seq` counts from 1; `hash` = SHA-256(prevHash, line feed, content in RFC 8785 form). */
export type ChainFile = z.infer<typeof chainFileSchema>;

/** Number of the first row that does not fit, counted from 1; null when the chain holds. MalformedPackage when it is no chain. */
export function firstBrokenRow(bytes: Buffer, name: string): number | null {
  const parsed = chainFileSchema.safeParse(parseCanonical(bytes, name));
  if (!parsed.success) return 1;
  let previous = CHAIN_START;
  for (const [index, row] of parsed.data.rows.entries()) {
    if (row.content['seq'] !== index + 1 || row.prevHash !== previous || row.hash !== chainHash(previous, row.content)) return index + 1;
    previous = row.hash;
  }
  return null;
}
