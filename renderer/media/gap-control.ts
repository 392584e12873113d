/**
 * How close to the newest frame a live picture plays. A wide gap is old news, a gap of nothing stutters: the speed is
 * nudged to stay near a tenth of a second, and a picture that fell far behind jumps. Values from measurements with
 * 10 and 15 frames a second over one to twenty-five tiles.
 */

/** What to do with the playhead: play at `rate`, or jump to `seekTo` (media time in seconds). */
export type GapStep = { kind: 'rate'; rate: number } | { kind: 'seek'; seekTo: number };

/** Farther behind than this the playhead jumps. */
const JUMP_GAP_S = 1.5;
/** After a jump this much is kept in hand. */
const KEEP_IN_HAND_S = 0.15;

/** Seconds of past pictures left in the buffer; older ones are removed. */
export const KEEP_PAST_S = 5;

/** The step for a buffer [`startS`, `endS`] and the playhead `currentS`, all media time in seconds. */
export function gapStep(startS: number, endS: number, currentS: number): GapStep {
  const gap = endS - currentS;
  const behindTheBuffer = currentS < startS;
  const ahead = gap < -KEEP_IN_HAND_S;
  if (behindTheBuffer || ahead || gap > JUMP_GAP_S) return { kind: 'seek', seekTo: Math.max(startS, endS - KEEP_IN_HAND_S) };
  if (gap > 0.35) return { kind: 'rate', rate: 1.25 };
  if (gap > 0.2) return { kind: 'rate', rate: 1.06 };
  if (gap < 0.05) return { kind: 'rate', rate: 0.9 };
  return { kind: 'rate', rate: 1 };
}

/** The span of past pictures to remove from the buffer, or null while there is little. */
export function spanToForget(startS: number, currentS: number): { from: number; to: number } | null {
  const to = currentS - KEEP_PAST_S;
  return to - startS > KEEP_PAST_S ? { from: startS, to } : null;
}
