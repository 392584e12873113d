/** Waiting times between tries: exponential, capped, with full jitter so that many do not come back at the same moment. */
export interface BackoffOptions {
  firstMs: number;
  maxMs: number;
  factor?: number;
}

/** Wait before try `attempt` (1 = the first retry), in milliseconds: between half of and the whole exponential step. */
export function backoffMs(attempt: number, options: BackoffOptions, random: () => number = Math.random): number {
  const step = Math.min(options.maxMs, options.firstMs * (options.factor ?? 2) ** Math.max(0, attempt - 1));
  return Math.round(step * (0.5 + random() * 0.5));
}
