/** One timer for everything on screen that counts, so that all of it steps together. */
import { useSyncExternalStore } from 'react';
import { centreNow } from './centre-time.ts';

class Ticker {
  #listeners = new Set<() => void>();
  #timer: ReturnType<typeof setTimeout> | null = null;
  #now = centreNow();
  readonly #intervalMs: number;

  constructor(intervalMs: number) {
    this.#intervalMs = intervalMs;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#timer === null) {
      this.#now = centreNow();
      this.#schedule();
    }
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0 && this.#timer !== null) {
        clearTimeout(this.#timer);
        this.#timer = null;
      }
    };
  };

  now = (): number => (this.#timer === null ? (this.#now = Math.max(this.#now, Math.floor(centreNow() / this.#intervalMs) * this.#intervalMs)) : this.#now);

  /** On the beat of the host's clock, so that the running clock never skips a second. */
  #schedule(): void {
    const waitMs = this.#intervalMs - (centreNow() % this.#intervalMs);
    this.#timer = setTimeout(() => {
      this.#now = centreNow();
      for (const listener of this.#listeners) listener();
      this.#schedule();
    }, waitMs + 2);
  }
}

const everySecond = new Ticker(1_000);
const everyFifth = new Ticker(200);

/** The centre's time, renewed each second (or five times a second). UTC milliseconds. */
export function useNow(rate: 'second' | 'fifth' = 'second'): number {
  const ticker = rate === 'second' ? everySecond : everyFifth;
  return useSyncExternalStore(ticker.subscribe, ticker.now, ticker.now);
}
