/** What of the archive belongs to an incident. */

/** A clip is locked from this long before the incident was seen. */
export const CLIP_BEFORE_MS = 30_000;
/** An incident without an end yet keeps growing by this much at a time, so that retention can never overtake it. */
export const CLIP_AFTER_MS = 90_000;

/** The window locked when an incident is logged; both ends in UTC milliseconds. */
export function clipWindow(seenAt: number, loggedAt: number): { from: number; to: number } {
  return { from: seenAt - CLIP_BEFORE_MS, to: Math.max(seenAt, loggedAt) + CLIP_AFTER_MS };
}
