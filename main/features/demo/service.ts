import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { HostStatus } from '#shared/contract/host.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { SupervisedProcess } from '../../kernel/supervised-process.ts';
import { CameraEntryWork, DEMO_CAMERA_USER } from './camera-entry.ts';
import { makeDemoRecord, readDemoRecord, withFreePorts, type DemoRecord } from './demo-record.ts';
import type { DemoDeps, DemoEndpoints } from './index.ts';
import { readProgressLine } from './progress-line.ts';

/** The first start draws the first street before it answers; a slow machine needs its time. */
const FIRST_DRAWING_MS = 10 * 60_000;
const SERVICES_START_MS = 15_000;

export class DemoCity {
  readonly #kernel: Kernel;
  readonly #deps: DemoDeps;
  readonly #entry: CameraEntryWork;
  #record: DemoRecord | null = null;
  #simulator: SupervisedProcess | null = null;
  #services: SupervisedProcess | null = null;
  #drawing: { done: number; total: number } | null = null;
  #starting: Promise<void> | null = null;
  readonly #stop = new AbortController();
  #isReopened = false;

  constructor(kernel: Kernel, deps: DemoDeps) {
    this.#kernel = kernel;
    this.#deps = deps;
    this.#entry = new CameraEntryWork(kernel, deps);
  }

  get isDemo(): boolean {
    return this.#record !== null;
  }

  get controlPort(): number | null {
    return this.#record ? this.#record.portBase - 1 : null;
  }

  get pids(): { simulator: number | null; services: number | null } {
    return { simulator: this.#simulator?.pid ?? null, services: this.#services?.pid ?? null };
  }

  endpoints(): DemoEndpoints | null {
    const record = this.#record;
    return record ? { smtpPort: record.portBase - 3, httpPort: record.portBase - 2, webhookSecret: record.webhookSecret } : null;
  }

  tasks(): HostStatus['tasks'] {
    return this.#drawing && this.#drawing.done < this.#drawing.total ? [{ key: 'demoClips', ...this.#drawing }] : [];
  }

  /** A demo opens in a data folder without cameras, and from then on with every start. */
  async decide(): Promise<void> {
    if (!this.#kernel.config.isDemoAllowed) return;
    const known = await readDemoRecord(this.#kernel);
    if (!known && this.#deps.cameras.all().length > 0) return;
    this.#isReopened = known !== null;
    this.#record = known ?? (await makeDemoRecord(this.#kernel, this.#kernel.config.demo.cameras));
  }

  start(): Promise<void> {
    if (this.#record) {
      this.#starting = this.#open(this.#record).catch((error: unknown) => this.#kernel.log.error({ err: error }, 'the demo city could not be opened'));
    }
    return Promise.resolve();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#starting;
    await this.#entry.stop();
    await Promise.all([this.#simulator?.stop(), this.#services?.stop()]);
  }

  /** The host is up meanwhile; nothing waits for this. */
  async #open(record: DemoRecord): Promise<void> {
    const { signal } = this.#stop;
    const ready = this.#isReopened ? await withFreePorts(this.#kernel, record, this.#kernel.config.demo.cameras, signal) : record;
    this.#record = ready;
    const endpoints = this.endpoints();
    if (endpoints) await this.#deps.dispatch.useDemoEndpoints(endpoints);
    if (signal.aborted) return;
    this.#simulator = this.#createSimulator(ready);
    this.#services = this.#createServices(ready);
    this.#simulator.start();
    this.#services.start();
  }

  #createSimulator(record: DemoRecord): SupervisedProcess {
    const { config, log } = this.#kernel;
    return new SupervisedProcess({
      name: 'simulator',
      log,
      startDeadlineMs: FIRST_DRAWING_MS,
      command: () => ({
        file: process.execPath,
        args: [
          join(config.entryDir, 'simulator.js'),
          ...['--port-base', String(record.portBase), '--cameras', String(config.demo.cameras), '--cache', config.cacheDir, '--ffmpeg', config.ffmpegPath],
          ...['--user', DEMO_CAMERA_USER, '--light', config.demo.light, '--events', config.demo.events, '--city-key', record.cityKey, '--leash'],
        ],
        env: { ELECTRON_RUN_AS_NODE: '1', LUBART_SIM_PASSWORD: record.cameraPassword },
      }),
      ready: (child, signal) => lineSaying(child, 'ready', signal),
      onLine: (line, stream) => this.#onSimulatorLine(line, stream),
      onUp: () => this.#entry.begin(record),
      onDown: () => (this.#drawing = null),
    });
  }

  #createServices(record: DemoRecord): SupervisedProcess {
    const { config, log } = this.#kernel;
    return new SupervisedProcess({
      name: 'demo-services',
      log,
      startDeadlineMs: SERVICES_START_MS,
      command: () => ({
        file: process.execPath,
        args: [
          join(config.entryDir, 'demo-services.js'),
          '--smtp-port',
          String(record.portBase - 3),
          '--http-port',
          String(record.portBase - 2),
          '--dir',
          join(config.dataDir, 'demo'),
          '--leash',
        ],
        env: { ELECTRON_RUN_AS_NODE: '1', LUBART_DEMO_WEBHOOK_SECRET: record.webhookSecret },
      }),
      ready: (child, signal) => lineSaying(child, 'ready', signal),
    });
  }

  #onSimulatorLine(line: string, stream: 'stdout' | 'stderr'): void {
    if (stream === 'stderr') {
      this.#kernel.log.debug({ child: 'simulator', line: line.slice(0, 500) }, 'said');
      return;
    }
    const told = readProgressLine(line);
    if (told?.type === 'progress') {
      this.#drawing = told.done < told.total ? { done: told.done, total: told.total } : null;
      this.#kernel.bus.announce('host.changed');
    } else if (told?.type === 'complete') {
      this.#drawing = null;
      this.#entry.complete();
      this.#kernel.bus.announce('host.changed');
    } else if (told?.type === 'failed') this.#kernel.log.error({ reason: told.message }, 'the simulator failed');
  }
}

/** Resolves when the child prints a JSON line of that type; rejects when `signal` aborts. */
function lineSaying(child: ChildProcess, type: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    let rest = '';
    const done = (end: () => void) => {
      child.stdout?.off('data', onData);
      signal.removeEventListener('abort', onAbort);
      end();
    };
    const onAbort = () => done(() => reject(new Error(`it never said ${type}`)));
    const onData = (chunk: string | Buffer) => {
      const lines = (rest + String(chunk)).split('\n');
      rest = (lines.pop() ?? '').slice(-4_000);
      if (lines.some((line) => readProgressLine(line)?.type === type)) done(resolve);
    };
    child.stdout?.on('data', onData);
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
  });
}
