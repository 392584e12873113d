/** Starts the built headless centre as a user would, in a data folder of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..', '..');

export interface StartOptions {
  /** Reuses a data folder; it is then left as it is. */
  dataDir?: string;
  cameras?: number;
  args?: readonly string[];
  size?: { width: number; height: number };
}

export interface RunningServer {
  process: ChildProcess;
  pid: number;
  origin: string;
  dataDir: string;
  /** SIGKILL, as by the system when memory is short. The data folder stays. */
  kill(): Promise<void>;
  /** SIGTERM, as by a service manager. Removes the data folder if it was made for this server. */
  close(): Promise<void>;
}

export interface FailedStart {
  exitCode: number | null;
  output: string;
}

export function appArguments(options: StartOptions, dataDir: string): string[] {
  return ['--data', dataDir, '--cameras', String(options.cameras ?? 4), ...(options.args ?? [])];
}

export function dataDirOf(options: StartOptions): { dataDir: string; discard: () => void } {
  if (options.dataDir) return { dataDir: options.dataDir, discard: () => undefined };
  const dataDir = mkdtempSync(join(tmpdir(), 'lubart-e2e-'));
  return { dataDir, discard: () => rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }) };
}

/** The headless centre under plain Node. It ends with this process, even if this process is killed. */
export async function startServer(options: StartOptions = {}): Promise<RunningServer> {
  const { dataDir, discard } = dataDirOf(options);
  const started = await launch(options, dataDir);
  if ('exitCode' in started) throw new Error(`the server ended with ${String(started.exitCode)}:\n${started.output}`);
  const { child, origin } = started;
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  };
  return {
    process: child,
    pid: child.pid ?? 0,
    origin,
    dataDir,
    kill: () => end('SIGKILL'),
    async close() {
      await end('SIGTERM');
      discard();
    },
  };
}

/** A start that is expected to be refused: how it ended and what it said. */
export async function startRefused(options: StartOptions & { dataDir: string }): Promise<FailedStart> {
  const started = await launch(options, options.dataDir);
  if ('exitCode' in started) return started;
  started.child.kill('SIGKILL');
  throw new Error('the server started');
}

/** The host's log of a data folder, for failures. */
export function hostLog(dataDir: string): string {
  return readFileSync(join(dataDir, 'logs', 'host.log'), 'utf8');
}

/** Its last lines, to stand beside a failed test. */
export function lastHostLog(dataDir: string, lines = 40): string {
  return `${hostLog(dataDir).trimEnd().split('\n').slice(-lines).join('\n')}\n`;
}

function launch(options: StartOptions, dataDir: string): Promise<{ child: ChildProcess; origin: string } | FailedStart> {
  const child = spawn(process.execPath, [join(ROOT, 'out', 'main', 'server.js'), ...appArguments(options, dataDir)], {
    cwd: ROOT,
    env: { ...process.env, LUBART_ROOT: ROOT, LUBART_ENDS_WITH_STDIN: '1' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let output = '';
  return new Promise((resolve) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const match = /Lubart is at (http:\/\/127\.0\.0\.1:\d+)\//.exec(output);
      if (match?.[1]) resolve({ child, origin: match[1] });
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    // All output has arrived once the pipes are closed.
    child.once('close', (exitCode) => resolve({ exitCode, output }));
  });
}
