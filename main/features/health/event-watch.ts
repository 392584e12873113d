/** One loop a camera that fetches its events by PullPoint and turns the telling ones into alarms. */
import { isAppError } from '#shared/contract/errors.ts';
import { backoffMs } from '../../kernel/backoff.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { DeviceEvent, PullPoint } from '../../protocols/onvif/index.ts';
import { eventKindOf, stateOf } from './event-kinds.ts';
import type { HealthDeps } from './index.ts';

const BACKOFF = { firstMs: 1_000, maxMs: 60_000 };
/** A camera without an event service may get one with new firmware; there is no hurry. */
const NO_EVENTS_WAIT_MS = 10 * 60_000;
/** A pull that comes back empty at once, again and again, must not become a busy loop. */
const MIN_PULL_MS = 200;
const UNSUBSCRIBE_WITHIN_MS = 1_500;

export class EventWatch {
  readonly #kernel: Kernel;
  readonly #deps: HealthDeps;
  readonly #loops = new Map<string, { stop: AbortController; done: Promise<void> }>();
  #unsubscribe: (() => void) | null = null;

  constructor(kernel: Kernel, deps: HealthDeps) {
    this.#kernel = kernel;
    this.#deps = deps;
  }

  start(): void {
    this.#unsubscribe = this.#deps.cameras.onChange(() => this.#follow());
    this.#follow();
  }

  async stop(): Promise<void> {
    this.#unsubscribe?.();
    const loops = [...this.#loops.values()];
    this.#loops.clear();
    for (const { stop } of loops) stop.abort();
    await Promise.all(loops.map(({ done }) => done));
  }

  /** Starts loops for new cameras, ends those of cameras that left. */
  #follow(): void {
    for (const camera of this.#deps.cameras.all()) {
      if (this.#loops.has(camera.id)) continue;
      const stop = new AbortController();
      this.#loops.set(camera.id, { stop, done: this.#watch(camera.id, stop.signal) });
    }
    for (const [id, { stop }] of this.#loops) {
      if (this.#deps.cameras.find(id)) continue;
      stop.abort();
      this.#loops.delete(id);
    }
  }

  /** Never rejects. */
  async #watch(cameraId: string, signal: AbortSignal): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      try {
        await this.#pullUntilFault(cameraId, signal, () => (failures = 0));
      } catch (error) {
        if (signal.aborted) break;
        failures += 1;
        const hasNoEvents = isAppError(error) && error.data['reason'] === 'no-events';
        if (isAppError(error))
          this.#kernel.log.debug({ cameraId, code: error.code, reason: error.message, failures }, 'the event subscription of a camera broke');
        else this.#kernel.log.error({ cameraId, err: error }, 'watching the events of a camera failed with a bug');
        await pause(hasNoEvents ? NO_EVENTS_WAIT_MS : backoffMs(failures, BACKOFF), signal);
      }
    }
  }

  /** Any fault ends the subscription; the caller makes a new one, since devices differ in what can be repaired. */
  async #pullUntilFault(cameraId: string, signal: AbortSignal, onPulled: () => void): Promise<void> {
    const { clock } = this.#kernel;
    const point = await this.#deps.cameras.device(cameraId).createPullPoint();
    let renewAtMs = clock.monotonicMs() + (point.lifeMs * 2) / 3;
    try {
      await this.#synchronize(cameraId, point);
      while (!signal.aborted) {
        const startedMs = clock.monotonicMs();
        for (const event of await point.pull(signal)) await this.#take(cameraId, event);
        onPulled();
        if (clock.monotonicMs() > renewAtMs) {
          await point.renew();
          renewAtMs = clock.monotonicMs() + (point.lifeMs * 2) / 3;
        }
        if (clock.monotonicMs() - startedMs < MIN_PULL_MS) await pause(MIN_PULL_MS, signal);
      }
    } finally {
      await this.#leave(cameraId, point, signal);
    }
  }

  /** Some devices refuse this; then their present state is learnt with the next change. */
  async #synchronize(cameraId: string, point: PullPoint): Promise<void> {
    try {
      await point.synchronize();
    } catch (error) {
      if (!isAppError(error) || error.code !== 'CAMERA_FAULT') throw error;
      this.#kernel.log.debug({ cameraId, reason: error.message }, 'a camera has no synchronization point');
    }
  }

  async #leave(cameraId: string, point: PullPoint, signal: AbortSignal): Promise<void> {
    const leaving = point
      .unsubscribe()
      .catch((error: unknown) => this.#kernel.log.debug({ cameraId, err: error }, 'a subscription could not be given back; it ends by itself'));
    // When the host stops it does not wait for slow cameras.
    await (signal.aborted ? Promise.race([leaving, pause(UNSUBSCRIBE_WITHIN_MS)]) : leaving);
  }

  async #take(cameraId: string, event: DeviceEvent): Promise<void> {
    const kind = eventKindOf(event.topic);
    const camera = this.#deps.cameras.find(cameraId);
    if (!kind || !camera) return;
    const key = `event:${cameraId}:${event.topic}`;
    const state = event.operation === 'Deleted' ? false : stateOf(event.data);
    if (state === false) {
      await this.#deps.alarms.end(key);
      return;
    }
    await this.#deps.alarms.raise({
      kind: 'camera-event',
      severity: kind.severity,
      cameraId,
      data: { event: kind.event, topic: event.topic, number: camera.number, place: camera.place },
      key,
    });
    // An event without a state is over as soon as it was told.
    if (state === null) await this.#deps.alarms.end(key);
  }
}

/** Resolves after `ms`, or at once when `signal` aborts. */
function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) {
      resolve();
      return;
    }
    const onAbort = () => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}
