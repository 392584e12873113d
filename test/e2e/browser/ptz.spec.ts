/** Moving a camera by keys, seen in the picture itself. */
import { expect, test, type Browser, type Page } from '@playwright/test';
import { launchBrowser, startServer, type RunningServer } from '../../helpers/built-app.ts';
import { cameraPosition } from '../../helpers/demo-cameras.ts';
import { expectMoving, framesOf, open, signIn } from '../flows/desk.ts';
import { differenceOf, samplePicture, type PictureSample } from '../flows/picture-sample.ts';
import { tileOf } from '../flows/tile-watch.ts';

const NUMBER = 'К-008';

test.describe('moving a camera', () => {
  let server: RunningServer;
  let browser: Browser;
  let page: Page;
  let home: PictureSample;
  /** How much the street's own life changes the picture. */
  let life: number;

  test.beforeAll(async () => {
    server = await startServer({ cameras: 1, args: ['--light', 'day', '--events', 'off'] });
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
    await page.goto(`${server.origin}/`);
    await signIn(page, 'inspector');
    await open(page, 'monitor');
    await page.keyboard.press('F4');
    await expect(tile()).toBeVisible({ timeout: 60_000 });
    await expectMoving(tile());
    await page.keyboard.press('1');
    home = await samplePicture(tile());
    await later();
    life = differenceOf(home, await samplePicture(tile()));
  });
  test.afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const tile = () => tileOf(page, NUMBER);
  const position = () => cameraPosition(server.pid, NUMBER);
  /** Some frames on. */
  const later = async () => {
    const before = await framesOf(tile());
    await expect.poll(() => framesOf(tile())).toBeGreaterThan(before + 10);
  };
  const isElsewhere = (sample: PictureSample) => differenceOf(home, sample) > Math.max(3 * life, 8);

  test('an arrow held moves the picture, letting go stops it', async () => {
    await page.keyboard.press('p');
    await page.keyboard.down('ArrowRight');
    await expect.poll(async () => (await position()).pan, { message: 'the camera turns' }).toBeGreaterThan(0.3);
    await page.keyboard.up('ArrowRight');
    await expect.poll(async () => isElsewhere(await samplePicture(tile())), { message: 'the picture shows another view' }).toBe(true);
    // It stands: two looks with frames in between see the same place.
    await later();
    const stopped = await position();
    const view = await samplePicture(tile());
    await later();
    expect(await position()).toEqual(stopped);
    expect(differenceOf(view, await samplePicture(tile()))).toBeLessThan(differenceOf(home, view));
  });

  test('a preset turns it to its place, home back to the first picture', async () => {
    await page.keyboard.press('p');
    await page.keyboard.press('1');
    await expect.poll(async () => (await position()).pan, { message: 'it goes to the preset' }).toBeCloseTo(-0.45, 2);
    await expect.poll(async () => isElsewhere(await samplePicture(tile()))).toBe(true);
    await page.keyboard.press('p');
    await page.keyboard.press('0');
    await expect.poll(position, { message: 'it goes home' }).toEqual({ pan: 0, tilt: 0, zoom: 0 });
    await expect.poll(async () => isElsewhere(await samplePicture(tile())), { message: 'the first picture is back' }).toBe(false);
  });
});
