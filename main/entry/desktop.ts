/** Electron's main process: the window, the host that does the work, and what holds them together. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, powerSaveBlocker, session, type BrowserWindow, type MessagePortMain } from 'electron';
import { readConfig } from '../kernel/config.ts';
import { createLogger } from '../kernel/log.ts';
import { appArguments } from '../electron/app-arguments.ts';
import { registerAppScheme, serveApp } from '../electron/app-protocol.ts';
import { restrictContents } from '../electron/content-rules.ts';
import { enableDevelopmentTools } from '../electron/development.ts';
import { findFreePort } from '../electron/free-port.ts';
import { startHostProcess } from '../electron/host-process.ts';
import { HostSupervisor } from '../electron/host-supervisor.ts';
import { whenLauncherIsGone } from '../electron/launcher-link.ts';
import { setMinimalMenu } from '../electron/menu.ts';
import { answerSecret } from '../electron/secrets.ts';
import { restrictSession } from '../electron/session-rules.ts';
import { openConsole } from '../electron/windows.ts';
import { WindowPorts } from '../electron/window-ports.ts';

/** Exit codes beside 0: something is wrong with the set-up, or the data folder is in use. */
const EXIT_FAILED = 1;
const EXIT_IN_USE = 3;

/** The folder that holds package.json, out/ and resources/: the clone, or the archive of a packaged program. */
const root = join(import.meta.dirname, '..', '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const isDevelopment = !app.isPackaged && process.env['NODE_ENV'] === 'development';
// Electron may have been given the folder or this very file.
const args = appArguments(process.argv, app.isPackaged ? [] : [root, import.meta.filename]);
const env: NodeJS.ProcessEnv = { ...process.env, LUBART_ROOT: process.env['LUBART_ROOT'] ?? root };
const packagedGateway = join(process.resourcesPath, 'bin', 'go2rtc');
if (app.isPackaged && existsSync(packagedGateway)) env['LUBART_GO2RTC'] ??= packagedGateway;
const config = readConfig(args, env, version);
const language = args[args.indexOf('--lang') + 1];
// What the page sees as the system's language until somebody has chosen another.
if (args.includes('--lang') && language !== undefined) app.commandLine.appendSwitch('lang', language);

// Chromium's profile moves with the data, and with it the lock that keeps a second start away.
const stateDir = join(config.dataDir, 'desktop');
mkdirSync(stateDir, { recursive: true, mode: 0o700 });
app.setName('Lubart');
app.setPath('userData', stateDir);

if (app.requestSingleInstanceLock()) void run();
else {
  process.stderr.write(
    `Lubart already runs on this data folder: ${config.dataDir}\nIts window was brought to the front. Close it, or start with --data OTHER-FOLDER.\n`,
  );
  app.exit(EXIT_IN_USE);
}

async function run(): Promise<void> {
  const log = createLogger({ file: join(config.dataDir, 'logs', 'desktop.log') });
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'bug in the desktop process');
    process.stderr.write(`Lubart met an error it did not expect; the log in ${join(config.dataDir, 'logs')} has the details.\n${String(error)}\n`);
    void stop(EXIT_FAILED);
  });
  registerAppScheme();
  // Chromium has no sandbox for root, whose starter has said so by this switch; windows ask for it all the same.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  restrictContents(app, () => hostOrigin, log);

  // Chosen before there is a host, so that the first page's policy can already name its origin.
  let hostPort = config.httpPort === 0 ? await findFreePort() : config.httpPort;
  let hostOrigin = originAt(hostPort);
  const host = new HostSupervisor<MessagePortMain>({
    log,
    start: () => startHostProcess(join(config.entryDir, 'host.js'), [...args, '--data', config.dataDir, '--port', String(hostPort)], env, log),
    answerSecret,
    onReady: (readyOrigin) => {
      const isElsewhere = readyOrigin !== hostOrigin;
      hostOrigin = readyOrigin;
      hostPort = Number(new URL(readyOrigin).port);
      if (isElsewhere) consoleWindow?.webContents.reload();
      ports.hostReady(readyOrigin);
    },
    onLost: (wasReady) => {
      ports.hostLost();
      if (!wasReady && config.httpPort === 0) void chooseAnotherPort();
    },
    onFatal: (code, message) => {
      process.stderr.write(`${message}\n`);
      void stop(code === 'DATA_IN_USE' ? EXIT_IN_USE : EXIT_FAILED);
    },
  });
  const ports = new WindowPorts(host, log);
  let consoleWindow: BrowserWindow | null = null;
  let exitCode = 0;
  let isStopped = false;

  /** The port may be what kept the host from starting: somebody else can have taken it. */
  async function chooseAnotherPort(): Promise<void> {
    try {
      hostPort = await findFreePort();
    } catch (error) {
      log.error({ err: error }, 'no free port could be found');
    }
  }

  /** Closes the windows, then the host, then this process. */
  function stop(code: number): void {
    exitCode = code;
    app.quit();
  }

  app.on('window-all-closed', () => stop(0));
  app.on('will-quit', (event) => {
    if (isStopped) return;
    event.preventDefault();
    isStopped = true;
    void host.stop().finally(() => app.exit(exitCode));
  });
  app.on('second-instance', () => {
    if (consoleWindow?.isMinimized()) consoleWindow.restore();
    consoleWindow?.focus();
  });
  whenLauncherIsGone(env, () => stop(0));

  await app.whenReady();
  restrictSession(session.defaultSession, () => hostOrigin, log);
  serveApp(session.defaultSession, config.rendererDir, () => hostOrigin, log);
  setMinimalMenu();
  powerSaveBlocker.start('prevent-display-sleep');
  if (isDevelopment) enableDevelopmentTools(app, config.rendererDir);
  host.start();

  const icon = join(config.resourcesDir, 'icons', 'icon.png');
  consoleWindow = openConsole({
    stateDir,
    preload: join(root, 'out', 'preload', 'index.cjs'),
    icon: existsSync(icon) ? icon : null,
    isDevelopment,
    log,
  });
  ports.add(consoleWindow.webContents, 'console');
  consoleWindow.once('closed', () => {
    consoleWindow = null;
  });
}

function originAt(port: number): string {
  return `http://127.0.0.1:${port}`;
}
