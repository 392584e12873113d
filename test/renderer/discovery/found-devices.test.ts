import { expect, test } from 'vitest';
import type { FoundDevice } from '#shared/contract/discovery.ts';
import { batchesOf, choose, knownCamera, tally, toggled, withDevice, type Outcome } from '#renderer/features/discovery/found-devices.ts';

const device = (endpoint: string, cameraId: string | null = null): FoundDevice => ({
  endpoint,
  address: `http://10.0.0.1/${endpoint}`,
  name: endpoint,
  hardware: '',
  place: '',
  district: '',
  cameraId,
});
const DEVICES = [device('a', 'camera-a'), device('b'), device('c')];
const outcomes = new Map<string, Outcome>([
  ['b', { kind: 'failed', code: 'CAMERA_REFUSED' }],
  ['c', { kind: 'taken', cameraId: 'camera-c', wasKnown: false }],
]);

test('a device that answers twice stands once, where it stood, as it answered last', () => {
  const again = withDevice(DEVICES, { ...device('b'), name: 'renamed' });
  expect(again.map((each) => each.name)).toEqual(['a', 'renamed', 'c']);
});

test('known is what the register knows now, also when it was entered after the answer', () => {
  const register = [{ id: 'camera-c', number: 'К-3', endpoint: 'c' }];
  expect(knownCamera(device('c'), register)).toEqual({ id: 'camera-c', number: 'К-3' });
  expect(knownCamera(device('a', 'camera-a'), register)).toBeNull();
});

test('all, the new ones, those that failed, none', () => {
  const isKnown = (each: FoundDevice): boolean => each.cameraId !== null;
  const chosen = (choice: Parameters<typeof choose>[0]): string[] => [...choose(choice, DEVICES, isKnown, outcomes)];
  expect(chosen('all')).toEqual(['a', 'b', 'c']);
  expect(chosen('new')).toEqual(['b', 'c']);
  expect(chosen('failed')).toEqual(['b']);
  expect(chosen('none')).toEqual([]);
  expect([...toggled(toggled(new Set(['a']), 'b'), 'a')]).toEqual(['b']);
});

test('outcomes are told apart and batches leave nobody out', () => {
  expect(tally(outcomes)).toEqual({ taken: 1, failed: 1, done: 2, total: 2 });
  expect(batchesOf([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  expect(batchesOf([], 2)).toEqual([]);
});
