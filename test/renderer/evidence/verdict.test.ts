import { expect, test } from 'vitest';
import { VERDICTS, type Verification } from '#shared/contract/evidence.ts';
import { custodyWords } from '#renderer/features/evidence/custody-words.ts';
import { checksOf, hashGroups, namedPart, partsInOrder, VERDICT_ICON, VERDICT_TONE } from '#renderer/features/evidence/verdict.ts';

type Part = Verification['parts'][number];
const part = (path: string, result: Part['result'] = 'ok'): Part => ({ path, result, detail: null });
const verification = (verdict: Verification['verdict'], parts: Part[], signerFingerprint: string | null = 'ab12'): Verification => ({
  verdict,
  parts,
  signerFingerprint,
  summary: '',
  caseNumber: null,
  exportedAt: null,
  exportedBy: null,
});
const checks = (of: Verification) => Object.fromEntries(checksOf(of).map(({ key, tone, words, values }) => [key, { tone, words, ...values }]));

test('only an intact package looks proven, and no two bad verdicts hide behind its mark', () => {
  for (const verdict of VERDICTS) {
    expect(VERDICT_TONE[verdict] === 'ok').toBe(verdict === 'valid');
    expect(VERDICT_ICON[verdict] === 'shield').toBe(verdict === 'valid');
  }
});

test('an intact package passes all four checks', () => {
  expect(checks(verification('valid', [part('a'), part('b')]))).toEqual({
    seal: { tone: 'ok', words: 'sealGood' },
    match: { tone: 'ok', words: 'match', good: 2, all: 2 },
    missing: { tone: 'ok', words: 'nothingMissing', count: 0 },
    added: { tone: 'ok', words: 'nothingAdded', count: 0 },
  });
});

test('each fault shows in its own check; a part that was put in does not count as listed', () => {
  const found = checks(verification('altered', [part('a'), part('b', 'changed'), part('c', 'missing'), part('d', 'extra')]));
  expect(found).toMatchObject({ match: { tone: 's1', good: 1, all: 3 }, missing: { tone: 's2', count: 1 }, added: { tone: 's2', count: 1 } });
});

test('a seal is good only where its key is known, and none is said where there is none', () => {
  expect(checks(verification('valid-unknown-signer', [part('a')]))['seal']).toEqual({ tone: 's3', words: 'sealUnknown' });
  expect(checks(verification('unsigned', [part('a')], null))['seal']).toEqual({ tone: 's3', words: 'sealBad' });
  expect(checks(verification('altered', [part('a', 'changed')], null))['seal']).toEqual({ tone: 's1', words: 'sealBad' });
  expect(checksOf(verification('malformed', [], null))).toEqual([]);
});

test('what is wrong stands first and is named', () => {
  const parts = [part('a'), part('b', 'extra'), part('c', 'changed'), part('d', 'changed'), part('e', 'missing')];
  expect(partsInOrder(parts).map(({ path }) => path)).toEqual(['c', 'd', 'e', 'b', 'a']);
  expect(namedPart(verification('altered', parts))).toEqual({ path: 'c', more: 1, others: 1 });
  expect(namedPart(verification('incomplete', parts))).toMatchObject({ path: 'e', more: 0 });
  expect(namedPart(verification('valid', [part('a')]))).toBeNull();
});

test('a custody entry names the camera and the centre’s time; what is not known stands as written', () => {
  const words = (detail: string) =>
    custodyWords(
      detail,
      (id) => (id.endsWith('0d') ? 'К-008' : null),
      (from, to) => `${(to - from) / 60_000} min`,
    );
  expect(words('01a1f92d-6aff-751e-a676-483d84b0c00d 2026-11-20T13:57:39.426Z/2026-11-20T14:09:39.426Z')).toBe('К-008 12 min');
  expect(words('01a1f92d-6aff-751e-a676-483d84b0c00e viewed')).toBe('01a1f92d-6aff-751e-a676-483d84b0c00e viewed');
  expect(words('2026-13-45T13:57:39Z/2026-11-20T14:09:39Z')).toBe('2026-13-45T13:57:39Z/2026-11-20T14:09:39Z');
});

test('hashes are read in groups of four', () => {
  expect(hashGroups('9f3c77d014')).toBe('9f3c 77d0 14');
});
