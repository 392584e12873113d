/**
 * Opens live sockets in small groups. Chromium delays WebSockets of one page once a dozen handshakes are pending or have
 * failed, by seconds: a wall of twenty-five tiles opened at once shows its last picture after five seconds, in groups
 * of four within one.
 */
export const OPEN_AT_ONCE = 4;
export const OPEN_EVERY_MS = 120;

type Job = { run: () => void };

/** A queue with one clock for all tiles of the page. */
export class OpenerQueue {
  #waiting: Job[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;
  #roomNow = OPEN_AT_ONCE;

  /** Runs `run` when its turn comes, at once when there is room. The returned function gives the turn up. */
  take(run: () => void): () => void {
    const job = { run };
    this.#waiting.push(job);
    this.#pump();
    return () => {
      this.#waiting = this.#waiting.filter((other) => other !== job);
    };
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  #pump(): void {
    while (this.#roomNow > 0) {
      const job = this.#waiting.shift();
      if (!job) break;
      this.#roomNow -= 1;
      job.run();
    }
    if (this.#timer !== null || this.#roomNow === OPEN_AT_ONCE) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#roomNow = OPEN_AT_ONCE;
      this.#pump();
    }, OPEN_EVERY_MS);
  }
}

/** The one queue of this page. */
export const openerQueue = new OpenerQueue();
