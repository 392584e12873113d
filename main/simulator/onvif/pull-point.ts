import { randomUUID } from 'node:crypto';
import type { CameraEvents, EventChange } from '../city/camera-events.ts';
import { isRaised, type EventTopic } from './event-topics.ts';
import type { TopicFilter } from './topic-filter.ts';

/** One message as PullMessages hands it out. */
export interface Notification {
  topic: EventTopic;
  operation: 'Initialized' | 'Changed';
  state: boolean;
  atMs: number;
}

const MAX_QUEUED = 256;

/** One client's subscription: the queue of what it has not fetched yet. Oldest messages give way when it is full. */
export class PullPoint {
  readonly id = randomUUID();
  readonly #topics: readonly EventTopic[];
  readonly #events: CameraEvents;
  readonly #unsubscribe: () => void;
  readonly #queue: Notification[] = [];
  #wake: (() => void) | null = null;
  #ended = false;
  terminationMs: number;

  constructor(topics: readonly EventTopic[], filter: TopicFilter, events: CameraEvents, terminationMs: number) {
    this.#topics = topics.filter((topic) => filter(topic.path));
    this.#events = events;
    this.terminationMs = terminationMs;
    this.#unsubscribe = events.onChange((change) => this.#take(change));
    this.synchronize();
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Queues the present state of every property (ONVIF Core 9.5.3). */
  synchronize(): void {
    const atMs = Date.now();
    for (const topic of this.#topics) {
      this.#push({ topic, operation: 'Initialized', state: isRaised(topic, this.#events.active), atMs });
    }
  }

  /** Resolves with at most `limit` messages as soon as there is one, with none after `timeoutMs` or when it ends. */
  async pull(limit: number, timeoutMs: number, signal: AbortSignal): Promise<Notification[]> {
    this.#wake?.();
    if (this.#queue.length === 0 && !this.#ended && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(done, timeoutMs);
        const wake = done;
        function done(): void {
          clearTimeout(timer);
          signal.removeEventListener('abort', done);
          resolve();
        }
        signal.addEventListener('abort', done);
        this.#wake = wake;
      });
      this.#wake = null;
    }
    // A client that went away has not received anything: what is queued waits for its next request.
    return signal.aborted ? [] : this.#queue.splice(0, limit);
  }

  end(): void {
    this.#ended = true;
    this.#unsubscribe();
    this.#wake?.();
  }

  #take(change: EventChange): void {
    for (const topic of this.#topics) {
      if (topic.raisedBy !== null && topic.raisedBy !== change.event) continue;
      this.#push({ topic, operation: 'Changed', state: change.active, atMs: change.atMs });
    }
  }

  #push(notification: Notification): void {
    if (this.#queue.length >= MAX_QUEUED) this.#queue.shift();
    this.#queue.push(notification);
    this.#wake?.();
  }
}
