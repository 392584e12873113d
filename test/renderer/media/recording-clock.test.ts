import { expect, test } from 'vitest';
import { mediaTimeOf, wallTimeOf } from '#renderer/media/recording-clock.ts';

const T = 1_790_000_000_000;
/** Two stretches with ten seconds missing between them. */
const FRAGMENTS = [
  { start: 0, duration: 6, programDateTime: T },
  { start: 6, duration: 6, programDateTime: T + 6_000 },
  { start: 12, duration: 6, programDateTime: T + 22_000 },
];

test('the clock of the picture jumps over what is missing', () => {
  expect(wallTimeOf(FRAGMENTS, 7)).toBe(T + 7_000);
  expect(wallTimeOf(FRAGMENTS, 13)).toBe(T + 23_000);
});

test('a moment is found where it was recorded, in a gap at the first picture after it', () => {
  expect(mediaTimeOf(FRAGMENTS, T + 7_000)).toBe(7);
  expect(mediaTimeOf(FRAGMENTS, T + 15_000)).toBe(12);
  expect(mediaTimeOf(FRAGMENTS, T + 23_000)).toBe(13);
  expect(mediaTimeOf(FRAGMENTS, T - 60_000)).toBe(0);
  expect(mediaTimeOf(FRAGMENTS, T + 600_000)).toBe(18);
});

test('without dates there is no clock', () => {
  expect(wallTimeOf([{ start: 0, duration: 6, programDateTime: null }], 1)).toBeNull();
  expect(mediaTimeOf([], T)).toBeNull();
});
