/** What a verdict is made of, for the screen: its tone, its checks, the parts with what is wrong first. Pure. */
import type { Verdict, Verification } from '#shared/contract/evidence.ts';
import type { IconName } from '#renderer/ui/Icon.tsx';

export type VerdictTone = 'ok' | 's1' | 's2' | 's3';

export const VERDICT_TONE: Readonly<Record<Verdict, VerdictTone>> = {
  valid: 'ok',
  'valid-unknown-signer': 's3',
  incomplete: 's2',
  altered: 's1',
  unsigned: 's3',
  malformed: 's1',
};

export const VERDICT_ICON: Readonly<Record<Verdict, IconName>> = {
  valid: 'shield',
  'valid-unknown-signer': 'warn',
  incomplete: 'warn',
  altered: 'cross-out',
  unsigned: 'warn',
  malformed: 'cross-out',
};

type Part = Verification['parts'][number];

const ORDER: Record<Part['result'], number> = { changed: 0, missing: 1, extra: 2, ok: 3 };

/** What is wrong first; otherwise in the order of the package. */
export function partsInOrder(parts: readonly Part[]): Part[] {
  return [...parts].sort((a, b) => ORDER[a.result] - ORDER[b.result]);
}

export function countOf(parts: readonly Part[], result: Part['result']): number {
  return parts.filter((part) => part.result === result).length;
}

export interface Check {
  key: 'seal' | 'match' | 'missing' | 'added';
  tone: VerdictTone;
  /** Catalogue keys under `evidence.check.` with their values. */
  words: string;
  hint: string;
  values: Record<string, number>;
}

function sealCheck({ verdict, signerFingerprint }: Verification): Check {
  const base = { key: 'seal' as const, values: {} };
  // A fingerprint is given only when the seal fits the list of parts.
  if (signerFingerprint === null) return { ...base, tone: verdict === 'unsigned' ? 's3' : 's1', words: 'sealBad', hint: 'sealBadHint' };
  if (verdict === 'valid-unknown-signer') return { ...base, tone: 's3', words: 'sealUnknown', hint: 'sealUnknownHint' };
  if (verdict === 'valid') return { ...base, tone: 'ok', words: 'sealGood', hint: 'sealGoodHint' };
  return { ...base, tone: 'ok', words: 'sealFits', hint: 'sealFitsHint' };
}

/** The four things that were looked at. Empty when the package could not be read at all. */
export function checksOf(verification: Verification): Check[] {
  const { parts } = verification;
  if (parts.length === 0) return [];
  const [changed, missing, extra] = [countOf(parts, 'changed'), countOf(parts, 'missing'), countOf(parts, 'extra')];
  const listed = parts.length - extra;
  return [
    sealCheck(verification),
    { key: 'match', tone: changed > 0 ? 's1' : 'ok', words: 'match', hint: 'matchHint', values: { good: listed - changed - missing, all: listed } },
    { key: 'missing', tone: missing > 0 ? 's2' : 'ok', words: missing > 0 ? 'missing' : 'nothingMissing', hint: 'missingHint', values: { count: missing } },
    { key: 'added', tone: extra > 0 ? 's2' : 'ok', words: extra > 0 ? 'added' : 'nothingAdded', hint: 'addedHint', values: { count: extra } },
  ];
}

/** The part that the sentence of the verdict names, and how many more there are like it. */
export function namedPart({ verdict, parts }: Verification): { path: string; more: number; others: number } | null {
  const result = verdict === 'altered' ? 'changed' : verdict === 'incomplete' ? 'missing' : null;
  if (result === null) return null;
  const like = parts.filter((part) => part.result === result);
  const first = like[0];
  return first ? { path: first.path, more: like.length - 1, others: countOf(parts, 'ok') } : null;
}

/** 9f3c 77d0 14aa …, in groups of four so that people can compare it aloud. */
export function hashGroups(hash: string): string {
  return (hash.match(/.{1,4}/g) ?? []).join(' ');
}
