import { defineConfig } from '@playwright/test';

/** End to end: the built application, a real window or a real browser. One at a time: each brings a demo city of its own. */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  workers: 1,
  fullyParallel: false,
  retries: 0,
  timeout: 240_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  projects: [
    { name: 'desktop', testDir: 'test/e2e/desktop' },
    { name: 'browser', testDir: 'test/e2e/browser' },
  ],
});
