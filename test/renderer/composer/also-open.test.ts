import { expect, test } from 'vitest';
import type { IncidentRow } from '#shared/contract/incidents.ts';
import { offsetPosition } from '#shared/domain/geo.ts';
import { alsoOpenNear, NEAR_M } from '#renderer/features/composer/also-open.ts';

const HERE = { lat: 50.75, lng: 25.32 };
const incident = (number: string, metres: number | null): IncidentRow =>
  ({ number, position: metres === null ? null : offsetPosition(HERE, 40, metres) }) as IncidentRow;

test('open incidents within reach are named, nearest first', () => {
  const found = alsoOpenNear(HERE, [incident('far', NEAR_M + 20), incident('b', 200), incident('a', 30), incident('nowhere', null)]);
  expect(found.map(({ row }) => row.number)).toEqual(['a', 'b']);
});

test('without a place nothing is near', () => {
  expect(alsoOpenNear(null, [incident('a', 10)])).toEqual([]);
});
