/** Starts the built application as a user would: the desktop in a real Electron window, or the server for a browser. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, chromium, type Browser, type ElectronApplication, type Page } from '@playwright/test';

export const ROOT = join(import.meta.dirname, '..', '..');

export interface StartOptions {
  /** Reuses a data folder; it is then left as it is. */
  dataDir?: string;
  cameras?: number;
  args?: readonly string[];
  size?: { width: number; height: number };
}

export interface RunningApp {
  page: Page;
  dataDir: string;
  /** `http://127.0.0.1:PORT` of the host. */
  httpOrigin(): Promise<string>;
  /** Process id of Electron's main process or of the server. */
  pid: number;
  close(): Promise<void>;
}

export interface RunningDesktop extends RunningApp {
  app: ElectronApplication;
}

/** What the launcher hands to every process; tests run under it. */
function need(name: 'ELECTRON_OVERRIDE_DIST_PATH' | 'LUBART_CHROMIUM'): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the tests by "npm test" or "npm run test:e2e -- --grep NAME"`);
  return value;
}

const isRoot = process.getuid?.() === 0;

function appArguments(options: StartOptions, dataDir: string): string[] {
  return ['--data', dataDir, '--cameras', String(options.cameras ?? 4), ...(options.args ?? [])];
}

function dataDirOf(options: StartOptions): { dataDir: string; discard: () => void } {
  if (options.dataDir) return { dataDir: options.dataDir, discard: () => undefined };
  const dataDir = mkdtempSync(join(tmpdir(), 'lubart-e2e-'));
  return { dataDir, discard: () => rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }) };
}

/** The desktop under the runtime the launcher found. */
export async function startDesktop(options: StartOptions = {}): Promise<RunningDesktop> {
  need('ELECTRON_OVERRIDE_DIST_PATH');
  const { dataDir, discard } = dataDirOf(options);
  const app = await _electron.launch({
    args: [...(isRoot ? ['--no-sandbox'] : []), join(ROOT, 'out', 'main', 'desktop.js'), ...appArguments(options, dataDir)],
    env: { ...process.env, LUBART_ROOT: ROOT } as Record<string, string>,
    cwd: ROOT,
  });
  const page = await app.firstWindow();
  const size = options.size ?? { width: 1920, height: 1080 };
  await app.evaluate(({ BrowserWindow }, { width, height }) => BrowserWindow.getAllWindows()[0]?.setContentSize(width, height), size);
  return {
    app,
    page,
    dataDir,
    pid: app.process().pid ?? 0,
    httpOrigin: () => page.evaluate(() => document.documentElement.dataset['httpOrigin'] ?? ''),
    async close() {
      await app.close();
      discard();
    },
  };
}

export interface RunningServer {
  process: ChildProcess;
  origin: string;
  dataDir: string;
  close(): Promise<void>;
}

/** The headless centre under plain Node. */
export async function startServer(options: StartOptions = {}): Promise<RunningServer> {
  const { dataDir, discard } = dataDirOf(options);
  const child = spawn(process.execPath, [join(ROOT, 'out', 'main', 'server.js'), ...appArguments(options, dataDir)], {
    cwd: ROOT,
    env: { ...process.env, LUBART_ROOT: ROOT },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let output = '';
  const origin = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const match = /Lubart is at (http:\/\/127\.0\.0\.1:\d+)\//.exec(output);
      if (match?.[1]) resolve(match[1]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => reject(new Error(`the server ended with ${String(code)}:\n${output}`)));
  });
  return {
    process: child,
    origin,
    dataDir,
    async close() {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGTERM');
        await ended;
      }
      discard();
    },
  };
}

/** Chromium as a person on this machine would use it. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: need('LUBART_CHROMIUM'),
    args: [...(isRoot ? ['--no-sandbox'] : []), '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

/** The host's log of a data folder, for failures. */
export function hostLog(dataDir: string): string {
  return readFileSync(join(dataDir, 'logs', 'host.log'), 'utf8');
}
