/** go2rtc as a child: on loopback, a fresh port and password for each start, restarted when it is deaf. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Kernel } from '../../kernel/kernel.ts';
import { SupervisedProcess } from '../../kernel/supervised-process.ts';
import type { Go2rtcAddress, Go2rtcClient } from '../../protocols/go2rtc/client.ts';
import { GATEWAY_PASSWORD_VARIABLE, GATEWAY_USER_VARIABLE, go2rtcConfig } from '../../protocols/go2rtc/config.ts';
import { freePort } from '../../protocols/loopback-ports.ts';

const PROBE_EVERY_MS = 1_000;
const DEAF_AFTER_MISSES = 6;
const READY_POLL_MS = 40;
const START_DEADLINE_MS = 8_000;
const USER = 'lubart';

export interface Go2rtcProcessEvents {
  onUp: () => void;
  onDown: (reason: string) => void;
}

export class Go2rtcProcess {
  readonly #kernel: Kernel;
  readonly #process: SupervisedProcess;
  readonly #client: () => Go2rtcClient;
  #nextPort = 0;
  #address: Go2rtcAddress | null = null;
  #probe: NodeJS.Timeout | null = null;
  #misses = 0;
  #lastAnswerMs: number | null = null;

  constructor(kernel: Kernel, client: () => Go2rtcClient, events: Go2rtcProcessEvents) {
    this.#kernel = kernel;
    this.#client = client;
    this.#process = new SupervisedProcess({
      name: 'go2rtc',
      log: kernel.log,
      startDeadlineMs: START_DEADLINE_MS,
      command: () => this.#command(),
      ready: (_child, signal) => this.#awaitAnswer(signal),
      onUp: events.onUp,
      onDown: (reason) => {
        this.#address = null;
        void this.#chooseNextPort();
        events.onDown(reason);
      },
    });
  }

  get address(): Go2rtcAddress | null {
    return this.#address;
  }

  get isUp(): boolean {
    return this.#process.isUp;
  }

  get pid(): number | null {
    return this.#process.pid;
  }

  /** Monotonic time of the last answer, or null. */
  get lastAnswerMs(): number | null {
    return this.#lastAnswerMs;
  }

  async start(): Promise<void> {
    await this.#chooseNextPort();
    this.#process.start();
    this.#probe = setInterval(() => void this.#probeOnce(), PROBE_EVERY_MS);
  }

  async stop(): Promise<void> {
    if (this.#probe) clearInterval(this.#probe);
    this.#probe = null;
    await this.#process.stop();
  }

  /** Ends the present one so that another is started. */
  restart(reason: string): void {
    this.#process.restart(reason);
  }

  #command(): { file: string; args: string[]; env: NodeJS.ProcessEnv } {
    const password = randomBytes(24).toString('hex');
    this.#address = { port: this.#nextPort, user: USER, password };
    const folder = join(this.#kernel.config.dataDir, 'gateway');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const file = join(folder, 'go2rtc.json');
    writeFileSync(file, go2rtcConfig(this.#nextPort), { mode: 0o600 });
    return { file: this.#kernel.config.go2rtcPath, args: ['-c', file], env: { [GATEWAY_USER_VARIABLE]: USER, [GATEWAY_PASSWORD_VARIABLE]: password } };
  }

  async #chooseNextPort(): Promise<void> {
    try {
      this.#nextPort = await freePort();
    } catch (error) {
      this.#kernel.log.error({ err: error }, 'no free port for the media gateway');
    }
  }

  async #awaitAnswer(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.#client().ping(signal);
        this.#noteAnswer();
        return;
      } catch (error) {
        if (signal.aborted) throw error;
        await new Promise((resolve) => setTimeout(resolve, READY_POLL_MS));
      }
    }
  }

  async #probeOnce(): Promise<void> {
    if (!this.#process.isUp) return;
    try {
      await this.#client().ping();
      this.#noteAnswer();
    } catch (error) {
      this.#misses += 1;
      this.#kernel.log.warn({ err: error, misses: this.#misses }, 'the media gateway missed a probe');
      if (this.#misses < DEAF_AFTER_MISSES || !this.#process.isUp) return;
      this.#misses = 0;
      this.#process.restart('does not answer its probe');
    }
  }

  #noteAnswer(): void {
    this.#misses = 0;
    this.#lastAnswerMs = this.#kernel.clock.monotonicMs();
  }
}
