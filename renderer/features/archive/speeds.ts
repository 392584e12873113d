/** Speeds of playing; below zero it goes backwards by leaps. Pure. */
export const SPEEDS = [-16, -4, 0.5, 1, 2, 4, 16] as const;
export type Speed = (typeof SPEEDS)[number];

/** `by` 1 = faster, -1 = slower and then backwards; stays at the ends. */
export function shifted(speed: Speed, by: 1 | -1): Speed {
  return SPEEDS[SPEEDS.indexOf(speed) + by] ?? speed;
}

/** A browser plays forwards only: backwards is a leap each so many milliseconds. */
export const LEAP_EVERY_MS = 400;
