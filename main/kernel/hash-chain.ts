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

/** The seq of the first row that does not fit its chain (changed, missing, swapped or inserted), or null. `firstSeq` is 1. */
export function firstBrokenSeq<T extends ChainedRow>(rows: Iterable<T>, content: (row: T) => Readonly<Record<string, unknown>>): number | null {
  let previous = CHAIN_START;
  let expected = 1;
  for (const row of rows) {
    if (row.seq !== expected || row.prev_hash !== previous || row.hash !== chainHash(previous, content(row))) return Math.min(row.seq, expected);
    previous = row.hash;
    expected += 1;
  }
  return null;
}
