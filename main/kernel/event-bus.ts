/** Says inside the host, and to every connected screen, that something changed. Readers fetch. */
import type { ChangeEvent, EventTopic } from '#shared/contract/events.ts';

type Listener = (event: ChangeEvent) => void;

const MAX_WAITING_EVENTS = 1_000;

export class EventBus {
  readonly #listeners = new Set<Listener>();
  #seq = 0;

  /** Announces a change; call it after the commit. Empty ids = anything of the topic may have changed. */
  announce(topic: EventTopic, ids: readonly string[] = []): void {
    this.#seq += 1;
    const event: ChangeEvent = { seq: this.#seq, topic, ids: [...ids] };
    for (const listener of this.#listeners) listener(event);
  }

  /** Calls `listener` for each later event until the returned function is called. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Events as they come, until `signal` aborts. A reader that falls behind gets one event per topic instead of a growing queue. */
  async *watch(signal: AbortSignal | undefined): AsyncGenerator<ChangeEvent, void, void> {
    let waiting: ChangeEvent[] = [];
    let wake: (() => void) | null = null;
    const unsubscribe = this.subscribe((event) => {
      waiting.push(event);
      if (waiting.length > MAX_WAITING_EVENTS) {
        const perTopic = new Map(waiting.map((one) => [one.topic, { ...one, ids: [] as string[] }]));
        waiting = [...perTopic.values()];
      }
      wake?.();
    });
    const onAbort = () => wake?.();
    signal?.addEventListener('abort', onAbort);
    try {
      while (!signal?.aborted) {
        const next = waiting.shift();
        if (next) yield next;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      unsubscribe();
      signal?.removeEventListener('abort', onAbort);
    }
  }
}
