import { describe, expect, it } from 'vitest';
import { summarise, tallyPlaywright, tallyVitest } from '../../../main/launcher/steps/test-tally.mjs';

describe('the sum of all runners', () => {
  it('ends with one line of both numbers', () => {
    const unit = tallyVitest('unit', { numPassedTests: 10, numFailedTests: 1, numPendingTests: 2, testResults: [] }, 1);
    const e2e = tallyPlaywright('e2e', { stats: { expected: 3, flaky: 1, unexpected: 2, skipped: 0 } }, 1);
    expect(summarise([unit, e2e])).toEqual(['- unit: 10 passed, 1 failed, 2 skipped', '- e2e: 4 passed, 2 failed', '14 passed, 3 failed']);
  });

  it('counts a file that could not be loaded', () => {
    const report = { numPassedTests: 5, numFailedTests: 0, testResults: [{ status: 'failed', assertionResults: [] }] };
    expect(tallyVitest('unit', report, 1)).toMatchObject({ passed: 5, failed: 1 });
  });

  it('counts a runner that crashed, with and without a report', () => {
    expect(tallyVitest('unit', { numPassedTests: 5, numFailedTests: 0 }, 1)).toMatchObject({ passed: 5, failed: 1 });
    expect(tallyPlaywright('e2e', null, 137)).toMatchObject({ passed: 0, failed: 1 });
  });

  it('counts nothing more when everything passed', () => {
    expect(summarise([tallyVitest('unit', { numPassedTests: 7 }, 0)]).at(-1)).toBe('7 passed, 0 failed');
  });
});
