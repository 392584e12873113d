/**
 * Shortens long outages. go2rtc dials a lost camera again after 1 s, 5 s, 10 s and then 60 s; so while a stream is
 * silent we ask the camera's RTSP server ourselves and, once it answers after having been away, have the stream dialled anew.
 */
import type { RtspOutcome } from '../../protocols/rtsp/describe-probe.ts';
import type { StreamCounters } from '../../protocols/go2rtc/streams.ts';

const SILENT_AFTER_MS = 2_500;
const PROBE_EVERY_MS = 2_000;
/** Many cameras lock an account after some wrong passwords. */
const REFUSED_PROBE_EVERY_MS = 60_000;
/** go2rtc's own redial gets this long after the camera answered before we step in. */
const OWN_REDIAL_MS = 1_000;
const MAX_PROBES_AT_ONCE = 64;

interface Watched {
  bytes: number;
  movedMs: number;
  nextProbeMs: number;
  isProbing: boolean;
  /** The camera did not answer during this outage: go2rtc may be waiting long before its next dial. */
  wasAway: boolean;
  answeredMs: number | null;
}

export interface OutageWatchDeps {
  nowMs: () => number;
  /** Asks the camera behind a stream. Must not reject. */
  probe: (name: string) => Promise<RtspOutcome>;
  /** Drops every connection of the stream and dials anew. Must not reject. */
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

  #look(name: string, counters: StreamCounters, now: number): void {
    const watched = this.#watched.get(name);
    if (!watched || counters.bytes !== watched.bytes) {
      this.#watched.set(name, { bytes: counters.bytes, movedMs: now, nextProbeMs: -Infinity, isProbing: false, wasAway: false, answeredMs: null });
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
    if (watched.answeredMs !== null || now < watched.nextProbeMs || this.#probes >= MAX_PROBES_AT_ONCE) return;
    watched.nextProbeMs = now + PROBE_EVERY_MS;
    this.#run(
      watched,
      this.#deps.probe(name).then((outcome) => {
        if (outcome === 'answers') watched.answeredMs = this.#deps.nowMs();
        else watched.wasAway = true;
        if (outcome === 'refused') watched.nextProbeMs = now + REFUSED_PROBE_EVERY_MS;
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
