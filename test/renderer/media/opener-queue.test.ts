import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { OPEN_AT_ONCE, OPEN_EVERY_MS, OpenerQueue } from '#renderer/media/opener-queue.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a wall opens in groups, in order, none left out', () => {
  const queue = new OpenerQueue();
  const opened: number[] = [];
  for (let n = 0; n < 10; n++) queue.take(() => opened.push(n));
  expect(opened).toEqual([0, 1, 2, 3].slice(0, OPEN_AT_ONCE));
  vi.advanceTimersByTime(OPEN_EVERY_MS);
  expect(opened).toHaveLength(2 * OPEN_AT_ONCE);
  vi.advanceTimersByTime(OPEN_EVERY_MS);
  expect(opened).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test('a tile that is closed before its turn is not opened', () => {
  const queue = new OpenerQueue();
  const opened: string[] = [];
  for (let n = 0; n < OPEN_AT_ONCE; n++) queue.take(() => opened.push('first'));
  const giveUp = queue.take(() => opened.push('closed'));
  queue.take(() => opened.push('last'));
  giveUp();
  vi.advanceTimersByTime(OPEN_EVERY_MS);
  expect(opened.slice(OPEN_AT_ONCE)).toEqual(['last']);
});

test('after a pause there is room for a whole group at once', () => {
  const queue = new OpenerQueue();
  const opened: number[] = [];
  queue.take(() => opened.push(0));
  vi.advanceTimersByTime(OPEN_EVERY_MS * 3);
  for (let n = 1; n <= OPEN_AT_ONCE; n++) queue.take(() => opened.push(n));
  expect(opened).toHaveLength(1 + OPEN_AT_ONCE);
});
