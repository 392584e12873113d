/**
 * A child process that is kept alive: started with a deadline, restarted with a backoff, its last output kept, and
 * gone when this process is gone, however it died.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { backoffMs } from './backoff.ts';
import { withoutCredentials, type Logger } from './log.ts';

export interface SupervisedProcessOptions {
  name: string;
  /** Asked anew for each start, so that ports and passwords can change. */
  command: () => { file: string; args: string[]; env?: NodeJS.ProcessEnv };
  log: Logger;
  /** Resolves when the fresh process answers; a rejection or the deadline counts as a failed start. */
  ready: (child: ChildProcess, signal: AbortSignal) => Promise<void>;
  startDeadlineMs?: number;
  /** Called for each line of stdout and stderr. */
  onLine?: (line: string, stream: 'stdout' | 'stderr') => void;
  onUp?: () => void;
  onDown?: (reason: string) => void;
}

const BACKOFF = { firstMs: 250, maxMs: 15_000 };
const STABLE_AFTER_MS = 30_000;
const KEPT_LINES = 50;
const MAX_LINE_LENGTH = 4_000;
const STOP_GRACE_MS = 3_000;

export class SupervisedProcess {
  readonly #options: SupervisedProcessOptions;
  readonly #lastLines: string[] = [];
  #child: ChildProcess | null = null;
  #isUp = false;
  #stopped = true;
  #attempt = 0;
  #timer: NodeJS.Timeout | null = null;
  #starting: AbortController | null = null;

  constructor(options: SupervisedProcessOptions) {
    this.#options = options;
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  get pid(): number | null {
    return this.#child?.pid ?? null;
  }

  /** What it printed last, credentials removed. */
  get lastLines(): readonly string[] {
    return this.#lastLines;
  }

  start(): void {
    if (!this.#stopped) return;
    this.#stopped = false;
    this.#attempt = 0;
    this.#launch();
  }

  /** Ends it: asked first, killed after a grace. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#starting?.abort();
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGTERM');
    const killer = setTimeout(() => child.kill('SIGKILL'), STOP_GRACE_MS);
    await exited;
    clearTimeout(killer);
  }

  /** Ends the present process so that a new one is started, as when a probe finds it deaf. */
  restart(reason: string): void {
    this.#options.log.warn({ child: this.#options.name, reason }, 'child is restarted');
    this.#child?.kill('SIGKILL');
  }

  #launch(): void {
    const { name, log, command } = this.#options;
    const wanted = command();
    const { file, args } = leashed(wanted.file, wanted.args);
    const startedAtMs = performance.now();
    const child = spawn(file, args, { env: { ...process.env, ...wanted.env }, stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true });
    this.#child = child;
    this.#readLines(child, 'stdout');
    this.#readLines(child, 'stderr');
    child.stdin?.on('error', (error) => log.debug({ child: name, err: error }, 'stdin of the child closed'));
    const starting = new AbortController();
    this.#starting = starting;
    let isOver = false;
    const over = (reason: string) => {
      if (isOver) return;
      isOver = true;
      starting.abort();
      this.#isUp = false;
      this.#options.onDown?.(reason);
      if (this.#stopped) return;
      if (performance.now() - startedAtMs > STABLE_AFTER_MS) this.#attempt = 0;
      this.#attempt += 1;
      const waitMs = backoffMs(this.#attempt, BACKOFF);
      log.warn({ child: name, reason, waitMs, lastLines: this.#lastLines.slice(-5) }, 'child ended, will be started again');
      this.#timer = setTimeout(() => this.#launch(), waitMs);
    };
    child.once('error', (error) => over(`could not be started: ${error.message}`));
    child.once('exit', (code, signal) => over(signal ? `killed by ${signal}` : `exit code ${code}`));
    this.#awaitReady(child, starting).then(
      () => {
        if (isOver) return;
        this.#isUp = true;
        log.info({ child: name, pid: child.pid, startMs: Math.round(performance.now() - startedAtMs) }, 'child is up');
        this.#options.onUp?.();
      },
      (error: unknown) => {
        if (isOver || this.#stopped) return;
        log.warn({ child: name, err: error }, 'child did not get ready');
        child.kill('SIGKILL');
      },
    );
  }

  async #awaitReady(child: ChildProcess, starting: AbortController): Promise<void> {
    const deadline = setTimeout(() => starting.abort(new Error('start deadline passed')), this.#options.startDeadlineMs ?? 15_000);
    try {
      await this.#options.ready(child, starting.signal);
      starting.signal.throwIfAborted();
    } finally {
      clearTimeout(deadline);
    }
  }

  #readLines(child: ChildProcess, stream: 'stdout' | 'stderr'): void {
    let rest = '';
    child[stream]?.setEncoding('utf8').on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\n');
      rest = (lines.pop() ?? '').slice(-MAX_LINE_LENGTH);
      for (const line of lines) {
        const clean = withoutCredentials(line.slice(0, MAX_LINE_LENGTH));
        this.#lastLines.push(clean);
        if (this.#lastLines.length > KEPT_LINES) this.#lastLines.shift();
        this.#options.onLine?.(line.slice(0, MAX_LINE_LENGTH), stream);
      }
    });
  }
}

/** Linux can tie a child's life to its parent's; elsewhere the child watches its stdin (our own children do anyway). */
export function leashed(file: string, args: string[]): { file: string; args: string[] } {
  const setpriv = '/usr/bin/setpriv';
  if (process.platform !== 'linux' || !existsSync(setpriv)) return { file, args };
  return { file: setpriv, args: ['--pdeathsig', 'KILL', '--', file, ...args] };
}
