import { expect, test } from 'vitest';
import type { Camera } from '#shared/contract/cameras.ts';
import { nearestCameras } from '#renderer/features/monitor/nearest.ts';
import { newId } from '#renderer/api/new-id.ts';
import { idSchema } from '#shared/contract/scalars.ts';

const camera = (id: string, position: Camera['position']): Camera => ({ id, position }) as Camera;

test('nearest first, without itself and without cameras that nobody has placed', () => {
  const here = camera('here', { lat: 50.75, lng: 25.32 });
  const near = camera('near', { lat: 50.7505, lng: 25.32 });
  const far = camera('far', { lat: 50.76, lng: 25.34 });
  const unplaced = camera('unplaced', null);
  const found = nearestCameras(here, [far, here, unplaced, near], 4);
  expect(found.map((one) => one.camera.id)).toEqual(['near', 'far']);
  expect(found[0]?.metres).toBeCloseTo(55.6, 0);
  expect(nearestCameras(unplaced, [here], 4)).toEqual([]);
});

test('ids made at the desk pass the contract and sort by their time', () => {
  const ids = [1_000, 1_789_000_000_000, 1_789_000_000_001].map((at) => newId(at));
  for (const id of ids) expect(idSchema.safeParse(id).success).toBe(true);
  expect([...ids].sort()).toEqual(ids);
});
