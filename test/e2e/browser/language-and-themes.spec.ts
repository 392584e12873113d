/** Languages and themes change under the running picture; every screen is reachable by a Ukrainian keyboard and judged by axe. */
import { expect, test, type Browser, type Page } from '@playwright/test';
import { launchBrowser, startServer, type RunningServer } from '../../helpers/built-app.ts';
import { demoInbox } from '../../helpers/demo-inbox.ts';
import { until } from '../../helpers/until.ts';
import { expectAccessible } from '../flows/accessibility.ts';
import { expectMoving, framesOf, logCrash, open, openIncident, signIn, signOut, tiles, type PageName } from '../flows/desk.ts';
import { openLink } from '../flows/responder.ts';
import { UkrainianKeys } from '../flows/ukrainian-keys.ts';

const CYRILLIC = /[а-яіїєґ]/i;

test.describe('languages, themes, access', () => {
  let server: RunningServer;
  let browser: Browser;
  let page: Page;
  let number: string;

  test.beforeAll(async () => {
    server = await startServer({ cameras: 2, args: ['--light', 'day', '--events', 'off'] });
    browser = await launchBrowser();
    const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
    page = await context.newPage();
    await page.goto(`${server.origin}/`);
  });
  test.afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const background = () => page.evaluate(() => getComputedStyle(document.querySelector('.rail') ?? document.body).backgroundColor);

  test('the sign-in page', async () => {
    await expect(page.locator('.kbd', { hasText: 'Alt 1' })).toBeVisible({ timeout: 60_000 });
    await expectAccessible(page, 'sign-in');
  });

  test('the language changes on the spot: no reload, the picture goes on, and it stays with the account', async () => {
    await signIn(page, 'inspector');
    await open(page, 'monitor');
    await page.keyboard.press('F4');
    const tile = tiles(page).first();
    await expect(tile).toBeVisible({ timeout: 60_000 });
    await expectMoving(tile);
    await expect(page.locator('html')).toHaveAttribute('lang', 'uk');
    const loadedAt = await page.evaluate(() => performance.timeOrigin);
    const frames = await framesOf(tile);

    await page.keyboard.press('Alt+g');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expect(page).toHaveTitle('Monitor · Lubart');
    for (const part of ['.rail', '.tools']) await expect(page.locator(part)).not.toContainText(CYRILLIC);
    expect(await page.evaluate(() => performance.timeOrigin)).toBe(loadedAt);
    expect(await framesOf(tile)).toBeGreaterThanOrEqual(frames);
    await expectMoving(tile);

    await page.reload();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expect(page).toHaveTitle('Monitor · Lubart');
    await page.keyboard.press('Alt+g');
    await expect(page).toHaveTitle('Монітор · Lubart');
  });

  test('themes change in turn, and stay with the desk', async () => {
    const seen = new Set<string>();
    for (const theme of ['night', 'light', 'dark']) {
      await page.keyboard.press('Alt+t');
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      seen.add(await background());
    }
    expect(seen.size).toBe(3);
    await page.keyboard.press('Alt+t');
    await page.reload();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'night');
    await page.keyboard.press('Alt+t');
    await page.keyboard.press('Alt+t');
  });

  test('every key lies where it is on a Ukrainian keyboard', async () => {
    const keys = await UkrainianKeys.on(page);
    await keys.press('KeyG');
    await keys.press('KeyI');
    await expect(page).toHaveTitle('Інциденти · Lubart');
    await keys.press('KeyG');
    await keys.press('KeyM');
    await expect(page).toHaveTitle('Монітор · Lubart');
    await expectMoving(tiles(page).first());
    await page.keyboard.press('1');
    await keys.press('KeyI');
    await expect(page.getByRole('combobox').first()).toBeFocused();
    await keys.type('дтп');
    await expect(page.getByRole('option').first()).toContainText(/ДТП/i);
    await page.keyboard.press('Enter');
    await keys.press('KeyT', true);
    await keys.type('двалегкові');
    await expect(page.locator('#composer-text')).toHaveValue('двалегкові');
    await expectAccessible(page, 'composer');
    await page.keyboard.press('Escape');
    await expect(page.locator('#composer-text')).toHaveCount(0);
  });

  test('the screens of an inspector', async () => {
    // A picture is attached only where there is one.
    await expectMoving(tiles(page).first());
    number = (await logCrash(page, 'Зіткнення двох легкових.')).number;
    for (const [key, name] of [
      ['F2', 'map'],
      ['F3', 'map and wall'],
      ['F4', 'wall'],
    ] as const) {
      await page.keyboard.press(key);
      await expectMoving(page.locator('.live-tile:visible').first());
      await expectAccessible(page, name);
    }
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectAccessible(page, 'palette');
    await page.keyboard.press('Escape');
    await openIncident(page, number);
    await expectAccessible(page, 'incident');
    await eachPage(['incidents', 'archive', 'evidence', 'cameras', 'services']);
  });

  test('the screens of an administrator', async () => {
    await signOut(page);
    await signIn(page, 'administrator');
    await eachPage(['audit', 'settings']);
  });

  test('the screens that are looked at most, by night and in the office', async () => {
    for (const theme of ['night', 'light']) {
      await page.keyboard.press('Alt+t');
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      for (const name of ['monitor', 'incidents'] as const) await eachPage([name], theme);
      await openIncident(page, number);
      await expectAccessible(page, `incident, ${theme}`);
    }
  });

  test("the responder's page", async () => {
    const message = await until('the message', async () => (await demoInbox(server.pid)).find((one) => one.number === number && one.channel === 'webhook'));
    await expectAccessible(await openLink(browser, message.responseUrl ?? ''), 'response');
  });

  /** Opens each page, waits until it shows something, and has it judged. */
  async function eachPage(names: readonly PageName[], theme = 'dark'): Promise<void> {
    for (const name of names) {
      await open(page, name);
      await expect(page.getByRole('main')).toBeVisible();
      await expect(page.locator('.loading')).toHaveCount(0);
      await expectAccessible(page, `${name}, ${theme}`);
    }
  }
});
