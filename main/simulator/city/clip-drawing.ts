import { setTimeout as rest } from 'node:timers/promises';
import type { SimulatorLog } from '../log.ts';
import type { ClipKey } from '../types.ts';
import { clipName, type ClipStore } from './clip-store.ts';
import type { SimulatedCamera } from './simulated-camera.ts';

export interface DrawingProgress {
  done: number;
  total: number;
  clip: string;
}

export interface DrawingOptions {
  cameras: readonly SimulatedCamera[];
  clips: ClipStore;
  /** How many clips are drawn at the same time while cameras wait for theirs. */
  parallel: number;
  onProgress: (progress: DrawingProgress) => void;
  log: SimulatorLog;
  signal: AbortSignal;
}

const ATTEMPTS = 2;

/**
 * Gives every camera something to show for the present light, bringing each up as soon as it is there: its clip, or
 * the sketch of it. Cameras of one scene and look share a clip. Resolves when the last is up; a camera whose picture
 * cannot be drawn stays starting.
 */
export async function sketchFirstClips({ cameras, clips, parallel, onProgress, log, signal }: DrawingOptions): Promise<void> {
  const first = [...firstClips(cameras)];
  const total = first.length;
  let done = 0;
  await inParallel(first, parallel, signal, async ([name, { key, shownBy }]) => {
    if (await tried(() => clips.sketch(key, signal), key, log, signal)) for (const camera of shownBy) camera.bringUp();
    onProgress({ done: ++done, total, clip: name });
  });
}

/** Draws the whole of those clips, one at a time: what is shown already must not stutter for it. */
export async function drawFirstClips({ cameras, clips, onProgress, log, signal }: DrawingOptions): Promise<void> {
  const first = firstClips(cameras);
  let done = 0;
  for (const [name, { key }] of first) {
    if (signal.aborted) return;
    await draw(clips, key, log, signal);
    onProgress({ done: ++done, total: first.size, clip: name });
  }
}

function firstClips(cameras: readonly SimulatedCamera[]): Map<string, { key: ClipKey; shownBy: SimulatedCamera[] }> {
  const first = new Map<string, { key: ClipKey; shownBy: SimulatedCamera[] }>();
  for (const camera of cameras) {
    const key = camera.clip(camera.light(), null);
    const entry = first.get(clipName(key)) ?? { key, shownBy: [] };
    entry.shownBy.push(camera);
    first.set(clipName(key), entry);
  }
  return first;
}

async function inParallel<T>(items: T[], atOnce: number, signal: AbortSignal, each: (item: T) => Promise<void>): Promise<void> {
  const work = async (): Promise<void> => {
    for (let next = items.shift(); next !== undefined && !signal.aborted; next = items.shift()) await each(next);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

/** Of the time a later clip takes to draw, this share is rested before the next: the console needs the processor more. */
const REST_SHARE = 1;

/**
 * Draws, one at a time, what may be needed later: what can happen in this light, then the other light. A camera whose
 * first clip could not be drawn gets another chance.
 */
export async function drawOtherClips({ cameras, clips, log, signal }: DrawingOptions): Promise<void> {
  const later = new Map<string, ClipKey>();
  const remember = (key: ClipKey): unknown => later.set(clipName(key), key);
  for (const camera of cameras) if (camera.state === 'starting') remember(camera.clip(camera.light(), null));
  for (const camera of cameras) for (const event of camera.description.events) remember(camera.clip(camera.light(), event));
  for (const camera of cameras) remember(camera.clip(otherLight(camera), null));
  for (const camera of cameras) for (const event of camera.description.events) remember(camera.clip(otherLight(camera), event));
  for (const key of later.values()) {
    const begunMs = performance.now();
    await draw(clips, key, log, signal);
    if (signal.aborted) return;
    for (const camera of cameras) if (camera.state === 'starting' && camera.wantedClips().some((wanted) => clips.isDrawn(wanted))) camera.bringUp();
    await rest((performance.now() - begunMs) * REST_SHARE, undefined, { signal }).catch(() => undefined);
  }
}

function otherLight(camera: SimulatedCamera): 'day' | 'night' {
  return camera.light() === 'day' ? 'night' : 'day';
}

function draw(clips: ClipStore, key: ClipKey, log: SimulatorLog, signal: AbortSignal): Promise<boolean> {
  return tried(() => clips.draw(key, signal), key, log, signal);
}

/** True when `drawing` succeeded, at the second try at the latest. */
async function tried(drawing: () => Promise<void>, key: ClipKey, log: SimulatorLog, signal: AbortSignal): Promise<boolean> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    try {
      await drawing();
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      log.error({ clip: clipName(key), attempt, err: error }, 'Could not draw a clip');
    }
  }
  return false;
}
