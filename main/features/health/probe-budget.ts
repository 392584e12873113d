/** How many questions may be under way at once: a thousand cameras must not be asked in one breath. */
const AT_ONCE = 64;

export class ProbeBudget {
  readonly #running = new Set<Promise<void>>();

  /** Starts `probe` unless the budget is spent; `probe` must handle its own failures. Returns whether it was started. */
  run(probe: () => Promise<void>): boolean {
    if (this.#running.size >= AT_ONCE) return false;
    const work = probe().finally(() => this.#running.delete(work));
    this.#running.add(work);
    return true;
  }

  async settled(): Promise<void> {
    await Promise.allSettled(this.#running);
  }
}
