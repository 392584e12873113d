/** kill -9 at the desk: of the host behind the window, and of the whole application. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startDesktop, type RunningDesktop } from '../../helpers/built-app.ts';
import { descendantsOf, isRunning } from '../../helpers/processes.ts';
import { expectMoving, logCrash, open, openIncident, signIn, tiles } from '../flows/desk.ts';

let dataDir: string;
const start = (): Promise<RunningDesktop> => startDesktop({ dataDir, cameras: 2, args: ['--light', 'day', '--events', 'off'] });
const hostPid = () => Number(readFileSync(join(dataDir, 'lock.pid'), 'utf8'));

/** Ends a process at once; it may be ending already. */
function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

test.beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'lubart-killed-desktop-'));
});
test.afterEach(() => {
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

test('the host dies: the window stays, its tiles say how old they are, and it goes on without a new sign-in', async () => {
  const desk = await start();
  try {
    const { page } = desk;
    await signIn(page, 'inspector');
    const tile = tiles(page).first();
    await expectMoving(tile);

    // Whatever is started in its place is killed too, until the tile says that its picture stands.
    await expect
      .poll(
        async () => {
          kill(hostPid());
          return await tile.getAttribute('data-state');
        },
        { timeout: 30_000, message: 'the tile says that its picture stands' },
      )
      .toMatch(/frozen|gone/);
    expect(Number(await tile.getAttribute('data-age-ms'))).toBeGreaterThan(1_000);

    await expectMoving(tile);
    await expect(page.locator('.rail')).toBeVisible();
    const { number } = await logCrash(page, 'Після падіння застосунку');
    await openIncident(page, number);
  } finally {
    await desk.close();
  }
});

test('the whole application dies: nothing stays behind, and the next start has all that was logged', async () => {
  const first = await start();
  await signIn(first.page, 'inspector');
  await expectMoving(tiles(first.page).first());
  const { number } = await logCrash(first.page, 'Перед падінням застосунку');
  const started = descendantsOf(first.pid);
  expect(started.length).toBeGreaterThanOrEqual(4);
  const isClosed = first.app.waitForEvent('close');
  kill(first.pid);
  await isClosed;
  await expect
    .poll(() => started.filter(isRunning).map(({ argv }) => argv.join(' ').slice(0, 200)), { timeout: 10_000, message: 'what it had started is gone' })
    .toEqual([]);

  const second = await start();
  try {
    await signIn(second.page, 'inspector');
    await expectMoving(tiles(second.page).first());
    await open(second.page, 'incidents');
    await openIncident(second.page, number);
  } finally {
    await second.close();
  }
});
