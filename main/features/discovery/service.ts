import type { FoundDevice } from '#shared/contract/discovery.ts';
import { isAppError } from '#shared/contract/errors.ts';
import type { Settings } from '#shared/contract/settings.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { probeDevices, type DiscoveredDevice } from '../../protocols/onvif/index.ts';
import type { Actor } from '../../transport/context.ts';
import type { CamerasFeature, Credentials } from '../cameras/index.ts';
import { readCamera } from './read-camera.ts';

const ADOPTED_AT_ONCE = 16;
/** Strangers on the network may answer without end; their noise is told once in a while. */
const MAX_LOGGED_PROBLEMS = 20;

export interface AdoptOutcome {
  endpoint: string;
  cameraId: string | null;
  /** Code of the failure, or null. */
  error: string | null;
}

export class DiscoveryService {
  readonly #kernel: Kernel;
  readonly #cameras: CamerasFeature;
  readonly #settings: () => Settings;

  constructor(kernel: Kernel, cameras: CamerasFeature, settings: () => Settings) {
    this.#kernel = kernel;
    this.#cameras = cameras;
    this.#settings = settings;
  }

  /** Devices as they answer, each once for each address it gives. */
  async *probe(listenMs: number, options: { interfaces?: readonly string[]; signal?: AbortSignal | undefined } = {}): AsyncGenerator<FoundDevice, void, void> {
    const waiting: DiscoveredDevice[] = [];
    let wake: () => void = () => undefined;
    let isOver = false;
    let problems = 0;
    const stop = new AbortController();
    const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
    const probing = probeDevices({
      interfaces: options.interfaces ?? this.#settings().discoveryInterfaces,
      listenMs,
      signal,
      onDevice: (device) => {
        waiting.push(device);
        wake();
      },
      onProblem: (problem) => {
        problems += 1;
        if (problems <= MAX_LOGGED_PROBLEMS) this.#kernel.log.warn({ problem }, 'discovery met a problem');
      },
    }).finally(() => {
      isOver = true;
      wake();
    });
    try {
      for (;;) {
        const device = waiting.shift();
        if (device) yield this.#found(device);
        else if (isOver) break;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
      await probing;
    } finally {
      stop.abort();
    }
  }

  /** As people see it: each device once, first at the address the register knows, if it answers there. */
  async *probeOnce(listenMs: number, signal: AbortSignal | undefined): AsyncGenerator<FoundDevice, void, void> {
    const seen = new Map<string, string>();
    for await (const found of this.probe(listenMs, { signal })) {
      const before = seen.get(found.endpoint);
      if (before === undefined) {
        seen.set(found.endpoint, found.address);
        yield found;
      } else if (before !== found.address) {
        this.#kernel.log.warn({ endpoint: found.endpoint, first: before, second: found.address }, 'two addresses answer for one device; the first is shown');
      }
    }
  }

  async adopt(devices: readonly { endpoint: string; address: string }[], credentials: Credentials, actor: Actor | null): Promise<AdoptOutcome[]> {
    const outcomes: AdoptOutcome[] = new Array<AdoptOutcome>(devices.length);
    let next = 0;
    const worker = async () => {
      for (let index = next++; index < devices.length; index = next++) {
        const device = devices[index];
        if (device) outcomes[index] = await this.#adoptOne(device, credentials, actor);
      }
    };
    await Promise.all(Array.from({ length: Math.min(ADOPTED_AT_ONCE, devices.length) }, worker));
    return outcomes;
  }

  async #adoptOne(device: { endpoint: string; address: string }, credentials: Credentials, actor: Actor | null): Promise<AdoptOutcome> {
    try {
      const entry = await readCamera(device, credentials, this.#kernel.clock);
      const camera = await this.#cameras.enter(entry, actor);
      return { endpoint: device.endpoint, cameraId: camera.id, error: null };
    } catch (error) {
      if (isAppError(error)) {
        this.#kernel.log.info({ endpoint: device.endpoint, code: error.code, reason: error.message }, 'a device could not be taken into the register');
        return { endpoint: device.endpoint, cameraId: null, error: error.code };
      }
      this.#kernel.log.error({ endpoint: device.endpoint, err: error }, 'taking a device into the register failed with a bug');
      return { endpoint: device.endpoint, cameraId: null, error: 'INTERNAL_SERVER_ERROR' };
    }
  }

  #found(device: DiscoveredDevice): FoundDevice {
    return {
      endpoint: device.endpoint,
      address: device.serviceUrl,
      name: device.name,
      hardware: device.hardware,
      place: device.place,
      district: device.district,
      cameraId: this.#cameras.byEndpoint(device.endpoint)?.id ?? null,
    };
  }
}
