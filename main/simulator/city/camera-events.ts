import type { SceneEvent } from '../types.ts';

/** A change of a camera's alarm: an event is seen, or is over. */
export interface EventChange {
  event: SceneEvent;
  active: boolean;
  atMs: number;
}

/** What a camera's own analytics see at the moment, at most one event; tells listeners of every change. */
export class CameraEvents {
  readonly #listeners = new Set<(change: EventChange) => void>();
  #active: SceneEvent | null = null;
  #timer: NodeJS.Timeout | null = null;

  get active(): SceneEvent | null {
    return this.#active;
  }

  onChange(listener: (change: EventChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Raises an event for a time; one that is still raised ends first. */
  raise(event: SceneEvent, durationMs: number): void {
    this.clear();
    this.#active = event;
    this.#timer = setTimeout(() => this.clear(), durationMs);
    this.#tell({ event, active: true, atMs: Date.now() });
  }

  clear(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const event = this.#active;
    this.#active = null;
    if (event) this.#tell({ event, active: false, atMs: Date.now() });
  }

  #tell(change: EventChange): void {
    for (const listener of [...this.#listeners]) listener(change);
  }
}
