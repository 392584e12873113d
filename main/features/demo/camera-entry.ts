/** Takes the demo's cameras into the register by the same door as any camera: discovery, then adoption. */
import type { Kernel } from '../../kernel/kernel.ts';
import type { DemoDeps } from './index.ts';
import type { DemoRecord } from './demo-record.ts';

export const DEMO_CAMERA_USER = 'admin';

const INTERFACES = ['127.0.0.1'];
const FIRST_LISTEN_MS = 800;
const LISTEN_MS = 2_500;
const ROUND_EVERY_MS = 2_000;
/** A camera that cannot be drawn must not be asked for without end. */
const ROUNDS_AFTER_COMPLETE = 4;

export class CameraEntryWork {
  readonly #kernel: Kernel;
  readonly #deps: DemoDeps;
  #isComplete = false;
  #running: Promise<void> | null = null;
  #stop = new AbortController();

  constructor(kernel: Kernel, deps: DemoDeps) {
    this.#kernel = kernel;
    this.#deps = deps;
  }

  /** Begins, unless it already goes on. Never rejects. */
  begin(record: DemoRecord): void {
    if (this.#running) return;
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.#running = this.#enterAll(record, signal)
      .catch((error: unknown) => this.#kernel.log.error({ err: error }, 'the demo cameras could not be entered'))
      .finally(() => (this.#running = null));
  }

  /** The simulator says that every camera which can answer does. */
  complete(): void {
    this.#isComplete = true;
  }

  async stop(): Promise<void> {
    this.#isComplete = false;
    this.#stop.abort();
    await this.#running;
  }

  async #enterAll(record: DemoRecord, signal: AbortSignal): Promise<void> {
    let roundsLeft = ROUNDS_AFTER_COMPLETE;
    for (let round = 0; !signal.aborted && roundsLeft > 0; round += 1) {
      if (this.#entered(record) >= this.#kernel.config.demo.cameras) return;
      if (this.#isComplete) roundsLeft -= 1;
      await this.#enterRound(record, round === 0 ? FIRST_LISTEN_MS : LISTEN_MS, signal);
      if (this.#entered(record) < this.#kernel.config.demo.cameras) await new Promise((resolve) => setTimeout(resolve, ROUND_EVERY_MS));
    }
  }

  async #enterRound(record: DemoRecord, listenMs: number, signal: AbortSignal): Promise<void> {
    const found: { endpoint: string; address: string }[] = [];
    for await (const device of this.#deps.discovery.probe(listenMs, { interfaces: INTERFACES, signal })) {
      // Another demo on this machine may answer too: ours are those on our ports.
      if (!isOurs(device.address, record, this.#kernel.config.demo.cameras)) continue;
      const known = this.#deps.cameras.byEndpoint(device.endpoint);
      if (known?.address !== new URL(device.address).host) found.push(device);
    }
    if (found.length === 0 || signal.aborted) return;
    const outcomes = await this.#deps.discovery.adopt(found, { user: DEMO_CAMERA_USER, password: record.cameraPassword }, null);
    this.#kernel.log.info({ entered: outcomes.filter(({ error }) => error === null).length, failed: outcomes.filter(({ error }) => error !== null).length }, 'demo cameras entered');
  }

  #entered(record: DemoRecord): number {
    return this.#deps.cameras.all().filter((camera) => isOurs(`http://${camera.address}/`, record, this.#kernel.config.demo.cameras)).length;
  }
}

function isOurs(address: string, record: DemoRecord, cameraCount: number): boolean {
  const { hostname, port } = new URL(address);
  return hostname === '127.0.0.1' && Number(port) > record.portBase && Number(port) <= record.portBase + cameraCount;
}
