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
 * Draws what the cameras need for the present light, bringing each up as soon as its clip is there; resolves when the
 * last is up. Cameras of one scene and look share a clip. A clip that cannot be drawn leaves its cameras starting.
 */
export async function drawFirstClips({ cameras, clips, parallel, onProgress, log, signal }: DrawingOptions): Promise<void> {
  const waiting = new Map<string, { key: ClipKey; cameras: SimulatedCamera[] }>();
  for (const camera of cameras) {
    const key = camera.clip(camera.light(), null);
    const entry = waiting.get(clipName(key)) ?? { key, cameras: [] };
    entry.cameras.push(camera);
    waiting.set(clipName(key), entry);
  }
  const total = waiting.size;
  let done = 0;
  const queue = [...waiting];
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next && !signal.aborted; next = queue.shift()) {
      const [name, entry] = next;
      if (await draw(clips, entry.key, log, signal)) for (const camera of entry.cameras) camera.bringUp();
      onProgress({ done: ++done, total, clip: name });
    }
  };
  await Promise.all(Array.from({ length: parallel }, work));
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

async function draw(clips: ClipStore, key: ClipKey, log: SimulatorLog, signal: AbortSignal): Promise<boolean> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    try {
      await clips.draw(key, signal);
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      log.error({ clip: clipName(key), attempt, err: error }, 'Could not draw a clip');
    }
  }
  return false;
}
