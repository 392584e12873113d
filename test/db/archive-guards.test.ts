/** What the database refuses of the archive, whatever code asks. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import sqlite3 from 'sqlite3';
import { join } from 'node:path';
import { INSPECTOR, makeRecording, type RecordingBench } from '../helpers/archive/recording.ts';
import { fillArchive } from '../helpers/archive/fill-archive.ts';
import { makeStream } from '../helpers/archive/stream-server.ts';
import { openTestKernel, type TestKernel } from '../helpers/kernel.ts';

let kernel: TestKernel;
let bench: RecordingBench;
let cameraId: string;
const from = Date.UTC(2026, 10, 20, 10, 0, 0);

beforeEach(async () => {
  kernel = await openTestKernel();
  bench = makeRecording(kernel, null);
  cameraId = bench.cameras[0]?.id ?? '';
  await fillArchive(kernel, cameraId, makeStream({ seconds: 12 }), from);
  await kernel.db.write((trx) =>
    bench.feature.lock(trx, {
      incidentId: 'incident',
      incidentNumber: '2026-000001',
      cameraIds: [cameraId],
      from: from + 4_500,
      to: from + 5_000,
      reason: 'logged',
      actor: INSPECTOR,
    }),
  );
});

afterEach(() => kernel.close());

/** Any SQL on a connection of its own, as another program would. */
function run(sql: string): Promise<string> {
  return new Promise((resolve) => {
    const db = new sqlite3.Database(join(kernel.config.dataDir, 'lubart.db'));
    db.exec(sql, (error) => db.close(() => resolve(error ? error.message : 'done')));
  });
}

const starts = async () => (await bench.feature.segments(cameraId, 0, Number.MAX_SAFE_INTEGER)).map((segment) => segment.start - from);

test('a segment that a lock covers cannot be deleted by any SQL; the others can', async () => {
  expect(await run('delete from recording_segment')).toContain('under an evidence lock');
  expect(await starts()).toHaveLength(6);
  expect(await run(`delete from recording_segment where start_ms < ${from + 4_000} or start_ms > ${from + 5_500}`)).toBe('done');
  const left = await starts();
  expect(left).toHaveLength(1);
  expect(left[0]).toBeGreaterThanOrEqual(3_800);
  expect(left[0]).toBeLessThanOrEqual(4_500);
});

test('a lock cannot be removed, narrowed or released twice, and a segment cannot be moved out of it', async () => {
  expect(await run('delete from evidence_lock')).toContain('are kept');
  expect(await run(`update evidence_lock set to_ms = from_ms + 1`)).toContain('do not change');
  expect(await run('update recording_segment set end_ms = start_ms + 1')).toContain('do not change');
  expect(await run("update recording_segment set sha256 = replace(sha256, '0', '1')")).toContain('do not change');
  expect(await run('update evidence_lock set released_at = 1')).toBe('done');
  expect(await run('update evidence_lock set released_at = null')).toContain('already released');
  expect(await run('delete from recording_segment')).toBe('done');
});

test('the chain of custody cannot be changed or shortened', async () => {
  expect(await run("update custody_event set by_name = 'somebody else'")).toContain('append-only');
  expect(await run('delete from custody_event')).toContain('append-only');
});

test('a lock reaches into the future: what is recorded later is covered as it comes', async () => {
  await kernel.db.write((trx) =>
    bench.feature.lock(trx, {
      incidentId: 'incident',
      incidentNumber: '2026-000001',
      cameraIds: [cameraId],
      from: from + 100_000,
      to: from + 190_000,
      reason: 'logged',
      actor: INSPECTOR,
    }),
  );
  await fillArchive(kernel, cameraId, makeStream({ seconds: 12 }), from + 120_000);
  expect(await run(`delete from recording_segment where start_ms > ${from + 60_000}`)).toContain('under an evidence lock');
});
