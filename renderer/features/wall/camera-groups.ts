/** The list of cameras: found by typing, filtered, in groups of their districts. */
import type { Camera } from '#shared/contract/cameras.ts';

export type ListFilter = 'all' | 'on-wall' | 'not-live' | 'ptz';

export interface CameraGroup {
  district: string;
  cameras: Camera[];
  /** Of how many in the district, before the filter. */
  total: number;
}

const fold = (text: string): string =>
  text
    .toLocaleLowerCase('uk')
    .normalize('NFD')
    .replace(/[\u0300-\u036f’'ʼ«»"-]/g, '');

/** True when every typed word is somewhere in number, place or district. */
export function matchesText(camera: Pick<Camera, 'number' | 'place' | 'district'>, text: string): boolean {
  const haystack = fold(`${camera.number} ${camera.place} ${camera.district}`);
  return fold(text)
    .split(/\s+/)
    .every((word) => haystack.includes(word));
}

/** Somebody should look: no moving picture, and not only because nobody watches. */
export function isNotLive(camera: Pick<Camera, 'state'>): boolean {
  return camera.state !== 'streaming' && camera.state !== 'off' && camera.state !== 'opening';
}

export function passesFilter(camera: Camera, filter: ListFilter, onWall: ReadonlySet<string>): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'on-wall':
      return onWall.has(camera.id);
    case 'not-live':
      return isNotLive(camera);
    case 'ptz':
      return camera.hasPtz;
  }
}

/** Groups by district in the order of their first camera; within one by number. */
export function groupCameras(cameras: readonly Camera[], text: string, filter: ListFilter, onWall: ReadonlySet<string>): CameraGroup[] {
  const groups = new Map<string, CameraGroup>();
  for (const camera of [...cameras].sort((a, b) => a.number.localeCompare(b.number, 'uk', { numeric: true }))) {
    const group = groups.get(camera.district) ?? { district: camera.district, cameras: [], total: 0 };
    group.total += 1;
    if (passesFilter(camera, filter, onWall) && matchesText(camera, text)) group.cameras.push(camera);
    groups.set(camera.district, group);
  }
  return [...groups.values()].filter((group) => group.cameras.length > 0);
}
