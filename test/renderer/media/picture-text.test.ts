import { expect, test } from 'vitest';
import type { PictureReport } from '#renderer/media/live-session.ts';
import { plateFacts } from '#renderer/media/picture-text.ts';
import { isInitSegment } from '#renderer/media/mse-player.ts';
import { NO_ZOOM, pannedBy, zoomedAt } from '#renderer/media/digital-zoom.ts';

const OPENING: PictureReport = {
  state: 'opening',
  ageMs: null,
  isSamePicture: false,
  sameForMs: 0,
  frames: 0,
  connection: 'connecting',
  tries: 0,
  nextTryInMs: null,
  reason: null,
  lastFrameAt: null,
};

test('a camera known to be dark, or a failed attempt, is no signal and not "opening"', () => {
  expect(plateFacts(OPENING, 'streaming').state).toBe('opening');
  expect(plateFacts(OPENING, 'unreachable').state).toBe('gone');
  expect(plateFacts({ ...OPENING, tries: 1, nextTryInMs: 3_200 }, 'streaming')).toMatchObject({ state: 'gone', nextTryS: 4 });
});

test('a live picture changes nothing on the plate while it ages', () => {
  const live: PictureReport = { ...OPENING, state: 'live', ageMs: 40, frames: 10, lastFrameAt: 1 };
  expect(plateFacts(live, 'streaming')).toEqual(plateFacts({ ...live, ageMs: 160, frames: 12, lastFrameAt: 2 }, 'streaming'));
});

test('of a picture that repeats itself the plate counts how long it has been the same', () => {
  const repeating: PictureReport = { ...OPENING, state: 'frozen', ageMs: 30, frames: 300, lastFrameAt: 7, isSamePicture: true, sameForMs: 12_400 };
  expect(plateFacts(repeating, 'streaming')).toMatchObject({ state: 'frozen', isSamePicture: true, seconds: 12 });
  expect(plateFacts({ ...repeating, lastFrameAt: 8 }, 'streaming')).toEqual(plateFacts(repeating, 'streaming'));
});

test('a new init segment is told from a fragment', () => {
  const box = (type: string): ArrayBuffer => Uint8Array.from([0, 0, 0, 8, ...type.split('').map((letter) => letter.charCodeAt(0))]).buffer;
  expect(isInitSegment(box('ftyp'))).toBe(true);
  expect(isInitSegment(box('moof'))).toBe(false);
  expect(isInitSegment(new ArrayBuffer(3))).toBe(false);
});

test('zooming keeps the point under the pointer, and no edge comes inside the frame', () => {
  const zoomed = zoomedAt(NO_ZOOM, 2, 0.25, 0);
  expect(zoomed).toEqual({ scale: 2, x: -0.25, y: 0 });
  expect(pannedBy(zoomed, 5, -5)).toEqual({ scale: 2, x: 0.5, y: -0.5 });
  expect(zoomedAt(zoomed, 0.01, 0, 0)).toEqual({ scale: 1, x: 0, y: 0 });
});
