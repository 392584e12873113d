/**
 * The main job, from a camera found on the network to a clip that openssl verifies, on the running demo city. The
 * desktop and the browser do the very same.
 */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Browser, type Page } from '@playwright/test';
import type { InboxMessage } from '#main/demo-services/message-store.ts';
import { demoInbox } from '../../helpers/demo-inbox.ts';
import { until } from '../../helpers/until.ts';
import { dispatchLine, expectMoving, logCrash, open, openIncident, signIn, signOut, tiles } from './desk.ts';
import { flipOneByte, lubartVerify, probeClip, runPrintedCommands, unpack } from './package-on-disk.ts';
import { introduce, openLink, press, refuse } from './responder.ts';

export interface MainJob {
  page: Page;
  /** Somebody else's browser. */
  responders: Browser;
  dataDir: string;
  /** The process above the host's children. */
  pid: number;
  cameras: number;
}

const SEEN = 'Зіткнення двох легкових, одна перегородила смугу до центру.';
/** The desk must see a press within a second; the rest is for a busy test machine. */
const SEEN_AT_DESK = { timeout: 5_000 };

export async function doMainJob({ page, responders, dataDir, pid, cameras }: MainJob): Promise<void> {
  await test.step('the administrator finds the cameras by asking the network', async () => {
    await signIn(page, 'administrator');
    await open(page, 'cameras');
    await expect(page.locator('.tbl tbody tr')).not.toHaveCount(0, { timeout: 120_000 });
    await expect.poll(() => page.locator('.tbl tbody tr').count(), { timeout: 180_000 }).toBe(cameras);
    await page.keyboard.press('Shift+F');
    // Other cities may answer on the same machine; ours are those that the register knows.
    await expect(page.locator('.discovery .tbl tbody tr', { hasText: /відома|known/ })).toHaveCount(cameras, { timeout: 30_000 });
    await signOut(page);
  });

  await test.step('the inspector sees moving pictures', async () => {
    await signIn(page, 'inspector');
    await open(page, 'monitor');
    await page.keyboard.press('F4');
    await expectMoving(tiles(page).first());
    await expectMoving(tiles(page).nth(1));
  });

  const { number } = await test.step('logs a crash and dispatches two services without a mouse', () => logCrash(page, SEEN));

  const messages = await test.step('both messages arrive, one by webhook, one by mail', () =>
    until('messages for 102 and 103', async () => {
      const mine = (await demoInbox(pid)).filter((message) => message.number === number);
      return mine.length === 2 ? new Map(mine.map((message): [string, InboxMessage] => [message.service, message])) : null;
    }));
  expect([messages.get('102')?.channel, messages.get('103')?.channel]).toEqual(['webhook', 'email']);

  await openIncident(page, number);
  const police = dispatchLine(page, '102');
  const ambulance = dispatchLine(page, '103');

  await test.step('the police accept and go, the ambulance refuses; the desk sees each at once, with the name', async () => {
    const phone = await openLink(responders, messages.get('102')?.responseUrl ?? '');
    await introduce(phone, 'І. Ковальчук');
    await press(phone, 'accept');
    await expect(police).toContainText('І. Ковальчук', SEEN_AT_DESK);
    await press(phone, 'en-route');
    await press(phone, 'on-scene');
    await expect(page.locator('.journal, [aria-label]').filter({ hasText: 'І. Ковальчук' }).first()).toBeVisible(SEEN_AT_DESK);
    const tablet = await openLink(responders, messages.get('103')?.responseUrl ?? '');
    await introduce(tablet, 'С. Гнатюк');
    await refuse(tablet, 'вільні після 19:00');
    await expect(ambulance).toHaveClass(/ref/, SEEN_AT_DESK);
    await expect(ambulance).toContainText('С. Гнатюк');
    await phone.close();
    await tablet.close();
  });

  const zip = await test.step('the evidence is exported', async () => {
    await page.keyboard.press('e');
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.type('Запит слідчого, справа 12/2026');
    await page.keyboard.press('Enter');
    await expect(page.locator('.pack-hash')).toBeVisible({ timeout: 200_000 });
    await page.locator('.pack').getByRole('button').first().click();
    await expect(page.locator('.verdict')).toHaveClass(/ok/, { timeout: 30_000 });
    const name = readdirSync(join(dataDir, 'evidence')).find((file) => file.endsWith('.zip'));
    if (!name) throw new Error('no package lies in the data folder');
    return join(dataDir, 'evidence', name);
  });

  await test.step('anyone can check it: our command, plain openssl, ffprobe', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lubart-court-'));
    try {
      const root = await unpack(zip, folder);
      const trust = join(root, 'certs', 'desk-ca.pem');
      expect(lubartVerify(zip).exitCode).toBe(2);
      expect(lubartVerify(zip, trust)).toMatchObject({ exitCode: 0 });
      expect(runPrintedCommands(root).length).toBeGreaterThanOrEqual(4);
      const clips = readdirSync(join(root, 'clips'));
      expect(clips.length).toBeGreaterThan(0);
      const clip = join(root, 'clips', clips[0] ?? '');
      expect(probeClip(clip)).toMatchObject({ codec: 'h264' });
      expect(probeClip(clip).seconds).toBeGreaterThan(5);
      expect(existsSync(join(root, 'snapshots'))).toBe(true);

      flipOneByte(clip);
      const judged = lubartVerify(root, trust);
      expect(judged.exitCode).toBe(4);
      expect(judged.output).toContain(clips[0]);
      expect(() => runPrintedCommands(root)).toThrow();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  await test.step('the clip plays in the console', async () => {
    await page.locator('.clip-link').first().click();
    const player = page.locator('video').first();
    await expect
      .poll(() => player.evaluate((video: HTMLVideoElement) => video.getVideoPlaybackQuality().totalVideoFrames), { timeout: 30_000 })
      .toBeGreaterThan(5);
  });
}
