/** How long pictures usually take to open here: shown while one opens, so that a slow camera is told from a broken one. */
const KEPT = 21;
const BEFORE_ANY_MS = 1_000;

const waits: number[] = [];

/** Notes one wait from asking to the first decoded frame. */
export function noteWait(waitMs: number): void {
  waits.push(waitMs);
  if (waits.length > KEPT) waits.shift();
}

/** The median of the last waits in milliseconds. */
export function usualWaitMs(): number {
  const sorted = [...waits].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? BEFORE_ANY_MS;
}
