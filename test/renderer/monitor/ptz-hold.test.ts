import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { MOVE_TIMEOUT_MS, PtzHold, REPEAT_MS, type PtzVector } from '#renderer/features/monitor/ptz-hold.ts';

function makeHold() {
  const told: ('stop' | PtzVector)[] = [];
  const hold = new PtzHold({ move: (vector) => told.push(vector), stop: () => told.push('stop') });
  return { hold, told };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a held key moves until it is let go, then the camera is told to stop', () => {
  const { hold, told } = makeHold();
  hold.press('left', false);
  vi.advanceTimersByTime(REPEAT_MS * 3);
  hold.release('left');
  vi.advanceTimersByTime(10_000);
  expect(told).toHaveLength(5);
  expect(told.slice(0, 4)).toEqual(Array.from({ length: 4 }, () => ({ pan: -0.5, tilt: 0, zoom: 0 })));
  expect(told[4]).toBe('stop');
});

test('the move is repeated before the camera would stop by itself', () => {
  expect(REPEAT_MS).toBeLessThan(MOVE_TIMEOUT_MS / 2);
});

test('two keys go diagonally, one let go changes the direction without a stop', () => {
  const { hold, told } = makeHold();
  hold.press('right', true);
  hold.press('up', true);
  hold.release('right');
  expect(told).toEqual([
    { pan: 1, tilt: 0, zoom: 0 },
    { pan: 1, tilt: 1, zoom: 0 },
    { pan: 0, tilt: 1, zoom: 0 },
  ]);
  hold.releaseAll();
  expect(told.at(-1)).toBe('stop');
});

test('leaving the window in the middle of a drag stops, once', () => {
  const { hold, told } = makeHold();
  hold.drag({ pan: 0.3, tilt: 0, zoom: 0 });
  hold.releaseAll();
  hold.releaseAll();
  vi.advanceTimersByTime(10_000);
  expect(told.filter((one) => one === 'stop')).toHaveLength(1);
});

test('key repeat of the keyboard sends nothing more', () => {
  const { hold, told } = makeHold();
  for (let n = 0; n < 20; n++) hold.press('in', false);
  expect(told).toHaveLength(1);
});
