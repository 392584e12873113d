/** Starts the built application as a user would: the desktop in a real Electron window, or the server for a browser. */
import { join } from 'node:path';
import { _electron, chromium, type Browser, type ElectronApplication, type Page } from '@playwright/test';
import { appArguments, dataDirOf, ROOT, type StartOptions } from './built-server.ts';

export { hostLog, ROOT, startServer, type RunningServer, type StartOptions } from './built-server.ts';

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

/** What a start of the desktop runs, under the runtime the launcher found. */
export function desktopCommand(options: StartOptions & { dataDir: string }) {
  return {
    file: join(need('ELECTRON_OVERRIDE_DIST_PATH'), 'electron'),
    args: [...(isRoot ? ['--no-sandbox'] : []), join(ROOT, 'out', 'main', 'desktop.js'), ...appArguments(options, options.dataDir)],
    env: { ...process.env, LUBART_ROOT: ROOT } as Record<string, string>,
    cwd: ROOT,
  };
}

/** The desktop in a real window. */
export async function startDesktop(options: StartOptions = {}): Promise<RunningDesktop> {
  const { dataDir, discard } = dataDirOf(options);
  const { args, env, cwd } = desktopCommand({ ...options, dataDir });
  const app = await _electron.launch({ args, env, cwd });
  const page = await app.firstWindow();
  const size = options.size ?? { width: 1920, height: 1080 };
  await app.evaluate(({ BrowserWindow }, { width, height }) => BrowserWindow.getAllWindows()[0]?.setContentSize(width, height), size);
  return {
    app,
    page,
    dataDir,
    pid: app.process().pid ?? 0,
    httpOrigin: async () => {
      // The page's own policy names the one place beside its files that it may talk to.
      const policy = await page.evaluate(async () => (await fetch(location.pathname)).headers.get('content-security-policy'));
      const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(policy ?? '')?.[0];
      if (origin === undefined) throw new Error('the page names no host');
      return origin;
    },
    async close() {
      await app.close();
      discard();
    },
  };
}

/** Chromium as a person on this machine would use it. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: need('LUBART_CHROMIUM'),
    args: [
      ...(isRoot ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
