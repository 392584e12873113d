import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { listBackups } from '#main/db/backup.ts';
import { createAudit } from '#main/features/audit/index.ts';
import { createCare } from '#main/features/care/index.ts';
import { manualClock, openTestKernel, type TestKernel } from '../../helpers/kernel.ts';

const HOUR_MS = 3_600_000;
const clock = manualClock();
let kernel: TestKernel;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  kernel = await openTestKernel({ clock });
});
afterEach(async () => {
  vi.useRealTimers();
  await kernel.close();
});

const copies = () => listBackups(join(kernel.config.dataDir, 'backups'));

it('cares once a day, and goes on when one part of it fails', async () => {
  let forgotten = 0;
  const care = createCare(kernel, {
    audit: createAudit(kernel).service,
    forget: [
      { what: 'what cannot be forgotten', run: () => Promise.reject(new Error('no')) },
      { what: 'sessions', run: () => Promise.resolve((forgotten += 1)) },
    ],
  });
  await care.start();
  const anHourPassesUntil = (isSo: () => boolean) => vi.waitUntil(() => (vi.advanceTimersByTime(HOUR_MS), isSo()));
  await anHourPassesUntil(() => copies().length === 1);
  clock.advance(24 * HOUR_MS);
  await anHourPassesUntil(() => copies().length === 2);
  expect(forgotten).toBe(2);
  await care.stop();
  expect(readdirSync(join(kernel.config.dataDir, 'backups')).filter((name) => name.endsWith('.part'))).toEqual([]);
});
