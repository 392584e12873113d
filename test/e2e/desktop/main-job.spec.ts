import { test, type Browser } from '@playwright/test';
import { launchBrowser, startDesktop, type RunningDesktop } from '../../helpers/built-app.ts';
import { doMainJob } from '../flows/main-job.ts';

const CAMERAS = 4;
let desk: RunningDesktop;
let responders: Browser;

test.beforeEach(async () => {
  desk = await startDesktop({ cameras: CAMERAS, args: ['--light', 'day', '--events', 'off'] });
  responders = await launchBrowser();
});

test.afterEach(async () => {
  await responders.close();
  await desk.close();
});

test('the main job in the desktop window @main-job', async () => {
  test.setTimeout(480_000);
  await doMainJob({ page: desk.page, responders, dataDir: desk.dataDir, pid: desk.pid, cameras: CAMERAS });
});
