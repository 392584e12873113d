/** How long a tile waits before it asks for its picture again by itself; an event of the camera or the host cuts it short. */
const LADDER_MS = [1_000, 2_000, 4_000, 8_000, 15_000] as const;
const JITTER = 0.3;

/** Delay before attempt `tries` + 1 (`tries` counts failed attempts, from 1). `random` in [0, 1) spreads tiles apart. */
export function retryDelayMs(tries: number, random: number): number {
  const index = Math.min(Math.max(tries, 1), LADDER_MS.length) - 1;
  const base = LADDER_MS[index] ?? 15_000;
  return Math.round(base * (1 - JITTER + 2 * JITTER * random));
}
