import { frameNumberAt, frameTimeMs } from '../rtsp/rtp-clock.ts';
import type { SimulatedCamera } from './simulated-camera.ts';

/**
 * Cameras are served in groups, a few milliseconds apart, so that a large city does not send all its key frames
 * in one burst. The last group is this much later than the first.
 */
const GROUPS = 8;
const GROUP_STEP_MS = 5;

/** A process that was held up for longer skips what it missed instead of sending it all at once. */
const MAX_CATCH_UP_FRAMES = 6;

/** Calls every camera once for every frame of the wall clock. Returns what stops it. */
export function startFrameTicker(cameras: readonly SimulatedCamera[]): () => void {
  const groups: SimulatedCamera[][] = Array.from({ length: GROUPS }, () => []);
  cameras.forEach((camera, index) => groups[index % GROUPS]?.push(camera));
  const tickers = groups.filter((group) => group.length > 0).map((group, index) => startGroup(group, index * GROUP_STEP_MS));
  return () => {
    for (const stop of tickers) stop();
  };
}

function startGroup(cameras: readonly SimulatedCamera[], offsetMs: number): () => void {
  let last = frameNumberAt(Date.now() - offsetMs);
  let timer: NodeJS.Timeout;
  const plan = (): void => {
    timer = setTimeout(run, Math.max(1, Math.ceil(frameTimeMs(last + 1) + offsetMs - Date.now())));
  };
  const run = (): void => {
    const now = frameNumberAt(Date.now() - offsetMs);
    if (now - last > MAX_CATCH_UP_FRAMES || now < last) last = now - 1;
    while (last < now) {
      last++;
      for (const camera of cameras) camera.tick(last);
    }
    plan();
  };
  plan();
  return () => clearTimeout(timer);
}
