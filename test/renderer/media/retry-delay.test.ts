import fc from 'fast-check';
import { expect, test } from 'vitest';
import { retryDelayMs } from '#renderer/media/retry-delay.ts';

test('the wait grows with failures and stops growing', () => {
  const waits = [1, 2, 3, 4, 5, 6, 60].map((tries) => retryDelayMs(tries, 0.5));
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
});

test('tiles that failed together come back apart, never all at once and never later than 20 s', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (tries, random) => {
      const wait = retryDelayMs(tries, random);
      expect(wait).toBeGreaterThanOrEqual(700);
      expect(wait).toBeLessThanOrEqual(19_500);
    }),
  );
  expect(retryDelayMs(3, 0)).not.toBe(retryDelayMs(3, 0.9));
});
