/**
 * Every main screen with live pictures, at both sizes the console is drawn for. With LUBART_README_PICTURES=1 the README's
 * pictures are made instead, of a city at work.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { newId } from '#main/kernel/ids.ts';
import { launchBrowser, ROOT, startServer, type RunningServer } from '../../helpers/built-app.ts';
import { letHappen, tellCamera } from '../../helpers/demo-cameras.ts';
import { connectDesk, signIn as newSession, type DeskConnection } from '../../helpers/desk-connection.ts';
import { until } from '../../helpers/until.ts';
import { answer, INCIDENTS_OF_AN_HOUR, linkFor, liveThroughAnHour } from '../flows/busy-hour.ts';
import { dispatchLine, expectMoving, logCrash, open, openIncident, signIn, tiles } from '../flows/desk.ts';
import { introduce, openLink, press } from '../flows/responder.ts';
import { tileOf } from '../flows/tile-watch.ts';

const isForReadme = process.env['LUBART_README_PICTURES'] === '1';
const LARGE = { width: 1920, height: 1080 };
const SMALL = { width: 1366, height: 768 };

/** Opens the console, and notes what the page complains about. */
async function openConsole(browser: Browser, origin: string, viewport: typeof LARGE): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(`${origin}/`);
  return { page, complaints };
}

test.describe('screens @screenshots', () => {
  test.skip(isForReadme, "the README's pictures are made instead");
  let server: RunningServer;
  let browser: Browser;
  let number: string;

  test.beforeAll(async () => {
    server = await startServer({ cameras: 4, args: ['--light', 'day', '--events', 'off'] });
    browser = await launchBrowser();
  });
  test.afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  for (const size of [LARGE, SMALL]) {
    test(`stand whole at ${size.width}x${size.height}, pictures move, nothing complains`, async () => {
      const { page, complaints } = await openConsole(browser, server.origin, size);
      const expectWhole = async (screen: string) => {
        const content = await page.evaluate(() => ({ width: document.documentElement.scrollWidth, height: document.documentElement.scrollHeight }));
        expect(content, `${screen} fits the window`).toEqual(size);
        expect(complaints, screen).toEqual([]);
      };
      await expect(page.locator('.kbd', { hasText: 'Alt 1' })).toBeVisible({ timeout: 60_000 });
      await expectWhole('sign-in');
      await signIn(page, 'inspector');
      await open(page, 'monitor');
      for (const [key, screen] of [
        ['F2', 'map'],
        ['F3', 'map and wall'],
        ['F4', 'wall'],
      ] as const) {
        await page.keyboard.press(key);
        await expectMoving(tiles(page).locator('visible=true').first());
        await expectWhole(screen);
      }
      await page.keyboard.press('1');
      await page.keyboard.press('i');
      await expectMoving(page.locator('.focus-tile .live-tile'));
      await expectWhole('composer');
      await page.keyboard.press('Escape');
      await expect(page.locator('.composer')).toHaveCount(0);
      await expectMoving(tiles(page).first());
      number ??= (await logCrash(page, 'Зіткнення двох легкових.')).number;
      await openIncident(page, number);
      await expectMoving(page.locator('.live-tile').first());
      await expectWhole('incident');
      for (const name of ['incidents', 'archive', 'evidence', 'cameras', 'services'] as const) {
        await open(page, name);
        await expect(page.getByRole('main')).toBeVisible();
        await expectWhole(name);
      }
      await page.context().close();
    });
  }
});

test.describe("the README's pictures", () => {
  test.skip(!isForReadme, 'made on demand: LUBART_README_PICTURES=1');

  const CAMERAS = 16;
  const ACCIDENT = 'К-114';
  const FOLDER = join(ROOT, '.readme');
  const MAX_PICTURE_BYTES = 250_000;
  let server: RunningServer;
  let browser: Browser;
  let inspector: DeskConnection;
  let supervisor: DeskConnection;

  test.beforeAll(async () => {
    server = await startServer({ cameras: CAMERAS, args: ['--light', 'day', '--events', 'off'] });
    browser = await launchBrowser();
    inspector = connectDesk(server.origin, await newSession(server.origin, 'inspector'));
    supervisor = connectDesk(server.origin, await newSession(server.origin, 'supervisor'));
  });
  test.afterAll(async () => {
    inspector?.close();
    supervisor?.close();
    await browser?.close();
    await server?.close();
  });

  /** As good as fits into the repository. */
  const take = async (page: Page, name: string) => {
    for (const quality of [82, 76, 70, 64]) {
      const picture = await page.screenshot({ type: 'jpeg', quality, animations: 'disabled' });
      if (picture.length > MAX_PICTURE_BYTES) continue;
      mkdirSync(FOLDER, { recursive: true });
      writeFileSync(join(FOLDER, `${name}.jpg`), picture);
      return;
    }
    throw new Error(`${name} is too large`);
  };

  test('a crash, from the picture to the services', async () => {
    test.setTimeout(900_000);
    const { client } = inspector;
    const cameras = await until(
      'all cameras stream',
      async () => {
        const list = await client.cameras.list();
        return list.length === CAMERAS && list.every(({ state }) => state === 'streaming') ? list : null;
      },
      600_000,
    );
    const idOf = (number: string) => cameras.find((one) => one.number === number)?.id ?? '';
    await client.access.setLanguage({ language: 'en' });
    const first = [ACCIDENT, 'К-021', 'К-008', 'К-087'];
    const others = cameras.map((one) => one.number).filter((number) => !first.includes(number));
    const places = [
      [0.79, 0.72],
      [0.65, 0.22],
      [0.15, 0.4],
      [0.565, 0.01],
    ] as const;
    await client.wall.saveLayout({
      id: newId(),
      name: 'Центр, день',
      view: 'map',
      grid: 9,
      wallCameraIds: [...first, ...others].map(idOf),
      mapTiles: first.map((number, n) => ({ cameraId: idOf(number), x: places[n]?.[0] ?? 0, y: places[n]?.[1] ?? 0, width: 256, height: 170 })),
      isCurrent: true,
    });
    const city = { origin: server.origin, pid: server.pid };
    await liveThroughAnHour({ ...city, desks: [client, supervisor.client] });
    await letHappen(server.pid, ACCIDENT, 'crash', 900);

    const { page } = await openConsole(browser, server.origin, LARGE);
    await signIn(page, 'inspector');
    await open(page, 'monitor');
    for (const number of first) await expectMoving(tileOf(page, number));
    await page.keyboard.press('1');
    await page.keyboard.press('i');
    await expect(page.getByRole('combobox').first()).toBeFocused();
    await page.keyboard.type('crash inj');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Alt+t');
    await page.keyboard.type('Зіткнення двох легкових на перехресті, одна перегородила смугу до центру. Із червоної ніхто не виходить.');
    await expect(page.locator('.attached-picture img')).toHaveCount(1);
    for (const key of ['F1', 'F2']) await page.keyboard.press(key);
    // Out of the text, where letters are letters.
    await page.keyboard.press('Tab');
    await page.keyboard.press('s');
    await expect(page.locator('.attached-picture img')).toHaveCount(2);
    await page.keyboard.press('n');
    await page.keyboard.press('1');
    await expect(page.locator('.attached-picture img')).toHaveCount(3);
    await page.keyboard.press('Alt+t');
    await expectMoving(page.locator('.focus-tile .live-tile'));
    await take(page, 'composer');
    await page.keyboard.press('Control+Enter');
    const toast = page.locator('.toast', { hasText: /20\d\d-\d{6}/ });
    const number = /20\d\d-\d{6}/.exec((await toast.textContent()) ?? '')?.[0] ?? '';

    const loggedAt = Date.now();
    // The services take their time, as people do.
    const after = (seconds: number) => until(`${seconds} s have passed`, () => Date.now() > loggedAt + seconds * 1_000, 60_000);
    const id = (await client.incidents.list({ filter: { search: number } })).rows[0]?.id ?? '';
    const phone = await openLink(browser, await linkFor(server.pid, number, '101'));
    await introduce(phone, 'В. Савчук');
    await after(8);
    await answer(city, number, '102', ['accept']);
    await after(14);
    await press(phone, 'accept');
    await expect(phone.locator('[data-action=en-route]')).toBeEnabled();
    await take(phone, 'response');
    await after(21);
    await answer(city, number, '1580', ['refuse']);
    await answer(city, number, '102', ['en-route']);
    await client.incidents.tickStep({ id, step: 'injured' });
    await after(32);
    await press(phone, 'en-route');
    await client.incidents.addEntry({ id, key: newId(), text: 'Потерпілий один, чоловік близько 40 років, при свідомості, сидить на бордюрі.' });
    await after(47);
    await answer(city, number, '102', ['on-scene']);
    await client.incidents.tickStep({ id, step: 'neighbour-cameras' });

    await openIncident(page, number);
    await expectMoving(page.locator('.live-tile').first());
    // Nobody at 103 answers in time.
    await expect(dispatchLine(page, '103')).toContainText(/\+00:[2-5]\d/, { timeout: 180_000 });
    await take(page, 'incident');
    await open(page, 'incidents');
    await page.getByRole('tab').last().click();
    await expect(page.locator('.tbl tbody tr')).toHaveCount(INCIDENTS_OF_AN_HOUR + 1);
    await page.locator('.tbl tbody tr').first().click();
    await expect(page.locator('aside img, .selected img').first()).toBeVisible();
    await take(page, 'log');

    await tellCamera(server.pid, 'К-087', 'freeze');
    await open(page, 'monitor');
    await page.keyboard.press('F2');
    for (const each of first.slice(0, 3)) await expectMoving(tileOf(page, each));
    await expect(page.locator('.live-tile.frozen, .live-tile.lost').first()).toBeVisible({ timeout: 60_000 });
    await page.keyboard.press('1');
    await take(page, 'monitor-map');
    await tellCamera(server.pid, 'К-087', 'thaw');
    await page.keyboard.press('F4');
    for (const each of [...first, ...others].slice(0, 9)) await expectMoving(tileOf(page, each));
    await take(page, 'monitor-wall');
  });
});
