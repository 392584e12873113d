/**
 * Keeps the host running: starts it, waits until it serves, notices when it is gone or hangs, starts it again with a
 * growing pause, and stops it cleanly at the end. Knows nothing of Electron; the process comes in through `start`.
 */
import type { Logger } from '../kernel/log.ts';
import { backoffMs } from '../kernel/backoff.ts';
import { readHostMessage, SHUTDOWN_TIMEOUT_MS, type DesktopToHost, type SecretRequest } from './host-messages.ts';

/** A started host process. `Port` is Electron's message port, or a test's own. */
export interface HostChild<Port> {
  readonly pid: number | undefined;
  post(message: DesktopToHost, ports?: Port[]): void;
  /** Ends it at once, without asking. */
  kill(): void;
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: (code: number) => void): void;
}

export interface HostSupervisorOptions<Port> {
  start: () => HostChild<Port>;
  log: Logger;
  onReady: (httpOrigin: string) => void;
  /** The host is gone; a new one is on its way. `wasReady` is false when it never got as far as serving. */
  onLost: (wasReady: boolean) => void;
  /** The host said that it cannot run. It is not started again. */
  onFatal: (code: string, message: string) => void;
  answerSecret: (request: SecretRequest) => Promise<DesktopToHost>;
  timings?: Partial<HostTimings>;
  random?: () => number;
}

export interface HostTimings {
  /** From start to `ready`; opening a large database after a crash takes its time. */
  startDeadlineMs: number;
  pingIntervalMs: number;
  /** Pings without an answer before a host that used to answer is taken for hung. Counted, so that a suspended machine is not. */
  missedPings: number;
  firstPauseMs: number;
  maxPauseMs: number;
  /** A host that served this long has recovered: the next pause is the first again. */
  recoveredAfterMs: number;
}

const TIMINGS: HostTimings = {
  startDeadlineMs: 60_000,
  pingIntervalMs: 5_000,
  missedPings: 4,
  firstPauseMs: 250,
  maxPauseMs: 10_000,
  recoveredAfterMs: 60_000,
};

type State = 'idle' | 'starting' | 'ready' | 'pausing' | 'stopping' | 'ended';

export class HostSupervisor<Port> {
  readonly #options: HostSupervisorOptions<Port>;
  readonly #timings: HostTimings;
  #state: State = 'idle';
  #child: HostChild<Port> | null = null;
  #failures = 0;
  #unanswered = 0;
  #answersPings = false;
  #timer: NodeJS.Timeout | undefined;
  #pingTimer: NodeJS.Timeout | undefined;
  #stopped: (() => void)[] = [];

  constructor(options: HostSupervisorOptions<Port>) {
    this.#options = options;
    this.#timings = { ...TIMINGS, ...options.timings };
  }

  get isReady(): boolean {
    return this.#state === 'ready';
  }

  /** Starts the host. Later starts happen by themselves. */
  start(): void {
    this.#state = 'starting';
    this.#answersPings = false;
    this.#unanswered = 0;
    const child = this.#options.start();
    this.#child = child;
    child.onMessage((message) => this.#receive(child, message));
    child.onExit((code) => this.#exited(child, code));
    this.#timer = setTimeout(() => {
      this.#options.log.error({ hostPid: child.pid }, 'host did not become ready in time');
      child.kill();
    }, this.#timings.startDeadlineMs);
  }

  /** Hands a window's port to the host. False when there is no host to hand it to; `onReady` will be called again. */
  connect(windowId: string, port: Port): boolean {
    if (this.#state !== 'ready' || this.#child === null) return false;
    this.#child.post({ type: 'connect', windowId }, [port]);
    return true;
  }

  /** Asks the host to stop and resolves when it has; kills it when it takes too long. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    clearInterval(this.#pingTimer);
    const child = this.#child;
    if (child === null) {
      this.#state = 'ended';
      return;
    }
    this.#state = 'stopping';
    const stopped = new Promise<void>((resolve) => this.#stopped.push(resolve));
    child.post({ type: 'shutdown' });
    this.#timer = setTimeout(() => {
      this.#options.log.warn({ hostPid: child.pid }, 'host did not stop when asked; killing it');
      child.kill();
    }, SHUTDOWN_TIMEOUT_MS);
    await stopped;
  }

  #receive(child: HostChild<Port>, value: unknown): void {
    if (child !== this.#child) return;
    const message = readHostMessage(value);
    if (message === null) {
      this.#options.log.error({ hostPid: child.pid }, 'host sent a message this version does not know');
      return;
    }
    switch (message.type) {
      case 'ready':
        if (this.#state === 'starting') this.#becomeReady(child, message.httpOrigin);
        return;
      case 'fatal':
        this.#state = 'stopping';
        this.#options.log.error({ code: message.code }, `host cannot run: ${message.message}`);
        this.#options.onFatal(message.code, message.message);
        return;
      case 'secret-request':
        void this.#answerSecret(child, message);
        return;
      case 'pong':
        this.#answersPings = true;
        this.#unanswered = 0;
    }
  }

  #becomeReady(child: HostChild<Port>, httpOrigin: string): void {
    this.#state = 'ready';
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#failures = 0;
    }, this.#timings.recoveredAfterMs);
    let id = 0;
    this.#pingTimer = setInterval(() => {
      if (this.#answersPings && this.#unanswered >= this.#timings.missedPings) {
        this.#options.log.error({ hostPid: child.pid }, 'host no longer answers; killing it');
        child.kill();
        return;
      }
      this.#unanswered += 1;
      child.post({ type: 'ping', id: ++id });
    }, this.#timings.pingIntervalMs);
    this.#options.log.info({ hostPid: child.pid, httpOrigin }, 'host is ready');
    this.#options.onReady(httpOrigin);
  }

  async #answerSecret(child: HostChild<Port>, request: SecretRequest): Promise<void> {
    try {
      child.post(await this.#options.answerSecret(request));
    } catch (error) {
      this.#options.log.error({ err: error, op: request.op }, 'answering a secret request failed');
      child.post({ type: 'secret-reply', id: request.id, value: null, backend: 'unavailable' });
    }
  }

  #exited(child: HostChild<Port>, code: number): void {
    if (child !== this.#child) return;
    this.#child = null;
    clearTimeout(this.#timer);
    clearInterval(this.#pingTimer);
    if (this.#state === 'stopping') {
      this.#state = 'ended';
      for (const resolve of this.#stopped.splice(0)) resolve();
      return;
    }
    const wasReady = this.#state === 'ready';
    this.#state = 'pausing';
    this.#failures += 1;
    const pauseMs = backoffMs(this.#failures, { firstMs: this.#timings.firstPauseMs, maxMs: this.#timings.maxPauseMs }, this.#options.random);
    this.#options.log.error({ hostPid: child.pid, code, failures: this.#failures, pauseMs }, 'host is gone; starting it again');
    this.#options.onLost(wasReady);
    this.#timer = setTimeout(() => this.start(), pauseMs);
  }
}
