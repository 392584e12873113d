/** The register as a table: found by typing, filtered, what needs a look first; and the estate in numbers. Pure. */
import type { Camera } from '#shared/contract/cameras.ts';
import { markStateOf, type MarkState } from '#renderer/features/map/marks.ts';

export const REGISTER_FILTERS = ['all', 'look', 'live', 'off', 'not-recorded', 'unplaced'] as const;
export type RegisterFilter = (typeof REGISTER_FILTERS)[number];

export interface Narrowing {
  search: string;
  filter: RegisterFilter;
}

const fold = (text: string): string =>
  text
    .toLocaleLowerCase('uk')
    .normalize('NFD')
    .replace(/[\u0300-\u036f’'ʼ«»"]/g, '');

function searched({ number, place, district, maker, model, address, serial }: Camera): string {
  return fold(`${number} ${place} ${district} ${maker} ${model} ${address} ${serial}`);
}

function passes(camera: Camera, filter: RegisterFilter): boolean {
  const mark = markStateOf(camera.state);
  switch (filter) {
    case 'all':
      return true;
    case 'look':
      return mark === 'dead' || mark === 'late';
    case 'live':
      return mark === 'live';
    case 'off':
      return mark === 'off';
    case 'not-recorded':
      return !camera.isRecorded;
    case 'unplaced':
      return camera.position === null;
  }
}

/** Without a picture first, then late, then the rest. */
const ORDER: Record<MarkState, number> = { dead: 0, late: 1, opening: 2, off: 3, live: 3 };

/** What passes, cameras that need a look first, then by number as people count. */
export function registerRows(cameras: readonly Camera[], { search, filter }: Narrowing): Camera[] {
  const words = fold(search).split(/\s+/).filter(Boolean);
  return cameras
    .filter((camera) => passes(camera, filter) && words.every((word) => searched(camera).includes(word)))
    .sort((a, b) => ORDER[markStateOf(a.state)] - ORDER[markStateOf(b.state)] || a.number.localeCompare(b.number, 'uk', { numeric: true }));
}

export function countOf(cameras: readonly Camera[], filter: RegisterFilter): number {
  return cameras.filter((camera) => passes(camera, filter)).length;
}

export type Estate = Record<MarkState, number>;

export function estateOf(cameras: readonly Camera[]): Estate {
  const estate: Estate = { live: 0, opening: 0, late: 0, dead: 0, off: 0 };
  for (const camera of cameras) estate[markStateOf(camera.state)] += 1;
  return estate;
}

const CODEC_NAMES: Readonly<Record<string, string>> = { H264: 'H.264', H265: 'H.265' };

export function codecName(codec: string): string {
  return CODEC_NAMES[codec] ?? codec;
}

/** 1920×1080 */
export function pictureSize({ width, height }: { width: number; height: number }): string {
  return `${width}×${height}`;
}
