import { FRAMES_PER_SECOND, LOOP_SECONDS } from '../../types.ts';

export const LOOP_FRAMES = FRAMES_PER_SECOND * LOOP_SECONDS;

/** Seconds into the loop. */
export function secondsAt(frame: number): number {
  return frame / FRAMES_PER_SECOND;
}

/** The remainder that is never negative. */
export function wrap(value: number, period: number): number {
  return ((value % period) + period) % period;
}

export function smoothStep(from: number, to: number, value: number): number {
  const t = Math.max(0, Math.min(1, (value - from) / (to - from)));
  return t * t * (3 - 2 * t);
}

/**
 * How strongly something that begins and ends within the loop is there: grows until `full`, stays, and is gone at the
 * loop's end, where the loop begins again without it.
 */
export function episode(seconds: number, begins: number, full: number, fades: number, ends = LOOP_SECONDS): number {
  return smoothStep(begins, full, seconds) * (1 - smoothStep(fades, ends, seconds));
}
