import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ArchivePaths } from '#main/features/recording/archive-paths.ts';
import { newId } from '#main/kernel/ids.ts';
import { makeCamera, makeRecording, type RecordingBench } from '../../../helpers/archive/recording.ts';
import { fillArchive } from '../../../helpers/archive/fill-archive.ts';
import { makeStream, StreamServer } from '../../../helpers/archive/stream-server.ts';
import { openTestKernel, type TestKernel } from '../../../helpers/kernel.ts';
import { until } from '../../../helpers/until.ts';

let kernel: TestKernel;
let bench: RecordingBench;
let cameraId: string;
let paths: ArchivePaths;
const from = Date.now() - 60_000;
const camera = makeCamera({ isRecorded: false });

beforeEach(async () => {
  kernel = await openTestKernel();
  bench = makeRecording(kernel, null, { cameras: [camera] });
  cameraId = camera.id;
  paths = new ArchivePaths(kernel.config.dataDir);
  await fillArchive(kernel, cameraId, makeStream({ seconds: 12 }), from);
});

afterEach(async () => {
  await bench.feature.stop();
  await kernel.close();
});

const stored = () => bench.feature.segments(cameraId, 0, Number.MAX_SAFE_INTEGER);

/** What a host leaves that died while the last segment was being written and before the one before was entered. */
async function leaveUnfinished(cutBytes: number) {
  const segments = await stored();
  const [entered, open] = segments.slice(-2);
  if (!entered || !open) throw new Error('too few segments');
  await kernel.db.write((trx) => trx.deleteFrom('recording_segment').where('id', 'in', [entered.id, open.id]).execute());
  const bytes = readFileSync(open.file);
  const part = `${open.file}.part`;
  writeFileSync(part, bytes.subarray(0, bytes.length - cutBytes));
  rmSync(open.file);
  return { entered, open };
}

test('an unfinished segment is kept up to its last whole frame, an unentered one is entered', async () => {
  const { entered, open } = await leaveUnfinished(100);
  await bench.feature.start();
  const segments = await stored();
  expect(segments.at(-2)).toMatchObject({ id: entered.id, start: entered.start, sha256: entered.sha256, frames: entered.frames });
  const kept = segments.at(-1);
  expect(kept).toMatchObject({ id: open.id, frames: open.frames - 1, runId: open.runId });
  expect(
    createHash('sha256')
      .update(readFileSync(kept?.file ?? ''))
      .digest('hex'),
  ).toBe(kept?.sha256);
  expect(readdirSync(paths.day(cameraId, open.start)).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('the time since the last picture is noted as the host being stopped', async () => {
  const last = (await stored()).at(-1);
  await bench.feature.start();
  expect(await bench.feature.gaps(cameraId, 0, Number.MAX_SAFE_INTEGER)).toEqual([{ from: last?.end, to: null, cause: 'host-stopped' }]);
});

test('a row whose file is gone counts as missing from then on, and the rest stays', async () => {
  const lost = (await stored())[2];
  rmSync(lost?.file ?? '');
  await bench.feature.start();
  expect((await stored()).map((segment) => segment.id)).not.toContain(lost?.id);
  expect(await stored()).toHaveLength(5);
  const spans = await bench.feature.timeline(cameraId, from, from + 11_000);
  expect(spans.map((span) => [span.state, span.cause])).toEqual([
    ['recorded', null],
    ['missing', 'file-lost'],
    ['recorded', null],
  ]);
});

test('what is no recording is set aside, never deleted', async () => {
  const day = paths.day(cameraId, from);
  writeFileSync(join(day, `${from}-${newId()}.m4s`), 'this is no video');
  writeFileSync(join(day, 'notes.txt'), 'somebody put this here');
  await bench.feature.start();
  expect(await stored()).toHaveLength(6);
  expect(readdirSync(paths.setAside(cameraId))).toHaveLength(2);
});

test('a new name that did not reach the disk is given again', async () => {
  const last = (await stored()).at(-1);
  renameSync(last?.file ?? '', `${last?.file ?? ''}.part`);
  await bench.feature.start();
  expect(existsSync(last?.file ?? '')).toBe(true);
  expect(await stored()).toHaveLength(6);
});

test('recording goes on after all that in a new run, and the gap is closed', async () => {
  await leaveUnfinished(100);
  appendFileSync(paths.init(cameraId, 'not-a-run'), 'x');
  const server = new StreamServer(makeStream({ seconds: 30 }));
  await server.listen();
  bench = makeRecording(kernel, server, { cameras: [{ ...camera, isRecorded: true }], segmentMs: 1_000 });
  await bench.feature.start();
  const segments = await until('new segments', async () => ((await stored()).length > 7 ? stored() : null));
  expect(new Set(segments.map((segment) => segment.runId)).size).toBe(2);
  const [gap] = await bench.feature.gaps(cameraId, 0, Number.MAX_SAFE_INTEGER);
  expect(gap).toMatchObject({ cause: 'host-stopped' });
  expect(gap?.to).not.toBeNull();
  await bench.feature.stop();
  await server.close();
});
