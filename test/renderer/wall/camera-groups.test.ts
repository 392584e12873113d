import { expect, test } from 'vitest';
import type { Camera } from '#shared/contract/cameras.ts';
import { groupCameras, matchesText } from '#renderer/features/wall/camera-groups.ts';

const camera = (number: string, place: string, district: string, state: Camera['state'] = 'streaming', hasPtz = false): Camera =>
  ({ id: number, number, place, district, state, hasPtz }) as Camera;

const CAMERAS = [
  camera('К-114', 'пр. Соборності / пр. Молоді', '33 мікрорайон'),
  camera('К-8', 'Театральний майдан', 'Центр', 'streaming', true),
  camera('К-21', 'Київський майдан', 'Центр', 'unreachable'),
  camera('К-118', 'пр. Соборності, 50', '33 мікрорайон', 'off'),
];
const NONE = new Set<string>();

test('found by any part of number, place or district, in any order', () => {
  const numbers = (text: string): string[] => groupCameras(CAMERAS, text, 'all', NONE).flatMap((group) => group.cameras.map((one) => one.number));
  expect(numbers('собор')).toEqual(['К-114', 'К-118']);
  expect(numbers('молоді 114')).toEqual(['К-114']);
  expect(numbers('МАЙДАН центр')).toEqual(['К-8', 'К-21']);
  expect(numbers('нема такого')).toEqual([]);
  expect(matchesText({ number: 'К-1', place: 'зупинка «Львівська»', district: '' }, 'зупинка львівська')).toBe(true);
});

test('groups say how many of how many', () => {
  const groups = groupCameras(CAMERAS, 'київськ', 'all', NONE);
  expect(groups).toMatchObject([{ district: 'Центр', total: 2 }]);
});

test('"not live" is what somebody should look at: one nobody watches is not', () => {
  const shown = (filter: 'not-live' | 'ptz' | 'on-wall'): string[] =>
    groupCameras(CAMERAS, '', filter, new Set(['К-114'])).flatMap((group) => group.cameras.map((one) => one.number));
  expect(shown('not-live')).toEqual(['К-21']);
  expect(shown('ptz')).toEqual(['К-8']);
  expect(shown('on-wall')).toEqual(['К-114']);
});
