import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leaderOf, RING_RADIUS } from '#renderer/features/map/leader.ts';

const TILE = { x: 100, y: 100, width: 256, height: 170 };

test('runs from the nearest edge to the ring round the camera', () => {
  expect(leaderOf(TILE, { x: 500, y: 180 })).toEqual({ from: { x: 356, y: 180 }, to: { x: 500 - RING_RADIUS, y: 180 } });
  expect(leaderOf(TILE, { x: 200, y: 400 })).toEqual({ from: { x: 200, y: 270 }, to: { x: 200, y: 400 - RING_RADIUS } });
});

test('leaves from the corner when the camera is across it', () => {
  const leader = leaderOf(TILE, { x: 456, y: 370 });
  expect(leader?.from).toEqual({ x: 356, y: 270 });
});

test('there is none when the camera lies under the tile or touches it', () => {
  expect(leaderOf(TILE, { x: 200, y: 200 })).toBeNull();
  expect(leaderOf(TILE, { x: 356 + RING_RADIUS - 1, y: 180 })).toBeNull();
});

test('always ends on the ring, also for a camera off the screen', () => {
  fc.assert(
    fc.property(fc.integer({ min: -5000, max: 5000 }), fc.integer({ min: -5000, max: 5000 }), (x, y) => {
      const leader = leaderOf(TILE, { x, y });
      if (leader) expect(Math.hypot(leader.to.x - x, leader.to.y - y)).toBeCloseTo(RING_RADIUS, 6);
    }),
  );
});
