import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DiskSpace } from '#main/features/recording/disk-space.ts';
import { ArchivePaths } from '#main/features/recording/archive-paths.ts';
import { ArchiveRepository } from '#main/features/recording/repository.ts';
import { Retention } from '#main/features/recording/retention.ts';
import { INSPECTOR, makeRecording, type RecordingBench } from '../../../helpers/archive/recording.ts';
import { fillArchive } from '../../../helpers/archive/fill-archive.ts';
import { makeStream } from '../../../helpers/archive/stream-server.ts';
import { manualClock, openTestKernel, type TestKernel } from '../../../helpers/kernel.ts';

const DAY_MS = 86_400_000;
const from = Date.UTC(2026, 10, 10, 23, 59, 54);
let kernel: TestKernel;
let clock: ReturnType<typeof manualClock>;
let bench: RecordingBench;
let retention: Retention;
let disk: DiskSpace;
let cameraId: string;
let paths: ArchivePaths;

beforeEach(async () => {
  clock = manualClock(from + 10 * DAY_MS);
  kernel = await openTestKernel({ clock });
  bench = makeRecording(kernel, null);
  cameraId = bench.cameras[0]?.id ?? '';
  paths = new ArchivePaths(kernel.config.dataDir);
  await fillArchive(kernel, cameraId, makeStream({ seconds: 12 }), from);
  const repository = new ArchiveRepository(kernel.db.read);
  const alarms = {
    raise: (alarm: { key: string; kind: string }) => Promise.resolve(void bench.raised.set(alarm.key, alarm.kind)) as never,
    end: (key: string) => Promise.resolve(void bench.raised.delete(key)),
  };
  disk = new DiskSpace(kernel, { settings: { current: () => bench.settings }, alarms }, paths.root);
  retention = new Retention(kernel, { settings: { current: () => bench.settings }, audit: bench.audit }, paths, repository, disk);
  await retention.load();
});

afterEach(() => kernel.close());

const stored = () => bench.feature.segments(cameraId, 0, Number.MAX_SAFE_INTEGER);
const lock = (lockFrom: number, to: number) =>
  kernel.db.write((trx) =>
    bench.feature.lock(trx, { incidentId: 'i', incidentNumber: '2026-000001', cameraIds: [cameraId], from: lockFrom, to, reason: 'logged', actor: INSPECTOR }),
  );

test('what is past its days goes, with files, folders and initialisation segment, and the audit log says so', async () => {
  await retention.run();
  expect(await stored()).toHaveLength(6);
  bench.settings.recording.retentionDays = 5;
  await kernel.db.write((trx) => trx.updateTable('recording_run').set({ ended_at: from }).execute());
  expect(await retention.run()).toBe(6);
  expect(await stored()).toEqual([]);
  expect(readdirSync(paths.camera(cameraId))).toEqual([]);
  expect(retention.storedBytes).toBe(0);
  expect((await bench.audit.list({ limit: 10 })).map((row) => row.action)).toContain('recording.expire');
});

test('what a lock covers stays beyond its days, with its file', async () => {
  await lock(from + 4_500, from + 5_000);
  bench.settings.recording.retentionDays = 5;
  await retention.run();
  const left = await stored();
  expect(left).toHaveLength(1);
  expect(existsSync(left[0]?.file ?? '')).toBe(true);
  expect(existsSync(left[0]?.initFile ?? '')).toBe(true);
});

test('over the quota the oldest go first, no more than needed, and never the locked ones', async () => {
  const before = await stored();
  await lock(from, from + 1_000);
  const keep = before.slice(-2).reduce((sum, segment) => sum + segment.bytes, 0) + (before[0]?.bytes ?? 0);
  bench.settings.recording.quotaGiB = (keep + 10) / 1024 ** 3;
  await retention.run();
  expect((await stored()).map((segment) => segment.id)).toEqual([before[0]?.id, before[4]?.id, before[5]?.id]);
});

test('without the reserve recording stops and the alarm is raised; with room again it goes on', async () => {
  await lock(from - DAY_MS, from + DAY_MS);
  bench.settings.recording.reserveGiB = 1e9;
  await retention.run();
  expect(disk.mayRecord).toBe(false);
  expect(bench.raised.get('disk-low')).toBe('disk-low');
  expect(await stored()).toHaveLength(6);
  bench.settings.recording.reserveGiB = 0.0001;
  await retention.run();
  expect(disk.mayRecord).toBe(true);
  expect(bench.raised.size).toBe(0);
});

test('a file that lost its row in an interrupted deletion goes with its day', async () => {
  const [first] = await stored();
  await kernel.db.write((trx) =>
    trx
      .deleteFrom('recording_segment')
      .where('id', '=', first?.id ?? '')
      .execute(),
  );
  expect(existsSync(first?.file ?? '')).toBe(true);
  bench.settings.recording.retentionDays = 5;
  await retention.run();
  expect(readdirSync(join(paths.camera(cameraId))).filter((name) => name.startsWith('2026'))).toEqual([]);
});
