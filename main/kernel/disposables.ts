/** Whoever opens it closes it: a stack of closings run in reverse order, each once, failures collected. */
export class Disposables {
  readonly #closings: { what: string; close: () => unknown }[] = [];

  /** Registers a closing; returns the thing itself so that it can be used inline. */
  add<T>(what: string, thing: T, close: (thing: T) => unknown): T {
    this.#closings.push({ what, close: () => close(thing) });
    return thing;
  }

  /** Closes everything, last opened first. Throws an AggregateError when some could not be closed; the rest is closed all the same. */
  async close(): Promise<void> {
    const failures: unknown[] = [];
    for (const { what, close } of this.#closings.splice(0).reverse()) {
      try {
        await close();
      } catch (error) {
        failures.push(new Error(`closing ${what} failed`, { cause: error }));
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'not everything could be closed');
  }
}
