/** Slows down guessing: after a few failures a login, and after more a peer, must wait. In memory; a restart forgives. */
import type { Clock } from '../../kernel/clock.ts';

const WINDOW_MS = 15 * 60_000;
const MAX_KEYS = 10_000;

export class Throttle {
  readonly #clock: Clock;
  readonly #maxFailures: number;
  readonly #failures = new Map<string, { count: number; lastMs: number }>();

  constructor(clock: Clock, maxFailures: number) {
    this.#clock = clock;
    this.#maxFailures = maxFailures;
  }

  /** Milliseconds until the key may try again; 0 = now. Doubles from 2 s with each failure beyond the limit, up to the window. */
  waitMs(key: string): number {
    const entry = this.#failures.get(key);
    if (!entry || entry.count < this.#maxFailures) return 0;
    const penaltyMs = Math.min(WINDOW_MS, 2_000 * 2 ** (entry.count - this.#maxFailures));
    return Math.max(0, entry.lastMs + penaltyMs - this.#clock.monotonicMs());
  }

  fail(key: string): void {
    const now = this.#clock.monotonicMs();
    if (this.#failures.size >= MAX_KEYS) for (const [old, entry] of this.#failures) if (now - entry.lastMs > WINDOW_MS) this.#failures.delete(old);
    const entry = this.#failures.get(key);
    const isFresh = entry && now - entry.lastMs < WINDOW_MS;
    this.#failures.set(key, { count: isFresh ? entry.count + 1 : 1, lastMs: now });
  }

  succeed(key: string): void {
    this.#failures.delete(key);
  }
}
