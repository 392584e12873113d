/** Streams kept connected without a viewer, so that a tile opens at once (see media figures in the README). */
import type { Go2rtcClient } from '../../protocols/go2rtc/client.ts';
import type { Logger } from '../../kernel/log.ts';
import type { CamerasFeature } from '../cameras/index.ts';
import { streamName } from './stream-name.ts';

/** Up to this many cameras all sub streams stay warm; beyond, only those that were watched a moment ago. */
const ALL_WARM_UP_TO = 64;
const STAYS_WARM_MS = 30_000;
const PRELOADS_AT_ONCE = 8;

export interface WarmStreamsDeps {
  client: Go2rtcClient;
  cameras: CamerasFeature;
  nowMs: () => number;
  log: Logger;
}

export class WarmStreams {
  readonly #deps: WarmStreamsDeps;
  /** Preloaded in go2rtc right now. */
  readonly #preloaded = new Set<string>();
  readonly #warmUntil = new Map<string, number>();

  constructor(deps: WarmStreamsDeps) {
    this.#deps = deps;
  }

  isWarm(name: string): boolean {
    return this.#preloaded.has(name);
  }

  names(): ReadonlySet<string> {
    return this.#preloaded;
  }

  /** Somebody watches it: it may stay warm afterwards. */
  heat(name: string): void {
    this.#warmUntil.set(name, Infinity);
  }

  cool(name: string): void {
    this.#warmUntil.set(name, this.#deps.nowMs() + STAYS_WARM_MS);
  }

  forgetAll(): void {
    this.#preloaded.clear();
    this.#warmUntil.clear();
  }

  /** Preloads what should be warm and is not. Never rejects. */
  async warmAll(): Promise<void> {
    const missing = [...this.#always()].filter((name) => !this.#preloaded.has(name));
    for (const name of missing) this.#preloaded.add(name);
    const workers = Array.from({ length: PRELOADS_AT_ONCE }, async () => {
      for (let name = missing.shift(); name !== undefined; name = missing.shift()) await this.#preload(name);
    });
    await Promise.all(workers);
  }

  /** Lets go of what nobody watched for a while, and preloads what is watched so that it survives the last viewer. */
  async tick(isWatched: (name: string) => boolean): Promise<void> {
    const always = this.#always();
    for (const [name, until] of [...this.#warmUntil]) {
      if (isWatched(name)) {
        if (!this.#preloaded.has(name)) await this.#preload(name);
        this.#warmUntil.set(name, this.#deps.nowMs() + STAYS_WARM_MS);
      } else if (until < this.#deps.nowMs()) this.#warmUntil.delete(name);
    }
    for (const name of [...this.#preloaded]) {
      if (always.has(name) || this.#warmUntil.has(name)) continue;
      this.#preloaded.delete(name);
      await this.#deps.client.dropPreload(name);
    }
  }

  async #preload(name: string): Promise<void> {
    this.#preloaded.add(name);
    try {
      await this.#deps.client.preload(name);
    } catch (error) {
      this.#deps.log.warn({ stream: name, err: error }, 'a stream could not be kept warm');
    }
  }

  #always(): Set<string> {
    const cameras = this.#deps.cameras.all();
    if (cameras.length > ALL_WARM_UP_TO) return new Set();
    return new Set(cameras.filter((camera) => camera.profiles.some(({ role }) => role === 'sub')).map((camera) => streamName(camera.id, 'sub')));
  }
}
