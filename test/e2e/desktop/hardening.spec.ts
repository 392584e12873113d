/** What the page may not do, tried from within the page of the running desktop; and where no password may stand. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { startDesktop, type RunningDesktop } from '../../helpers/built-app.ts';
import { childRunning, descendantsOf, environmentOf } from '../../helpers/processes.ts';
import { expectMoving, signIn, tiles } from '../flows/desk.ts';

const FOREIGN = 'https://example.org/';

/** Electron has it, its types have not. */
interface WithPreferences {
  getLastWebPreferences(): Record<string, unknown>;
}

test.describe('the desktop is closed', () => {
  let desk: RunningDesktop;
  let page: Page;

  test.beforeAll(async () => {
    desk = await startDesktop({ cameras: 1, args: ['--light', 'day', '--events', 'off'] });
    page = desk.page;
    await signIn(page, 'administrator');
    await expectMoving(tiles(page).first());
  });
  test.afterAll(() => desk?.close());

  const refusals = (what: string) =>
    readFileSync(join(desk.dataDir, 'logs', 'desktop.log'), 'utf8')
      .split('\n')
      .filter((line) => line.includes(what)).length;

  test('the page has nothing of Node or Electron', async () => {
    const seen = await page.evaluate(() => {
      const frame = document.body.appendChild(document.createElement('iframe'));
      const usual = new Set(Object.getOwnPropertyNames(frame.contentWindow ?? {}));
      frame.remove();
      const node = ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'setImmediate'];
      return {
        node: node.filter((name) => name in window),
        // A page in Chromium alone has the same, but for what the map, the schemas and the test's own tool put there.
        added: Object.getOwnPropertyNames(window).filter((name) => !usual.has(name) && !/^(\d+|__pw.*|__playwright.*|L|_leaflet_\w+|__zod_\w+)$/.test(name)),
      };
    });
    expect(seen).toEqual({ node: [], added: [] });
  });

  test('every window is isolated and sandboxed, without tools', async () => {
    const windows = await desk.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(({ webContents }) => {
        webContents.openDevTools();
        return {
          preferences: (webContents as unknown as WithPreferences).getLastWebPreferences(),
          url: webContents.getURL(),
          hasTools: webContents.isDevToolsOpened(),
        };
      }),
    );
    expect(windows).toHaveLength(1);
    expect(windows[0]?.url).toMatch(/^app:\/\/console\//);
    expect(windows[0]?.hasTools).toBe(false);
    expect(windows[0]?.preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
    });
    for (const wish of ['nodeIntegrationInWorker', 'navigateOnDragDrop', 'enableBlinkFeatures']) expect(windows[0]?.preferences[wish] ?? false).toBeFalsy();
  });

  test('the only channel from the page asks for its port', async () => {
    const channels = await desk.app.evaluate(({ ipcMain }) => {
      const { _invokeHandlers: handlers } = ipcMain as unknown as { _invokeHandlers?: Map<string, unknown> };
      return { sent: ipcMain.eventNames().map(String), asked: [...(handlers?.keys() ?? [])] };
    });
    // The others are Electron's own: a guard without a page, and the release of a texture.
    expect(channels).toEqual({ sent: ['error', 'lubart:ready'], asked: ['IMPORT_SHARED_TEXTURE_RELEASE_RENDERER_TO_MAIN'] });
  });

  test('permissions and devices are denied', async () => {
    const answers = await page.evaluate(async () => {
      const ask = async (name: string) => (await navigator.permissions.query({ name: name as PermissionName })).state;
      const fails = (promise: Promise<unknown>) =>
        promise.then(
          () => 'allowed',
          (error: unknown) => (error instanceof Error ? error.name : 'failed'),
        );
      return {
        permissions: await Promise.all(['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi', 'storage-access'].map(ask)),
        camera: await fails(navigator.mediaDevices.getUserMedia({ video: true })),
        screen: await fails(navigator.mediaDevices.getDisplayMedia()),
        notification: await Notification.requestPermission(),
        position: await new Promise((resolve) =>
          navigator.geolocation.getCurrentPosition(
            () => resolve('allowed'),
            (error) => resolve(error.code === error.PERMISSION_DENIED ? 'denied' : `code ${error.code}`),
          ),
        ),
      };
    });
    expect(answers.permissions).toEqual(answers.permissions.map(() => 'denied'));
    expect(answers).toMatchObject({ notification: 'denied', position: 'denied' });
    expect([answers.camera, answers.screen]).not.toContain('allowed');
  });

  test('the page cannot go elsewhere', async () => {
    const address = page.url();
    const refused = refusals('navigation refused');
    const left = await desk.app.evaluateHandle(({ BrowserWindow }) => {
      const urls: string[] = [];
      BrowserWindow.getAllWindows()[0]?.webContents.on('did-navigate', (_event, url) => urls.push(url));
      return urls;
    });
    await page.evaluate((url) => {
      location.assign(url);
    }, FOREIGN);
    await expect.poll(() => refusals('navigation refused')).toBe(refused + 1);
    await page.evaluate((url) => {
      const link = document.body.appendChild(Object.assign(document.createElement('a'), { href: url, textContent: '.' }));
      link.click();
      link.remove();
    }, FOREIGN);
    await expect.poll(() => refusals('navigation refused')).toBe(refused + 2);
    await page.evaluate(() => location.assign('file:///etc/passwd'));
    await page.evaluate((url) => {
      const form = document.body.appendChild(Object.assign(document.createElement('form'), { action: url, method: 'post' }));
      form.submit();
      form.remove();
      document.head.append(Object.assign(document.createElement('meta'), { httpEquiv: 'refresh', content: `0;url=${url}` }));
    }, FOREIGN);
    await page.evaluate((url) => {
      const frame = document.body.appendChild(Object.assign(document.createElement('iframe'), { src: url }));
      return new Promise((resolve) => frame.addEventListener('load', resolve));
    }, FOREIGN);
    expect(await left.jsonValue()).toEqual([]);
    expect(page.url()).toBe(address);
    // Asked directly: the test's tool waits for navigations that it has seen begin.
    expect(await page.evaluate(() => document.querySelector('.rail') !== null)).toBe(true);
  });

  test('the page opens no window; the browser gets known addresses alone', async () => {
    const refused = refusals('new window refused');
    const opened = await desk.app.evaluateHandle(({ shell }) => {
      const urls: string[] = [];
      shell.openExternal = (url: string) => {
        urls.push(url);
        return Promise.resolve();
      };
      return urls;
    });
    const hostile = [FOREIGN, 'file:///etc/passwd', 'smb://example.org/share', 'https://www.openstreetmap.org@example.org/', 'http://www.openstreetmap.org/'];
    const isOpen = await page.evaluate((urls) => urls.map((url) => window.open(url) !== null), [...hostile, 'https://www.openstreetmap.org/copyright']);
    expect(isOpen).not.toContain(true);
    await expect.poll(() => opened.jsonValue()).toEqual(['https://www.openstreetmap.org/copyright']);
    expect(refusals('new window refused')).toBeGreaterThan(refused);
    expect(desk.app.windows()).toHaveLength(1);
  });

  test('a webview is a name without a meaning', async () => {
    const isPlain = await page.evaluate((url) => {
      const view: HTMLElement = document.body.appendChild(document.createElement('webview'));
      view.setAttribute('src', url);
      view.setAttribute('nodeintegration', '');
      const plain = view.shadowRoot === null && !['getWebContentsId', 'loadURL'].some((name) => name in view);
      view.remove();
      return plain;
    }, FOREIGN);
    expect(isPlain).toBe(true);
    expect(await desk.app.evaluate(({ webContents }) => webContents.getAllWebContents().map((one) => one.getType()))).toEqual(['window']);
  });

  test('the policy stops inline scripts, eval and foreign places', async () => {
    const found = await page.evaluate(async (url) => {
      const violations: string[] = [];
      const isToldOfFetch = new Promise<void>((resolve) => {
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
          violations.push(effectiveDirective);
          if (effectiveDirective === 'connect-src') resolve();
        });
      });
      const script = document.body.appendChild(document.createElement('script'));
      script.textContent = 'document.body.dataset.ran = "inline"';
      script.remove();
      // In a task of its own, since what a debugger runs directly is not bound by the policy.
      const evaluated = await new Promise((resolve) =>
        setTimeout(() => {
          try {
            resolve((window as unknown as { eval: (text: string) => unknown }).eval('1'));
          } catch (error) {
            resolve(error instanceof Error ? error.name : 'failed');
          }
        }),
      );
      const outcome = (promise: Promise<unknown>) =>
        promise.then(
          () => 'allowed',
          () => 'blocked',
        );
      const foreignScript = await outcome(
        new Promise((resolve, reject) => {
          const element = Object.assign(document.createElement('script'), { src: url, onload: resolve, onerror: reject });
          document.body.append(element);
        }),
      );
      const foreign = await Promise.all([outcome(fetch(url)), outcome(fetch('http://127.0.0.1:9/')), outcome(fetch('http://192.168.1.64/'))]);
      await isToldOfFetch;
      return { ran: document.body.dataset['ran'] ?? null, evaluated, foreign, foreignScript, violations };
    }, FOREIGN);
    expect(found).toMatchObject({ ran: null, evaluated: 'EvalError', foreign: ['blocked', 'blocked', 'blocked'], foreignScript: 'blocked' });
    for (const directive of ['script-src-elem', 'script-src', 'connect-src']) expect(found.violations).toContain(directive);
  });

  test('app: serves the built files and nothing beside them', async () => {
    const addresses = [
      'app://console/../package.json',
      'app://console/%2e%2e/%2e%2e/package.json',
      'app://console/..%2f..%2fpackage.json',
      'app://console/..%5c..%5cpackage.json',
      'app://console//etc/passwd',
      'app://console/assets/%00',
      'app://elsewhere/index.html',
    ];
    const fetched = await desk.app.evaluate(
      ({ net }, urls) =>
        Promise.all(
          urls.map(async (url) => {
            const answer = await net.fetch(url);
            return [url, answer.status, (await answer.text()).length];
          }),
        ),
      [...addresses, 'app://console/index.html'],
    );
    expect(fetched.slice(0, -1)).toEqual(addresses.map((url) => [url, 404, 0]));
    expect(fetched.at(-1)?.[1]).toBe(200);
  });

  test("a camera's password stands nowhere: not on disk, in no command line, not in the page", async () => {
    const simulator = childRunning(desk.pid, 'simulator.js');
    const password = simulator ? (environmentOf(simulator).get('LUBART_SIM_PASSWORD') ?? '') : '';
    expect(password.length).toBeGreaterThan(16);
    const forms = [password, encodeURIComponent(password), Buffer.from(password).toString('base64'), Buffer.from(`admin:${password}`).toString('base64')];
    const holds = (text: string) => forms.some((form) => text.includes(form));

    const files = readdirSync(desk.dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.length).toBeGreaterThan(10);
    const withPassword = files.map((entry) => join(entry.parentPath, entry.name)).filter((file) => holds(readFileSync(file, 'latin1')));
    expect(withPassword).toEqual([]);

    const processes = descendantsOf(desk.pid);
    expect(processes.length).toBeGreaterThan(4);
    expect(processes.filter(({ argv }) => holds(argv.join('\0')))).toEqual([]);

    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, document.documentElement.outerHTML]));
    expect(kept.length).toBeGreaterThan(1_000);
    expect(holds(kept)).toBe(false);
  });

  test('pages run under the sandbox when the person is not root', async () => {
    test.skip(process.getuid?.() === 0, 'Chromium has no sandbox for root');
    const pages = descendantsOf(desk.pid).filter(({ argv }) => argv.join(' ').includes('--type=renderer'));
    expect(pages.length).toBeGreaterThan(0);
    expect(pages.filter(({ argv }) => argv.join(' ').includes('--no-sandbox'))).toEqual([]);
  });
});
