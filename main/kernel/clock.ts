/** Time as the host sees it. Wall-clock time is stored, monotonic time measures how long something took or waits. */
export interface Clock {
  /** UTC milliseconds. May jump when the machine's clock is set. */
  now(): number;
  /** Milliseconds since an arbitrary start; never jumps. */
  monotonicMs(): number;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
};
