/**
 * Shortens long outages. go2rtc dials a lost camera again after 1 s, 5 s, 10 s and then 60 s; so while a stream is
 * silent we ask the camera's RTSP server ourselves and, once it answers after having been away, have the stream dialled anew.
 */
import type { StreamCounters } from '../../protocols/go2rtc/streams.ts';

const SILENT_AFTER_MS = 2_500;
const PROBE_EVERY_MS = 2_000;
/** go2rtc's own redial gets this long after the camera answered before we step in. */
const OWN_REDIAL_MS = 1_000;
const MAX_PROBES_AT_ONCE = 64;

interface Watched {
  bytes: number;
  movedMs: number;
  probedMs: number;
  isProbing: boolean;
  /** The camera did not answer during this outage: go2rtc may be waiting long before its next dial. */
  wasAway: boolean;
  answeredMs: number | null;
}

export interface OutageWatchDeps {
  nowMs: () => number;
  /** Asks the camera behind a stream; false also when it has no address. */
  probe: (name: string) => Promise<boolean>;
  /** Drops every connection of the stream and dials anew. */
  redial: (name: string) => Promise<void>;
}

export class OutageWatch {
  readonly #deps: OutageWatchDeps;
  readonly #watched = new Map<string, Watched>();
  #probes = 0;

  constructor(deps: OutageWatchDeps) {
    this.#deps = deps;
  }

  /** Looks at fresh counters. `needed`: streams that somebody wants; `counters`: what go2rtc lists. */
  tick(needed: ReadonlySet<string>, counters: ReadonlyMap<string, StreamCounters>): void {
    const now = this.#deps.nowMs();
    for (const name of this.#watched.keys()) if (!needed.has(name)) this.#watched.delete(name);
    for (const name of needed) this.#look(name, counters.get(name) ?? { bytes: 0, isConnected: false, consumers: 0 }, now);
  }

  /** How long a needed stream has been silent, in milliseconds, or null when it is not watched. */
  silentMs(name: string): number | null {
    const watched = this.#watched.get(name);
    return watched ? this.#deps.nowMs() - watched.movedMs : null;
  }

  #look(name: string, counters: StreamCounters, now: number): void {
    const watched = this.#watched.get(name);
    if (!watched || counters.bytes !== watched.bytes) {
      // A stream that begins silent is as good as lost at once: nothing redials a stream that was never connected.
      const movedMs = !watched && !counters.isConnected ? now - SILENT_AFTER_MS : now;
      this.#watched.set(name, { bytes: counters.bytes, movedMs, probedMs: -Infinity, isProbing: false, wasAway: false, answeredMs: null });
      return;
    }
    if (watched.isProbing || now - watched.movedMs < SILENT_AFTER_MS) return;
    if (watched.answeredMs !== null && now - watched.answeredMs >= OWN_REDIAL_MS) {
      watched.answeredMs = null;
      if (watched.wasAway || !counters.isConnected) {
        watched.wasAway = false;
        this.#run(watched, this.#deps.redial(name));
        return;
      }
    }
    if (watched.answeredMs !== null || now - watched.probedMs < PROBE_EVERY_MS || this.#probes >= MAX_PROBES_AT_ONCE) return;
    watched.probedMs = now;
    this.#run(
      watched,
      this.#deps.probe(name).then((isAnswered) => {
        if (isAnswered) watched.answeredMs = this.#deps.nowMs();
        else watched.wasAway = true;
      }),
    );
  }

  #run(watched: Watched, work: Promise<void>): void {
    this.#probes += 1;
    watched.isProbing = true;
    void work.finally(() => {
      this.#probes -= 1;
      watched.isProbing = false;
    });
  }
}
