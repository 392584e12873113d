/** A tile never passes an old picture off as live, whatever stops it, and comes back by itself. */
import { expect, test, type Page } from '@playwright/test';
import { startDesktop, type RunningDesktop } from '../../helpers/built-app.ts';
import { tellCamera } from '../../helpers/demo-cameras.ts';
import { connectDesk, signIn as newSession } from '../../helpers/desk-connection.ts';
import { childRunning, desktopHost } from '../../helpers/processes.ts';
import { until } from '../../helpers/until.ts';
import { expectMoving, framesOf, open, signIn } from '../flows/desk.ts';
import { alarmOf, tileOf, watchTiles, type TileWatch } from '../flows/tile-watch.ts';

const FIRST = 'К-008';
const SECOND = 'К-012';
/** A new part has to start, sign in at the cameras and wait for a key frame, on a machine that does much else. */
const BACK_WITHIN_MS = 60_000;
const SEEN_HAPPENED = 'Дим із вікна другого поверху.';

test.describe('honest tiles @honest', () => {
  let desk: RunningDesktop;
  let page: Page;
  let watch: TileWatch;

  test.beforeAll(async () => {
    test.setTimeout(240_000);
    desk = await startDesktop({ cameras: 2, args: ['--light', 'day', '--events', 'off'] });
    page = desk.page;
    await signIn(page, 'inspector');
    await open(page, 'monitor');
    await page.keyboard.press('F4');
    for (const number of [FIRST, SECOND]) await expectMoving(tileOf(page, number));
    watch = await watchTiles(page);
  });
  test.afterAll(() => desk?.close());

  const expectAllMoving = async () => {
    for (const number of [FIRST, SECOND]) await expectMoving(tileOf(page, number), BACK_WITHIN_MS);
  };

  /** Kills a part, and whatever is started in its place, until the desk has noticed. */
  const keepKilling = (what: string, pidOf: () => number | null, isNoticed: () => Promise<boolean>) =>
    until(
      what,
      async () => {
        const pid = pidOf();
        if (pid !== null) process.kill(pid, 'SIGKILL');
        return isNoticed();
      },
      BACK_WITHIN_MS,
    );
  const areAllMarked = async () => (await page.locator('.live-tile:not(.stale, .frozen, .lost)').count()) === 0;

  /** Texts of the drafts that the host keeps for the inspector. */
  async function draftTexts(): Promise<unknown[]> {
    const origin = await desk.httpOrigin();
    const connection = connectDesk(origin, await newSession(origin, 'inspector'));
    try {
      return (await connection.client.incidents.drafts()).map(({ fields }) => fields['text']);
    } finally {
      connection.close();
    }
  }

  test('a camera that stops sending: late, then frozen with its age, an alarm, and moving again', async () => {
    const tile = tileOf(page, FIRST);
    await tellCamera(desk.pid, FIRST, 'freeze');
    await expect(tile).toHaveClass(/stale/);
    await expect(tile).toHaveClass(/frozen/);
    await expect(tile.locator('.plate')).toContainText(/(ЗАСТИГЛО|FROZEN|Frozen) \d+/);
    await expect(alarmOf(page, FIRST)).toBeVisible({ timeout: 40_000 });
    await expect(alarmOf(page, FIRST)).toHaveClass(/new/);
    await expect(tileOf(page, SECOND)).toHaveAttribute('data-state', 'live');
    await tellCamera(desk.pid, FIRST, 'thaw');
    await expectMoving(tile, BACK_WITHIN_MS);
    await expect(tile.locator('.plate')).toHaveCount(0);
    await watch.expectHonest();
  });

  test('a stuck encoder: frames come, the picture is said to stand', async () => {
    const tile = tileOf(page, FIRST);
    await tellCamera(desk.pid, FIRST, 'freeze?mode=repeat');
    await expect(tile).toHaveClass(/frozen/, { timeout: 30_000 });
    const before = await framesOf(tile);
    await expect.poll(() => framesOf(tile), { message: 'frames still come' }).toBeGreaterThan(before + 5);
    await expect(tile).toHaveClass(/frozen/);
    await expect(tile.locator('.plate')).toContainText(/зображення не змінюється|does not change|unchanged|not changing/);
    await tellCamera(desk.pid, FIRST, 'thaw');
    await expectMoving(tile, BACK_WITHIN_MS);
    await watch.expectHonest();
  });

  test('an unplugged camera: no signal and why, and back at once when it is plugged in', async () => {
    const tile = tileOf(page, SECOND);
    await tellCamera(desk.pid, SECOND, 'down');
    await expect(tile).toHaveClass(/frozen/);
    await expect(alarmOf(page, SECOND)).toBeVisible({ timeout: 40_000 });
    await expect(tile.locator('.plate')).toContainText(/камера не відповідає|does not answer/);
    await watch.expectHonest();
    // Whoever opens the picture now gets no frame of it, not even the last ones that were held on the way.
    await page.keyboard.press('F2');
    await page.keyboard.press('F4');
    await expect(tile).toHaveAttribute('data-state', 'gone');
    expect((await watch.take()).filter(({ number, state }) => number === SECOND && state === 'live')).toEqual([]);
    await expect(tile.locator('.plate')).toContainText(/НЕМАЄ СИГНАЛУ|NO SIGNAL/i);
    const before = await framesOf(tile);
    await tellCamera(desk.pid, SECOND, 'up');
    // Five seconds are promised; the rest is for a busy test machine.
    await expect.poll(() => framesOf(tile), { timeout: 15_000, message: 'the picture comes back' }).toBeGreaterThan(before);
    await expectAllMoving();
  });

  test('kill -9 of the media gateway', async () => {
    await watch.take();
    await keepKilling('all tiles are marked', () => childRunning(desk.pid, 'go2rtc')?.pid ?? null, areAllMarked);
    await expectAllMoving();
    await watch.expectHonest();
  });

  test('kill -9 of all cameras', async () => {
    await keepKilling('all tiles are marked', () => childRunning(desk.pid, 'simulator.js')?.pid ?? null, areAllMarked);
    await expectAllMoving();
    await watch.expectHonest();
  });

  test('kill -9 of the host: said on the page; sign-in, pictures and what was typed stay', async () => {
    await page.keyboard.press('1');
    await page.keyboard.press('i');
    await expect(page.getByRole('combobox').first()).toBeFocused();
    await page.keyboard.type('пожежа');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Alt+t');
    await page.keyboard.type(SEEN_HAPPENED);
    const text = page.locator('#composer-text');
    await expect(page.locator('.composer-head')).toContainText(/чернетку збережено|draft kept/i);
    // What was typed last may still be on its way to the host.
    await until('the draft on disk has the text', async () => (await draftTexts()).includes(SEEN_HAPPENED));
    await watch.take();
    const banner = page.locator('.note-bar.s1[role=alert]');
    await keepKilling(
      'the page says that the host does not answer',
      () => desktopHost(desk.pid)?.pid ?? null,
      async () => (await banner.count()) > 0,
    );
    await expect(banner).toHaveCount(0, { timeout: BACK_WITHIN_MS });
    await expect(page.locator('.rail')).toBeVisible();
    await expect(text).toHaveValue(SEEN_HAPPENED);
    await expect.poll(async () => (await page.locator('.live-tile[data-state=live]').count()) > 0, { timeout: BACK_WITHIN_MS }).toBe(true);
    await watch.expectHonest();
  });

  test('a reloaded page offers the draft, and goes on with it', async () => {
    await page.reload();
    await expect(page.locator('.rail')).toBeVisible();
    await expect(page.locator('.note-bar', { hasText: /не завершено|not finished|unfinished/ })).toBeVisible();
    await page.keyboard.press('d');
    await expect(page.locator('#composer-text')).toHaveValue(SEEN_HAPPENED);
    await expectMoving(page.locator('.focus-tile .live-tile'), BACK_WITHIN_MS);
  });
});
