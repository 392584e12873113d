// @vitest-environment jsdom
import { beforeEach, expect, test } from 'vitest';
import type { Camera } from '#shared/contract/cameras.ts';
import { addFirst, endFirst, isFirst, showFirst } from '#renderer/features/monitor/first-tiles.ts';
import { closeTile, putOnWall, setView, useMonitor } from '#renderer/features/monitor/store.ts';

const camera = (n: number, more: Partial<Camera> = {}): Camera =>
  ({ id: `camera-${n}`, position: { lat: 50.75, lng: 25.32 }, state: 'opening', ...more }) as Camera;
const cameras = (count: number) => Array.from({ length: count }, (_, n) => camera(n + 1));
const onWall = () => useMonitor.getState().wallCameraIds.filter((id) => id !== null);
const onMap = () => useMonitor.getState().mapTiles.map((tile) => tile.cameraId);

beforeEach(() => {
  useMonitor.setState(useMonitor.getInitialState());
  showFirst([]);
});

test('a centre that opens fills the screen as its cameras come in, each keeping its place', () => {
  addFirst([camera(2)]);
  expect(useMonitor.getState().focus).toEqual({ index: 0, cameraId: 'camera-2' });
  addFirst(cameras(3));
  expect(onWall()).toEqual(['camera-2', 'camera-1', 'camera-3']);
  addFirst(cameras(16));
  expect(onWall()).toHaveLength(9);
  expect(onWall().slice(0, 3)).toEqual(['camera-2', 'camera-1', 'camera-3']);
  expect(onMap()).toEqual(['camera-2', 'camera-1', 'camera-3', 'camera-4', 'camera-5']);
});

test('another view chosen meanwhile stays, and is filled as well', () => {
  setView('wall');
  addFirst(cameras(2));
  expect(useMonitor.getState()).toMatchObject({ view: 'wall', focus: { index: 0, cameraId: 'camera-1' } });
});

test('once the person changed what is shown, nothing is added', () => {
  addFirst(cameras(2));
  putOnWall('camera-2', 0);
  addFirst(cameras(5));
  expect(onWall()).toEqual(['camera-2', 'camera-2']);
  showFirst(cameras(2));
  closeTile(0);
  addFirst(cameras(5));
  expect(onMap()).toEqual(['camera-2']);
});

test('a layout is never added to', () => {
  endFirst();
  addFirst(cameras(3));
  expect(onWall()).toEqual([]);
});

test('cameras without a place are not among the first; one that is only not watched is', () => {
  addFirst([camera(1, { position: null }), camera(2, { state: 'off' }), camera(3)]);
  expect(onWall()).toEqual(['camera-2', 'camera-3']);
});

test('the first tiles of the map are spread over it, those in one heap come last', () => {
  const north = (n: number, metres: number) => camera(n, { position: { lat: 50.75 + metres / 111_195, lng: 25.32 } });
  showFirst([north(1, 0), north(2, 100), north(3, 200), north(4, 700), north(5, 1_400), north(6, 2_100)]);
  expect(onMap()).toEqual(['camera-1', 'camera-4', 'camera-5', 'camera-6', 'camera-2']);
  expect(onWall().slice(0, 3)).toEqual(['camera-1', 'camera-2', 'camera-3']);
});

test('it is the first arrangement until the person changes it', () => {
  addFirst(cameras(2));
  expect(isFirst()).toBe(true);
  closeTile(0);
  expect(isFirst()).toBe(false);
});
