import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { osdClockText } from '#main/simulator/osd/osd-clock.ts';
import { OsdStrip, stripAtlas, stripLayout } from '#main/simulator/osd/osd-strip.ts';
import { BACKGROUND } from '#main/simulator/osd/strip-image.ts';
import { joinAnnexB } from '#main/simulator/rtsp/annex-b.ts';
import { nalsWithStrip, prepareStandstill } from '#main/simulator/rtsp/prepared-picture.ts';
import { LoadedClip } from '#main/simulator/city/loaded-clip.ts';
import { PROFILE_SIZE, type ClipFiles, type ProfileName } from '#main/simulator/types.ts';
import { CLIP_SECONDS, FFMPEG, testClipLibrary } from './test-clips.ts';

const FRAMES = CLIP_SECONDS * 12;
const NAME = 'К-114 пр. Соборності / їжак Ґ';

/** Second of the epoch at which the test clips begin a loop. */
const START_SECOND = 1_795_196_528;

let directory: string;
let clip: ClipFiles;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'osd-strip-'));
  clip = await testClipLibrary(directory).ensure({ scene: 'avenue', look: 1, light: 'day', event: null });
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Decodes strictly: the slightest error of the stream fails. Returns the planes of every picture. */
function decode(stream: Buffer, profile: ProfileName): { luma: Buffer; whole: Buffer }[] {
  const args = ['-v', 'error', '-err_detect', 'explode', '-xerror', '-f', 'h264', '-i', 'pipe:0', '-f', 'rawvideo', '-pix_fmt', 'yuv420p', 'pipe:1'];
  const { status, stdout, stderr } = spawnSync(FFMPEG, args, { input: stream, maxBuffer: 1 << 30 });
  expect(stderr.toString()).toBe('');
  expect(status).toBe(0);
  const { width, height } = PROFILE_SIZE[profile];
  const size = (width * height * 3) / 2;
  return Array.from({ length: stdout.length / size }, (_, index) => {
    const whole = stdout.subarray(index * size, (index + 1) * size);
    return { luma: whole.subarray(0, width * height), whole };
  });
}

function withStrip(profile: ProfileName, path: string): Buffer {
  const loaded = new LoadedClip(readFileSync(path), profile);
  const strip = new OsdStrip(profile, NAME);
  const nals: Buffer[] = [];
  for (let frame = 0; frame < FRAMES; frame++) {
    strip.setClock(START_SECOND + Math.floor(frame / 12));
    nals.push(...nalsWithStrip(loaded.picture(frame), loaded.syntax, strip.image));
  }
  return joinAnnexB(nals);
}

/** The text at a place of a decoded strip, read by comparing every cell with every glyph that may stand there. */
function readText(luma: Buffer, profile: ProfileName, left: number, length: number, alphabet: string): string {
  const { width } = PROFILE_SIZE[profile];
  const { cellWidth, cellHeight, glyph } = stripAtlas(profile);
  let text = '';
  for (let index = 0; index < length; index++) {
    const matches = [...new Set(alphabet)].filter((character) => {
      const cell = glyph(character);
      for (let y = 0; y < cellHeight; y++) {
        for (let x = 0; x < cellWidth; x++) {
          if (luma[y * width + left + index * cellWidth + x] !== cell[y * cellWidth + x]) return false;
        }
      }
      return true;
    });
    text += matches.length === 1 ? matches[0] : '?';
  }
  return text;
}

describe.each<ProfileName>(['main', 'sub'])('the strip of a %s picture', (profile) => {
  it('shows the name and the running clock, and P pictures keep it', () => {
    const pictures = decode(withStrip(profile, profile === 'main' ? clip.mainPath : clip.subPath), profile);
    expect(pictures).toHaveLength(FRAMES);
    const { nameX, clockX } = stripLayout(profile, osdClockText(START_SECOND));
    const { width } = PROFILE_SIZE[profile];
    pictures.forEach(({ luma }, frame) => {
      const clock = osdClockText(START_SECOND + Math.floor(frame / 12));
      expect(readText(luma, profile, clockX, clock.length, '0123456789-: ')).toBe(clock);
      expect(readText(luma, profile, nameX, [...NAME].length, `${NAME}0123456789`)).toBe(NAME);
      const gap = nameX + [...NAME].length * stripAtlas(profile).cellWidth;
      const between = Buffer.alloc(clockX - gap, BACKGROUND.luma);
      for (let y = 0; y < PROFILE_SIZE[profile].stripMacroblockRows * 16; y++) {
        expect(luma.subarray(y * width + gap, y * width + clockX).equals(between)).toBe(true);
      }
    });
    expect(osdClockText(START_SECOND)).toMatch(/^\d\d-\d\d-\d{4} \d\d:\d\d:\d\d$/);
  });

  it('leaves the scene below as the encoder made it', () => {
    const path = profile === 'main' ? clip.mainPath : clip.subPath;
    const before = decode(readFileSync(path), profile);
    const after = decode(withStrip(profile, path), profile);
    const { width, height, stripMacroblockRows } = PROFILE_SIZE[profile];
    // Deblocking reaches three rows over the edge of the strip; prediction may carry these rows on within one second.
    const sceneTop = stripMacroblockRows * 16 + 16;
    after.forEach(({ whole }, frame) => {
      const original = before[frame]?.whole;
      expect(whole.subarray(sceneTop * width, height * width).equals(original?.subarray(sceneTop * width, height * width) ?? Buffer.alloc(0))).toBe(true);
    });
  });
});

it('tells Kyiv time, winter and summer', () => {
  expect(osdClockText(Date.UTC(2026, 10, 20, 15, 42, 8) / 1000)).toBe('20-11-2026 17:42:08');
  expect(osdClockText(Date.UTC(2026, 6, 1, 21, 0, 0) / 1000)).toBe('02-07-2026 00:00:00');
});

it('a stuck encoder repeats its picture to the last pixel', () => {
  const loaded = new LoadedClip(readFileSync(clip.subPath), 'sub');
  const strip = new OsdStrip('sub', NAME);
  strip.setClock(START_SECOND);
  const nals = nalsWithStrip(loaded.picture(0), loaded.syntax, strip.image);
  for (let frame = 1; frame < 12; frame++) nals.push(...nalsWithStrip(prepareStandstill(loaded.coded(frame), loaded.syntax), loaded.syntax, strip.image));
  const pictures = decode(joinAnnexB(nals), 'sub');
  expect(pictures).toHaveLength(12);
  for (const { whole } of pictures) expect(whole.equals(pictures[0]?.whole ?? Buffer.alloc(0))).toBe(true);
});

it('shortens a name that would run into the clock', () => {
  const strip = new OsdStrip('sub', 'К-114 '.padEnd(200, 'Ж'));
  strip.setClock(START_SECOND);
  const { clockX } = stripLayout('sub', osdClockText(START_SECOND));
  for (let y = 0; y < 16; y++) for (let x = clockX - 6; x < clockX; x++) expect(strip.image.lumaAt(x, y)).toBe(BACKGROUND.luma);
});
