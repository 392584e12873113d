import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClipLibrary } from '../../../../main/simulator/clips/index.ts';
import { createLiveViewFactory } from '../../../../main/simulator/live-view/index.ts';
import { FRAMES_PER_SECOND, type AccessUnit, type LiveView, type ProfileName } from '../../../../main/simulator/types.ts';
import { brightness, decodeGrey, difference, FFMPEG, firstMacroblockOf, readCodedLoop } from './coded-loop.ts';

const silent = (): void => undefined;
const factory = createLiveViewFactory({ ffmpegPath: FFMPEG, log: silent });
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'live-view-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Collects pictures until both profiles have `count`. */
function collect(view: LiveView, count: number): Promise<Record<ProfileName, AccessUnit[]>> {
  const pictures: Record<ProfileName, AccessUnit[]> = { main: [], sub: [] };
  return new Promise((resolve, reject) => {
    view.onEnd((reason) => {
      reject(reason ?? new Error('closed'));
    });
    view.onPicture((profile, picture) => {
      pictures[profile].push(picture);
      if (pictures.main.length >= count && pictures.sub.length >= count) resolve(pictures);
    });
  });
}

async function decode(pictures: readonly AccessUnit[], name: string): Promise<Buffer[]> {
  const path = join(folder, name);
  await writeFile(path, Buffer.concat(pictures.flatMap((picture) => picture.nals.flatMap((nal) => [Buffer.of(0, 0, 0, 1), nal]))));
  return decodeGrey(path, 320, 180);
}

function ffmpegsOf(pid: number): string[] {
  const rows = execFileSync('ps', ['-o', 'pid=,comm=', '--ppid', String(pid)], { encoding: 'utf8' }).split('\n');
  return rows.filter((row) => row.includes('ffmpeg'));
}

describe('a live view', () => {
  it('gives both profiles in step, a key frame each second, slices and parameter sets as in the clips', async () => {
    const view = await factory.open('avenue', 1, 'night', null, { pan: 0, tilt: 0, zoom: 0 });
    const pictures = await collect(view, FRAMES_PER_SECOND * 2 + 2);
    await view.close();
    for (const profile of ['main', 'sub'] as const) {
      const keys = pictures[profile].flatMap((picture, i) => (picture.isKeyFrame ? [i] : []));
      expect(keys[0]).toBe(0);
      // The first second may be short: the view begins within it.
      expect(keys.slice(2).every((key, i) => key - (keys[i + 1] ?? 0) === FRAMES_PER_SECOND)).toBe(true);
      expect(keys.length).toBeGreaterThanOrEqual(2);
    }
    const step = { main: 160, sub: 40 };
    for (const profile of ['main', 'sub'] as const) {
      for (const picture of pictures[profile]) {
        const slices = picture.nals.filter((nal) => [1, 5].includes((nal[0] ?? 0) & 31));
        expect(slices.map(firstMacroblockOf)).toEqual(Array.from({ length: 23 }, (_, i) => i * step[profile]));
      }
    }
    const library = createClipLibrary({ cacheDir: folder, ffmpegPath: FFMPEG, frames: 12, log: silent });
    const files = await library.ensure({ scene: 'avenue', look: 1, light: 'night', event: null });
    for (const [profile, path] of [
      ['main', files.mainPath],
      ['sub', files.subPath],
    ] as const) {
      const clip = await readCodedLoop(path);
      const [sps, pps] = pictures[profile][0]?.nals ?? [];
      expect([sps?.toString('hex')]).toEqual([...clip.parameterSets.sps]);
      expect([pps?.toString('hex')]).toEqual([...clip.parameterSets.pps]);
    }
  });

  it('turns, zooms and changes the hour without a new stream, and leaves no process behind', async () => {
    const view = await factory.open('crossroad', 2, 'night', null, { pan: 0, tilt: 0, zoom: 0 });
    const before = ffmpegsOf(process.pid).length;
    expect(before).toBeGreaterThan(0);
    const ended: (Error | null)[] = [];
    const all: AccessUnit[] = [];
    const reached = (count: number): Promise<void> =>
      new Promise((resolve) => {
        view.onPicture((profile, picture) => {
          if (profile === 'main' && picture.nals.length > 0 && all.length >= count) resolve();
        });
      });
    view.onPicture((profile, picture) => {
      if (profile === 'main') all.push(picture);
    });
    await reached(4);
    view.setPosition({ pan: 0.5, tilt: 0.1, zoom: 0.3 });
    await reached(FRAMES_PER_SECOND * 2);
    view.setScene('day', 'crash');
    // Pictures on their way through the encoder still show the night; a busy machine has many of them.
    await reached(FRAMES_PER_SECOND * 6);
    view.onEnd((reason) => ended.push(reason));
    await view.close();
    expect(ended).toEqual([null]);
    expect(ffmpegsOf(process.pid).length).toBeLessThan(before);
    const pictures = await decode(all, 'turned.h264');
    const [home, turned, day] = [pictures[0], pictures[FRAMES_PER_SECOND * 2 - 4], pictures[pictures.length - 1]];
    if (home === undefined || turned === undefined || day === undefined) throw new Error('no pictures');
    expect(difference(home, turned, 320)).toBeGreaterThan(8);
    expect(brightness(day)).toBeGreaterThan(brightness(turned) * 1.25);
  });

  it('tells when its encoder dies', async () => {
    const view = await factory.open('park', 0, 'day', null, { pan: 0, tilt: 0, zoom: 0 });
    const reason = new Promise<Error | null>((resolve) => {
      view.onEnd(resolve);
    });
    const [row] = ffmpegsOf(process.pid);
    process.kill(Number.parseInt(row ?? '', 10), 'SIGKILL');
    expect((await reason)?.message).toMatch(/SIGKILL/);
    await view.close();
  });

  it('cannot be opened without ffmpeg', async () => {
    const broken = createLiveViewFactory({ ffmpegPath: '/nonexistent/ffmpeg', log: silent });
    await expect(broken.open('park', 0, 'day', null, { pan: 0, tilt: 0, zoom: 0 })).rejects.toThrow(/ENOENT/);
  });
});
