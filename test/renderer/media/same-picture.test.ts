import { expect, test } from 'vitest';
import { isSamePicture, lumaOf, SamePictureDetector, SAMPLE_COLUMNS, SAMPLE_ROWS } from '#renderer/media/same-picture.ts';
import { SAME_PICTURE_FROZEN_MS } from '#shared/domain/frame-age.ts';

const POINTS = SAMPLE_COLUMNS * SAMPLE_ROWS;
const still = (): Uint8Array => Uint8Array.from({ length: POINTS }, (_, n) => (n * 7) % 200);

test('rounding of one level is coding, more is a change', () => {
  const rounded = still().map((value, n) => (n % 3 === 0 ? value + 1 : value));
  const moved = still();
  moved[100] = (moved[100] ?? 0) + 30;
  expect(isSamePicture(still(), rounded)).toBe(true);
  expect(isSamePicture(still(), moved)).toBe(false);
});

test('a camera that sends one picture for ten seconds is found out', () => {
  const detector = new SamePictureDetector();
  for (let second = 0; second <= 11; second++) detector.add(still(), second * 1000);
  expect(detector.sameForMs(11_000)).toBeGreaterThan(SAME_PICTURE_FROZEN_MS);
});

test('a quiet street with one moving point now and then is alive', () => {
  const detector = new SamePictureDetector();
  for (let second = 0; second <= 60; second++) {
    const frame = still();
    if (second % 8 === 0) frame[second] = 255;
    detector.add(frame, second * 1000);
    expect(detector.sameForMs(second * 1000)).toBeLessThanOrEqual(SAME_PICTURE_FROZEN_MS);
  }
});

test('a slow change counts against the first picture of the stretch, not against the one before', () => {
  const detector = new SamePictureDetector();
  for (let second = 0; second <= 30; second++)
    detector.add(
      still().map((value) => value + second),
      second * 1000,
    );
  expect(detector.sameForMs(30_000)).toBeLessThan(SAME_PICTURE_FROZEN_MS);
});

test('after a reset the past is forgotten', () => {
  const detector = new SamePictureDetector();
  detector.add(still(), 0);
  detector.reset();
  expect(detector.sameForMs(20_000)).toBe(0);
});

test('luma follows the eye: green is brighter than blue', () => {
  const [red, green, blue, white] = lumaOf(new Uint8ClampedArray([255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 255, 255, 255]));
  expect(green).toBeGreaterThan(red ?? 0);
  expect(red).toBeGreaterThan(blue ?? 0);
  expect(white).toBe(255);
});
