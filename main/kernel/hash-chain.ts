/** An append-only chain: each row's hash covers its content and the hash before it. */
import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';

/** The hash before the first row. */
export const CHAIN_START = '0'.repeat(64);

/** SHA-256 (hex) over the previous hash, a line feed and the row in RFC 8785 form. */
export function chainHash(previousHash: string, row: Readonly<Record<string, unknown>>): string {
  return createHash('sha256').update(previousHash).update('\n').update(canonicalJson(row)).digest('hex');
}

export interface ChainedRow {
  seq: number;
  prev_hash: string;
  hash: string;
}

/** Where a walk begins: after this row. */
export interface ChainPlace {
  seq: number;
  hash: string;
}

/**
 * The seq of the first row that does not continue the chain (changed, missing, swapped or inserted), or null. Rows
 * come in order and are numbered from `after.seq` + 1 without a hole; `content` gives what the hash covers.
 */
export function firstBrokenSeq<T extends ChainedRow>(
  rows: Iterable<T>,
  content: (row: T) => Readonly<Record<string, unknown>>,
  after: ChainPlace = { seq: 0, hash: CHAIN_START },
): number | null {
  let { seq, hash } = after;
  for (const row of rows) {
    seq += 1;
    if (row.seq !== seq || row.prev_hash !== hash || row.hash !== chainHash(hash, content(row))) return Math.min(row.seq, seq);
    hash = row.hash;
  }
  return null;
}
