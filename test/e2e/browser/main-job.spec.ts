import { test, type Browser } from '@playwright/test';
import { launchBrowser, startServer, type RunningServer } from '../../helpers/built-app.ts';
import { doMainJob } from '../flows/main-job.ts';

const CAMERAS = 4;
let server: RunningServer;
let browser: Browser;

test.beforeEach(async () => {
  server = await startServer({ cameras: CAMERAS, args: ['--light', 'day', '--events', 'off'] });
  browser = await launchBrowser();
});

test.afterEach(async () => {
  await browser.close();
  await server.close();
});

test('the main job in Chromium @main-job-browser', async () => {
  test.setTimeout(480_000);
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  await page.goto(`${server.origin}/`);
  await doMainJob({ page, responders: browser, dataDir: server.dataDir, pid: server.pid, cameras: CAMERAS });
});
