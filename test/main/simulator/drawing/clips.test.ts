import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClipLibrary } from '../../../../main/simulator/clips/index.ts';
import { FRAMES_PER_SECOND, type ClipFiles, type ClipKey } from '../../../../main/simulator/types.ts';
import { brightness, decodeGrey, difference, FFMPEG, readCodedLoop, type CodedLoop } from './coded-loop.ts';

const FRAMES = FRAMES_PER_SECOND * 3;
const PLAIN: ClipKey = { scene: 'avenue', look: 1, light: 'night', event: null };

let cacheDir = '';
const drawn: object[] = [];
const library = (frames = FRAMES) =>
  createClipLibrary({
    cacheDir,
    ffmpegPath: FFMPEG,
    frames,
    log: (_level, message, data) => {
      if (message === 'clip drawn') drawn.push(data ?? {});
    },
  });

beforeAll(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), 'clips-'));
});
afterAll(async () => {
  await rm(cacheDir, { recursive: true, force: true });
});

describe('a drawn loop', () => {
  let files: ClipFiles;
  let main: CodedLoop;
  let sub: CodedLoop;
  let pictures: Buffer[];
  beforeAll(async () => {
    files = await library().ensure(PLAIN);
    [main, sub] = await Promise.all([readCodedLoop(files.mainPath), readCodedLoop(files.subPath)]);
    pictures = await decodeGrey(files.mainPath, 320, 180);
  });

  it('decodes without errors to every picture, in both profiles', async () => {
    expect(pictures).toHaveLength(FRAMES);
    expect(await decodeGrey(files.subPath, 160, 90)).toHaveLength(FRAMES);
  });

  it('begins each second, and only it, with a key frame', () => {
    for (const loop of [main, sub]) {
      expect(loop.pictures.map((picture) => picture.isKeyFrame)).toEqual(Array.from({ length: FRAMES }, (_, i) => i % FRAMES_PER_SECOND === 0));
    }
  });

  it('splits every picture so that the first slice is the name strip', () => {
    const rows = Array.from({ length: 23 }, (_, i) => i);
    for (const picture of main.pictures) expect(picture.firstMacroblocks).toEqual(rows.map((i) => i * 160));
    for (const picture of sub.pictures) expect(picture.firstMacroblocks).toEqual(rows.map((i) => i * 40));
  });

  it('is baseline with one set of parameters and nothing but pictures', () => {
    for (const loop of [main, sub]) {
      expect(loop.otherNalTypes).toEqual(new Set());
      expect([loop.parameterSets.sps.size, loop.parameterSets.pps.size]).toEqual([1, 1]);
      // profile_idc 66 is baseline (H.264, A.2.1).
      expect([...loop.parameterSets.sps][0]?.slice(2, 4)).toBe('42');
    }
  });

  it('moves, and keeps the name strip dark and still', () => {
    const [first, later] = [pictures[0], pictures[18]];
    if (first === undefined || later === undefined) throw new Error('no pictures');
    expect(difference(first, later, 320)).toBeGreaterThan(0.3);
    const strip = { left: 0, top: 0, right: 1, bottom: 0.04 };
    expect(difference(first, later, 320, strip)).toBeLessThan(1.5);
    expect(brightness(first.subarray(0, 320 * 7))).toBeLessThan(24);
  });

  it('is darker by night than by day', async () => {
    const day = await library().ensure({ ...PLAIN, light: 'day' });
    const dayPictures = await decodeGrey(day.mainPath, 320, 180);
    const [night, noon] = [pictures[0], dayPictures[0]];
    if (night === undefined || noon === undefined) throw new Error('no pictures');
    expect(brightness(noon)).toBeGreaterThan(brightness(night) * 1.6);
  });
});

describe('the library', () => {
  it('draws a loop once, however often it is asked for', async () => {
    const key: ClipKey = { ...PLAIN, scene: 'park', look: 3 };
    drawn.length = 0;
    const shared = library(12);
    const fractions: number[] = [];
    const [a, b] = await Promise.all([shared.ensure(key, { onProgress: (fraction) => fractions.push(fraction) }), shared.ensure(key)]);
    expect(a).toEqual(b);
    expect(drawn).toHaveLength(1);
    expect(fractions[fractions.length - 1]).toBe(1);
    const { mtimeMs } = await stat(a.mainPath);
    expect(await library(12).ensure(key)).toEqual(a);
    expect((await stat(a.mainPath)).mtimeMs).toBe(mtimeMs);
  });

  it('leaves nothing half drawn when it is stopped', async () => {
    const stop = new AbortController();
    const key: ClipKey = { ...PLAIN, scene: 'yard', look: 9 };
    const drawing = library(576).ensure(key, { signal: stop.signal, onProgress: () => stop.abort() });
    await expect(drawing).rejects.toThrow();
    expect((await readdir(cacheDir)).filter((name) => name.startsWith('yard'))).toEqual([]);
  });

  it('lets one who leaves go without stopping the others', async () => {
    const stop = new AbortController();
    const key: ClipKey = { ...PLAIN, scene: 'square', look: 4 };
    const shared = library(24);
    const leaving = shared.ensure(key, { signal: stop.signal });
    const staying = shared.ensure(key, { onProgress: () => stop.abort() });
    await expect(leaving).rejects.toThrow();
    expect((await stat((await staying).mainPath)).size).toBeGreaterThan(1000);
  });

  it('survives two processes drawing the same loop at once', async () => {
    const key: ClipKey = { ...PLAIN, scene: 'stop', look: 5 };
    // Two libraries know nothing of each other, as two processes do not.
    const [a, b] = await Promise.all([library(12).ensure(key), library(12).ensure(key)]);
    expect(a).toEqual(b);
    expect(await decodeGrey(a.mainPath, 64, 36)).toHaveLength(12);
    expect((await readdir(cacheDir)).filter((name) => name.includes('partial'))).toEqual([]);
  });

  it('says why when ffmpeg is missing', async () => {
    const broken = createClipLibrary({ cacheDir, ffmpegPath: '/nonexistent/ffmpeg', frames: 12, log: () => undefined });
    await expect(broken.ensure({ ...PLAIN, look: 77 })).rejects.toThrow(/ENOENT/);
  });
});
