/** A limit on how often something may happen per key in a sliding minute. Kept in memory; forgets what is over. */
import type { Clock } from '../../kernel/clock.ts';

const WINDOW_MS = 60_000;
const MAX_KEYS = 10_000;

export class RateLimit {
  readonly #clock: Clock;
  readonly #perMinute: number;
  readonly #times = new Map<string, number[]>();

  constructor(clock: Clock, perMinute: number) {
    this.#clock = clock;
    this.#perMinute = perMinute;
  }

  /** Counts one more; false when that is too many. */
  allows(key: string): boolean {
    const now = this.#clock.monotonicMs();
    const recent = (this.#times.get(key) ?? []).filter((at) => at > now - WINDOW_MS);
    if (recent.length >= this.#perMinute) return false;
    recent.push(now);
    // The key that was used longest ago is forgotten first.
    this.#times.delete(key);
    this.#times.set(key, recent);
    const oldest = this.#times.size > MAX_KEYS ? this.#times.keys().next() : null;
    if (oldest && oldest.done !== true) this.#times.delete(oldest.value);
    return true;
  }
}
