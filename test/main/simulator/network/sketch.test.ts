import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ClipStore } from '#main/simulator/city/clip-store.ts';
import type { ClipFiles, ClipKey, ClipLibrary } from '#main/simulator/types.ts';
import { startTestCity } from './test-city.ts';
import { testClipLibrary } from './test-clips.ts';

const KEY: ClipKey = { scene: 'avenue', look: 1, light: 'day', event: null };
const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

let dir: string;
let sketches: ClipLibrary;
let whole: { library: ClipLibrary; release: () => void; isThere: boolean };

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lubart-sketch-'));
  const pictures = testClipLibrary(dir);
  sketches = pictures;
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  whole = {
    release: () => release(),
    isThere: false,
    // Another picture than the sketch's, so that the two can be told apart.
    library: {
      isThere: () => Promise.resolve(whole.isThere),
      ensure: (key): Promise<ClipFiles> => released.then(() => pictures.ensure({ ...key, event: 'crash' })),
    },
  };
});

afterEach(() => rmSync(dir, { recursive: true, force: true }));

it('brings a camera up with its sketch while the clip is still being drawn', async () => {
  const city = await startTestCity({ cameraCount: 1, clips: whole.library, sketches });
  try {
    await city.simulator.allCamerasUp;
    expect(city.simulator.cameras.map((camera) => camera.state)).toEqual(['up']);
  } finally {
    whole.release();
    await city.close();
  }
});

it('shows the clip in place of the sketch once it is drawn, without a moment of nothing', async () => {
  const store = new ClipStore(whole.library, silent, sketches);
  await store.sketch(KEY);
  const sketch = await store.load(KEY, 'main');
  expect(store.get(KEY, 'main')).toBe(sketch);
  whole.release();
  await store.draw(KEY);
  const clip = store.get(KEY, 'main');
  expect(clip).not.toBeNull();
  expect(
    clip
      ?.coded(0)
      .nals.at(-1)
      ?.equals(sketch.coded(0).nals.at(-1) ?? Buffer.alloc(0)),
  ).toBe(false);
  store.close();
});

it('makes no sketch of a clip that is in the cache', async () => {
  whole.isThere = true;
  whole.release();
  const store = new ClipStore(whole.library, silent, {
    isThere: () => Promise.resolve(false),
    ensure: () => Promise.reject(new Error('no sketch was needed')),
  });
  await store.sketch(KEY);
  expect(store.isDrawn(KEY)).toBe(true);
  store.close();
});
