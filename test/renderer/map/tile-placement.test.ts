import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contains, overlapArea, type Box } from '#renderer/features/map/geometry.ts';
import { mustMove, placeTile } from '#renderer/features/map/tile-placement.ts';

const MAP: Box = { x: 0, y: 0, width: 1400, height: 940 };
const SIZE = { width: 256, height: 170 };
const boxAt = (at: { x: number; y: number }): Box => ({ ...at, ...SIZE });

describe('placing a tile', () => {
  test('never over an incident pin, always inside the map, wherever the camera is', () => {
    const place = fc.record({ x: fc.integer({ min: -300, max: 1700 }), y: fc.integer({ min: -300, max: 1200 }) });
    fc.assert(
      fc.property(place, fc.array(place, { maxLength: 12 }), (camera, pinPlaces) => {
        const pins = pinPlaces.map((at) => ({ ...at, width: 58, height: 34 }));
        const tile = boxAt(placeTile(SIZE, camera, { map: MAP, forbidden: pins, tiles: [], cameras: [], tiedCameras: [] }));
        for (const pin of pins) expect(overlapArea(tile, pin)).toBe(0);
        expect(tile.x).toBeGreaterThanOrEqual(0);
        expect(tile.y).toBeGreaterThanOrEqual(0);
        expect(tile.x + tile.width).toBeLessThanOrEqual(MAP.width);
        expect(tile.y + tile.height).toBeLessThanOrEqual(MAP.height);
      }),
      { numRuns: 60 },
    );
  });

  test('beside its camera, not over it', () => {
    const camera = { x: 700, y: 470 };
    const tile = boxAt(placeTile(SIZE, camera, { map: MAP, forbidden: [], tiles: [], cameras: [camera], tiedCameras: [] }));
    expect(contains(tile, camera)).toBe(false);
    expect(Math.hypot(tile.x + SIZE.width / 2 - camera.x, tile.y + SIZE.height / 2 - camera.y)).toBeLessThan(330);
  });

  test('leaves the cameras of other tiles in sight', () => {
    const camera = { x: 700, y: 470 };
    const tiedCameras = [
      { x: 780, y: 470 },
      { x: 620, y: 480 },
      { x: 700, y: 600 },
    ];
    const tile = boxAt(placeTile(SIZE, camera, { map: MAP, forbidden: [], tiles: [], cameras: [], tiedCameras }));
    for (const at of tiedCameras) expect(contains(tile, at)).toBe(false);
  });

  test('six tiles of neighbouring cameras do not lie over one another', () => {
    const tiles: Box[] = [];
    for (let n = 0; n < 6; n++)
      tiles.push(boxAt(placeTile(SIZE, { x: 600 + n * 40, y: 450 + n * 20 }, { map: MAP, forbidden: [], tiles, cameras: [], tiedCameras: [] })));
    for (const [n, tile] of tiles.entries()) for (const other of tiles.slice(n + 1)) expect(overlapArea(tile, other)).toBe(0);
  });

  test('on a map smaller than the tile there is still a place', () => {
    expect(
      placeTile(SIZE, { x: 10, y: 10 }, { map: { x: 0, y: 0, width: 100, height: 60 }, forbidden: [], tiles: [], cameras: [], tiedCameras: [] }),
    ).toBeDefined();
  });
});

describe('a tile that stands', () => {
  const tile = boxAt({ x: 100, y: 100 });
  const free = { map: MAP, tiles: [], pins: [] };
  const camera = { x: 600, y: 600 };

  test('stays where nothing is wrong', () => {
    expect(mustMove(tile, camera, free)).toBe(false);
  });

  test.each([
    ['an incident pin came under it', camera, { ...free, pins: [{ x: 150, y: 150, width: 58, height: 34 }] }],
    ['another tile came under it', camera, { ...free, tiles: [{ x: 300, y: 200, width: 200, height: 100 }] }],
    ['the map became smaller', camera, { ...free, map: { x: 0, y: 0, width: 300, height: 240 } }],
    ['its own camera came under it', { x: 200, y: 200 }, free],
  ])('moves when %s', (_, at, room) => {
    expect(mustMove(tile, at, room)).toBe(true);
  });
});
