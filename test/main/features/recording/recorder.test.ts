import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findBox } from '#main/protocols/mp4/box.ts';
import { readFragment } from '#main/protocols/mp4/fragment.ts';
import { readInit } from '#main/protocols/mp4/init-segment.ts';
import { makeRecording, type RecordingBench } from '../../../helpers/archive/recording.ts';
import { makeStream, StreamServer } from '../../../helpers/archive/stream-server.ts';
import { openTestKernel, type TestKernel } from '../../../helpers/kernel.ts';
import { until } from '../../../helpers/until.ts';

let kernel: TestKernel;
let server: StreamServer;
let bench: RecordingBench;

beforeEach(async () => {
  kernel = await openTestKernel();
  server = new StreamServer(makeStream({ seconds: 30 }));
  await server.listen();
  bench = makeRecording(kernel, server, { segmentMs: 1_000 });
  await bench.feature.start();
});

afterEach(async () => {
  await bench.feature.stop();
  await server.close();
  await kernel.close();
});

const cameraId = () => bench.cameras[0]?.id ?? '';
const stored = () => bench.feature.segments(cameraId(), 0, Number.MAX_SAFE_INTEGER);
const storedAtLeast = (count: number) => until(`${count} segments`, async () => ((await stored()).length >= count ? stored() : null));

test('segments start with a key frame, join without a seam, carry the hash of their file and the time of their frames', async () => {
  const before = Date.now();
  const segments = await storedAtLeast(3);
  for (const [index, segment] of segments.entries()) {
    const bytes = readFileSync(segment.file);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(segment.sha256);
    expect(bytes.length).toBe(segment.bytes);
    const init = readInit(readFileSync(segment.initFile));
    const moof = findBox(bytes, ['moof']);
    const [first] = readFragment(bytes.subarray(0, moof?.end), init);
    expect(first?.startsWithKey).toBe(true);
    expect(first?.decodeTime).toBe(segment.mediaStart);
    expect(segment.keyFrames).toBe(1);
    expect(segment.frames).toBe(10);
    const next = segments[index + 1];
    if (!next) continue;
    expect(next.mediaStart).toBe(segment.mediaEnd);
    expect(next.start).toBe(segment.end);
  }
  const [first, last] = [segments[0], segments.at(-1)];
  expect(first?.start).toBeGreaterThan(before - 3_000);
  expect(last?.end).toBeLessThanOrEqual(Date.now() + 250);
  expect(bench.feature.health()).toMatchObject({ state: 'ok', recording: 1, wanted: 1 });
});

test('a lost camera is a gap with its cause, closed when pictures come again, in a new run', async () => {
  await storedAtLeast(1);
  server.isRefusing = true;
  server.cut();
  const [open] = await until('an open gap', async () => {
    const gaps = await bench.feature.gaps(cameraId(), 0, Number.MAX_SAFE_INTEGER);
    return gaps.some((gap) => gap.to === null) ? gaps : null;
  });
  expect(open?.cause).toBe('camera-lost');
  const count = (await stored()).length;
  expect(open?.from).toBe((await stored()).at(-1)?.end);

  server.isRefusing = false;
  const segments = await storedAtLeast(count + 1);
  const gaps = await bench.feature.gaps(cameraId(), 0, Number.MAX_SAFE_INTEGER);
  expect(gaps).toHaveLength(1);
  expect(gaps[0]?.to).not.toBeNull();
  expect(Math.abs((gaps[0]?.to ?? 0) - (segments[count]?.start ?? 0))).toBeLessThan(300);
  expect(segments[count]?.runId).not.toBe(segments[0]?.runId);
});

test('a gateway that is down is named as the cause', async () => {
  await storedAtLeast(1);
  bench.gateway.isUp = false;
  server.cut();
  const gap = await until('an open gap', async () => (await bench.feature.gaps(cameraId(), 0, Number.MAX_SAFE_INTEGER)).find((one) => one.to === null));
  expect(gap.cause).toBe('gateway-restarted');
  bench.gateway.isUp = true;
});

test('another picture size begins another run with its own initialisation segment', async () => {
  const [first] = await storedAtLeast(1);
  server.stream = makeStream({ seconds: 30, size: '640x360' });
  server.cut();
  const other = await until('a segment of the new size', async () => (await stored()).find((segment) => segment.run.width === 640));
  expect(first?.run.width).toBe(320);
  expect(readInit(readFileSync(other.initFile)).video).toMatchObject({ width: 640, height: 360 });
});

test('a camera that is no longer to be recorded stops at once and its last pictures are kept', async () => {
  await storedAtLeast(1);
  const [camera] = bench.cameras;
  if (!camera) throw new Error('no camera');
  bench.cameras[0] = { ...camera, isRecorded: false };
  bench.camerasChanged();
  const gap = await until('the gap', async () => (await bench.feature.gaps(camera.id, 0, Number.MAX_SAFE_INTEGER)).find((one) => one.to === null));
  expect(gap.cause).toBe('switched-off');
  expect((await stored()).at(-1)?.end).toBe(gap.from);
  await until('the stream is closed', () => server.connections === 0);
});
