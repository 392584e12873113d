/** The whole application dies, or is started twice on one data folder. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { desktopCommand, startDesktop, type RunningDesktop } from '../../helpers/built-app.ts';
import { startRefused } from '../../helpers/built-server.ts';
import { descendantsOf, isRunning } from '../../helpers/processes.ts';
import { until } from '../../helpers/until.ts';
import { expectMoving, logCrash, open, openIncident, signIn, tiles } from '../flows/desk.ts';

const OPTIONS = { cameras: 2, args: ['--light', 'day', '--events', 'off'] };
const IN_USE = 3;

test.describe('the whole application', () => {
  let dataDir: string;
  let desk: RunningDesktop;
  let number: string;

  test.beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'lubart-whole-'));
    desk = await startDesktop({ ...OPTIONS, dataDir });
  });
  test.afterAll(async () => {
    await desk?.close();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  });

  test('is refused a second start on the same data, in words', async () => {
    await expect(desk.page.getByRole('textbox').first()).toBeVisible({ timeout: 60_000 });
    const second = await endOf(desktopCommand({ ...OPTIONS, dataDir }));
    expect(second).toMatchObject({ exitCode: IN_USE });
    expect(second.output).toContain(dataDir);
    const server = await startRefused({ ...OPTIONS, dataDir });
    expect(server).toMatchObject({ exitCode: IN_USE });
    expect(server.output).toContain(dataDir);
    // The first one goes on.
    await signIn(desk.page, 'inspector');
    await expectMoving(tiles(desk.page).first());
  });

  test('leaves nothing behind when it is killed, and the next start has all that was logged', async () => {
    await expect((await openLane(desk.page)).locator('.lane-rec')).toHaveCount(1, { timeout: 40_000 });
    await open(desk.page, 'monitor');
    await expectMoving(tiles(desk.page).first());
    number = (await logCrash(desk.page, 'Перед падінням застосунку.')).number;
    const started = descendantsOf(desk.pid);
    expect(started.length).toBeGreaterThan(4);
    const isClosed = desk.app.waitForEvent('close');
    process.kill(desk.pid, 'SIGKILL');
    await isClosed;
    await until('everything it had started is gone', () => started.every((one) => !isRunning(one)));

    desk = await startDesktop({ ...OPTIONS, dataDir });
    const { page } = desk;
    await signIn(page, 'inspector');
    await expectMoving(tiles(page).first());
    await openIncident(page, number);
    await expect(page.getByText('Перед падінням застосунку.').first()).toBeVisible();
  });

  test('says in the archive what is missing since, and why', async () => {
    const { page } = desk;
    const lane = await openLane(page);
    await expect(lane.locator('.lane-gap', { hasText: /центр не працював|the centre did not run/ })).toBeVisible({ timeout: 40_000 });
    // Recorded before it and after it.
    await expect.poll(() => lane.locator('.lane-rec').count(), { timeout: 40_000 }).toBeGreaterThan(1);
  });
});

/** The first camera's lane in the archive. */
async function openLane(page: Page): Promise<Locator> {
  await open(page, 'archive');
  await expect(page.locator('.archive-pick')).toHaveCount(OPTIONS.cameras);
  await page.keyboard.press('t');
  await page.keyboard.press('Enter');
  return page.locator('.archive-lanes .lane-row:not(.day, .head)');
}

interface Ended {
  exitCode: number | null;
  output: string;
}

function endOf({ file, args, env, cwd }: ReturnType<typeof desktopCommand>): Promise<Ended> {
  const child = spawn(file, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ exitCode, output }));
  });
}
