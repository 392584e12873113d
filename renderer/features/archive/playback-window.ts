/** Which stretch of a camera is opened to play a moment. Pure. */
import type { Stretch } from './lane-view.ts';

const STEP_MS = 10 * 60_000;
const LENGTH_MS = 60 * 60_000;
/** So that a little stepping back from a round time opens nothing new. */
const AIR_MS = 60_000;

/**
 * An hour that begins at whole ten minutes, so that nearby jumps stay in what is open: every opening is logged. It may
 * end in the future; the same opening then shows more each time it is loaded.
 */
export function playbackWindow(at: number): Stretch {
  const from = Math.max(0, Math.floor((at - AIR_MS) / STEP_MS) * STEP_MS);
  return { from, to: from + LENGTH_MS };
}

/** A moment stays in what is open as long as it is inside. */
export function windowFor(at: number, open: Stretch | null): Stretch {
  return open !== null && at >= open.from && at < open.to ? open : playbackWindow(at);
}
