import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contains, crosses, nearestOf, overlapArea, type Box } from '#renderer/features/map/geometry.ts';
import { mustMove, placeTile, type TiedTile } from '#renderer/features/map/tile-placement.ts';

const MAP: Box = { x: 0, y: 0, width: 1400, height: 940 };
const SIZE = { width: 256, height: 170 };
const boxAt = (at: { x: number; y: number }): Box => ({ ...at, ...SIZE });

describe('placing a tile', () => {
  test('never over an incident pin, always inside the map, wherever the camera is', () => {
    const place = fc.record({ x: fc.integer({ min: -300, max: 1700 }), y: fc.integer({ min: -300, max: 1200 }) });
    fc.assert(
      fc.property(place, fc.array(place, { maxLength: 12 }), (camera, pinPlaces) => {
        const pins = pinPlaces.map((at) => ({ ...at, width: 58, height: 34 }));
        const tile = boxAt(placeTile(SIZE, camera, { map: MAP, forbidden: pins, tiles: [], cameras: [] }));
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
    const tile = boxAt(placeTile(SIZE, camera, { map: MAP, forbidden: [], tiles: [], cameras: [camera] }));
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
    const tiles = tiedCameras.map((at) => ({ box: null, camera: at }));
    const tile = boxAt(placeTile(SIZE, camera, { map: MAP, forbidden: [], tiles, cameras: [] }));
    for (const at of tiedCameras) expect(contains(tile, at)).toBe(false);
  });

  test('leaves every camera in sight where there is room for that', () => {
    const camera = { x: 700, y: 470 };
    const cameras = [camera, { x: 560, y: 470 }, { x: 840, y: 430 }, { x: 690, y: 610 }];
    const tile = boxAt(placeTile(SIZE, camera, { map: MAP, forbidden: [], tiles: [], cameras }));
    for (const at of cameras) expect(contains(tile, at)).toBe(false);
  });

  test('stands away from its camera, so that the leader is seen and can be followed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAP.width }), fc.integer({ min: 0, max: MAP.height }), (x, y) => {
        const edge = nearestOf(boxAt(placeTile(SIZE, { x, y }, { map: MAP, forbidden: [], tiles: [], cameras: [] })), { x, y });
        const length = Math.hypot(edge.x - x, edge.y - y);
        expect(length).toBeGreaterThanOrEqual(60);
        expect(length).toBeLessThanOrEqual(200);
      }),
      { numRuns: 60 },
    );
  });

  test('six tiles of neighbouring cameras lie neither over one another nor over their cameras, and no leader goes over a tile', () => {
    const cameras = Array.from({ length: 6 }, (_, n) => ({ x: 600 + n * 40, y: 450 + n * 20 }));
    const tiles: TiedTile[] = cameras.map((camera) => ({ box: null, camera }));
    for (const [n, camera] of cameras.entries()) {
      const others = tiles.filter((_, other) => other !== n);
      tiles[n] = { box: boxAt(placeTile(SIZE, camera, { map: MAP, forbidden: [], tiles: others, cameras })), camera };
    }
    for (const [n, { box, camera }] of tiles.entries()) {
      if (!box || !camera) throw new Error('a tile has no place');
      const leader = { from: nearestOf(box, camera), to: camera };
      for (const other of tiles.slice(n + 1)) expect(other.box && overlapArea(box, other.box)).toBe(0);
      for (const other of tiles) expect(other.box !== box && other.box !== null && crosses(leader, other.box)).toBe(false);
      for (const at of cameras) expect(contains(box, at)).toBe(false);
    }
  });

  test('on a map smaller than the tile there is still a place', () => {
    expect(placeTile(SIZE, { x: 10, y: 10 }, { map: { x: 0, y: 0, width: 100, height: 60 }, forbidden: [], tiles: [], cameras: [] })).toBeDefined();
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
    ['another tile came under it', camera, { ...free, tiles: [{ box: { x: 300, y: 200, width: 200, height: 100 }, camera: null }] }],
    ['the camera of another tile came under it', camera, { ...free, tiles: [{ box: null, camera: { x: 200, y: 180 } }] }],
    ['the map became smaller', camera, { ...free, map: { x: 0, y: 0, width: 300, height: 240 } }],
    ['its own camera came under it', { x: 200, y: 200 }, free],
  ])('moves when %s', (_, at, room) => {
    expect(mustMove(tile, at, room)).toBe(true);
  });
});
