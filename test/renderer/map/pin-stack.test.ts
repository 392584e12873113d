import { expect, test } from 'vitest';
import { overlapArea } from '#renderer/features/map/geometry.ts';
import { pinBox, stackPins } from '#renderer/features/map/pin-stack.ts';

const at = (lat: number | null) => ({ position: lat === null ? null : { lat, lng: 25.3 } });

test('pins of one place stand above one another, each readable', () => {
  const pins = stackPins([at(50.75), at(50.75), at(50.76), at(null), at(50.75)]);
  expect(pins.map((pin) => pin.liftPx)).toEqual([0, 27, 0, 54]);
  const [first, second] = pins.map((pin) => pinBox({ x: 100, y: 100 }, pin.liftPx));
  if (!first || !second) throw new Error('a pin is missing');
  // Only the tip of the upper one reaches into the lower one.
  expect(overlapArea(first, second)).toBeLessThan(first.width * 8);
});
