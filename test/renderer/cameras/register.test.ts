import { expect, test } from 'vitest';
import type { Camera } from '#shared/contract/cameras.ts';
import { countOf, estateOf, registerRows } from '#renderer/features/cameras/register.ts';

const camera = (number: string, more: Partial<Camera> = {}): Camera =>
  ({
    id: number,
    number,
    place: 'вул. Винниченка',
    district: 'Центр',
    maker: 'Axis',
    model: 'P1455',
    address: '10.20.4.1:80',
    serial: 'ACCC8E',
    state: 'streaming',
    isRecorded: true,
    position: { lat: 50.7, lng: 25.3 },
    ...more,
  }) as Camera;

const CAMERAS = [
  camera('К-114'),
  camera('К-9', { model: 'M3086' }),
  camera('К-21', { state: 'unreachable', place: "в'їзд, вул. Рівненська" }),
  camera('К-5', { state: 'stalled', isRecorded: false }),
  camera('К-7', { state: 'off', position: null }),
];
const numbers = (search: string, filter: Parameters<typeof countOf>[1] = 'all'): string[] => registerRows(CAMERAS, { search, filter }).map((row) => row.number);

test('what gives no picture stands first, then what is late, the rest by number as people count', () => {
  expect(numbers('')).toEqual(['К-21', 'К-5', 'К-7', 'К-9', 'К-114']);
});

test('found by model and address too, however the apostrophe was typed', () => {
  expect(numbers('m3086')).toEqual(['К-9']);
  expect(numbers('вʼїзд')).toEqual(['К-21']);
  expect(numbers('10.20.4 axis 114')).toEqual(['К-114']);
  expect(numbers('нема')).toEqual([]);
});

test('each filter shows as many as its chip says', () => {
  for (const filter of ['all', 'look', 'live', 'off', 'not-recorded', 'unplaced'] as const) expect(numbers('', filter)).toHaveLength(countOf(CAMERAS, filter));
  expect(numbers('', 'look')).toEqual(['К-21', 'К-5']);
  expect(numbers('', 'unplaced')).toEqual(['К-7']);
});

test('the estate counts every camera once', () => {
  const estate = estateOf(CAMERAS);
  expect(estate).toEqual({ live: 2, opening: 0, late: 1, dead: 1, off: 1 });
});
