import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { alongLine, lineLength } from '#renderer/features/map/plan-labels.ts';
import { parsePlan, toWorld } from '#renderer/features/map/plan-source.ts';

const file = new URL('../../../resources/demo-city/plan.geojson', import.meta.url);
const json: unknown = JSON.parse(readFileSync(file, 'utf8'));

test('the demo city has its streets, river, parks, buildings, districts and castle', () => {
  const plan = parsePlan(json);
  for (const kind of ['street', 'river', 'park', 'building', 'district', 'square', 'railway', 'castle', 'water-label', 'place', 'lane']) {
    expect(plan.get(kind)?.length, kind).toBeGreaterThan(0);
  }
  const names = plan.get('street')?.map((street) => street.properties.name);
  expect(names).toContain('пр. Волі');
  expect(names).toContain('вул. Лесі Українки');
  expect(plan.get('river')?.[0]?.properties.name).toBe('Стир');
});

test('every demo camera stands on the plan', () => {
  const { cameras } = JSON.parse(readFileSync(new URL('../../../resources/demo-city/cameras.json', import.meta.url), 'utf8')) as {
    cameras: { latitude: number; longitude: number }[];
  };
  const [west, south, east, north] = (json as { bbox: [number, number, number, number] }).bbox;
  for (const { latitude, longitude } of cameras) {
    expect(latitude).toBeGreaterThan(south);
    expect(latitude).toBeLessThan(north);
    expect(longitude).toBeGreaterThan(west);
    expect(longitude).toBeLessThan(east);
  }
});

test('something that is no plan is refused', () => {
  expect(() => parsePlan({ type: 'FeatureCollection', features: [{ properties: {}, geometry: null }] })).toThrow();
  expect(() => parsePlan('<html>')).toThrow();
});

test('mercator puts Lutsk where tile servers do', () => {
  // Zoom 12 tile of 25.325 E, 50.747 N is 2336/1375.
  const { x, y } = toWorld(25.325, 50.747);
  expect([Math.floor((x * 2 ** 12) / 256), Math.floor((y * 2 ** 12) / 256)]).toEqual([2336, 1375]);
});

test('letters follow a bent street', () => {
  const street = [
    [0, 0],
    [100, 0],
    [100, 100],
  ] as const;
  expect(lineLength(street)).toBe(200);
  expect(alongLine(street, 50)).toEqual({ x: 50, y: 0, angle: 0 });
  expect(alongLine(street, 150)).toEqual({ x: 100, y: 50, angle: Math.PI / 2 });
  expect(alongLine(street, 201)).toBeNull();
});
