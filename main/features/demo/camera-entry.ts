/** Takes the demo's cameras into the register by the same door as any camera: discovery, then adoption. */
import type { Kernel } from '../../kernel/kernel.ts';
import type { DemoDeps } from './index.ts';
import type { DemoRecord } from './demo-record.ts';

export const DEMO_CAMERA_USER = 'admin';

const INTERFACES = ['127.0.0.1'];
const FIRST_LISTEN_MS = 800;
const LISTEN_MS = 2_500;
const ENTERED_AT_ONCE = 16;
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

  /** Each camera is entered as soon as it answers, not when the round is over. */
  async #enterRound(record: DemoRecord, listenMs: number, signal: AbortSignal): Promise<void> {
    const entering = new Set<Promise<void>>();
    for await (const device of this.#deps.discovery.probe(listenMs, { interfaces: INTERFACES, signal })) {
      // Another demo on this machine may answer too: ours are those on our ports.
      if (!isOurs(device.address, record, this.#kernel.config.demo.cameras)) continue;
      if (this.#deps.cameras.byEndpoint(device.endpoint)?.address === new URL(device.address).host) continue;
      const work = this.#enterOne(device, record).finally(() => entering.delete(work));
      entering.add(work);
      if (entering.size >= ENTERED_AT_ONCE) await Promise.race(entering);
    }
    await Promise.all(entering);
  }

  async #enterOne(device: { endpoint: string; address: string }, record: DemoRecord): Promise<void> {
    const [outcome] = await this.#deps.discovery.adopt([device], { user: DEMO_CAMERA_USER, password: record.cameraPassword }, null);
    if (outcome?.error) this.#kernel.log.warn({ address: device.address, code: outcome.error }, 'a demo camera could not be entered');
  }

  #entered(record: DemoRecord): number {
    return this.#deps.cameras.all().filter((camera) => isOurs(`http://${camera.address}/`, record, this.#kernel.config.demo.cameras)).length;
  }
}

function isOurs(address: string, record: DemoRecord, cameraCount: number): boolean {
  const { hostname, port } = new URL(address);
  return hostname === '127.0.0.1' && Number(port) > record.portBase && Number(port) <= record.portBase + cameraCount;
}
