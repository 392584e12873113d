/** Where a recording may go on in the same run, and where it must not. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ArchivePaths } from '#main/features/recording/archive-paths.ts';
import type { Segment } from '#main/features/recording/index.ts';
import { StreamRecorder } from '#main/features/recording/stream-recorder.ts';
import { makeStream } from '../../../helpers/archive/stream-server.ts';
import { manualClock, openTestKernel, type TestKernel } from '../../../helpers/kernel.ts';

let kernel: TestKernel;
let clock: ReturnType<typeof manualClock>;
let recorder: StreamRecorder;
let segments: Segment[];
let causes: (string | null)[];
const stream = makeStream({ seconds: 30 });
const start = Date.UTC(2026, 10, 20, 10, 0, 0);

beforeEach(async () => {
  kernel = await openTestKernel();
  clock = manualClock(start);
  segments = [];
  causes = [];
  recorder = new StreamRecorder({
    cameraId: 'camera',
    paths: new ArchivePaths(kernel.config.dataDir),
    clock,
    segmentMs: 2_000,
    onFailure: (error) => {
      throw error;
    },
    sink: {
      beginRun: (_run, _init, cause) => Promise.resolve(void causes.push(cause)),
      addSegment: (segment) => Promise.resolve(void segments.push(segment)),
    },
  });
  recorder.push(stream.init);
});

afterEach(() => kernel.close());

function play(from: number, to: number, eachMs = 100) {
  for (const frame of stream.frames.slice(from, to)) {
    recorder.push(frame);
    clock.advance(eachMs);
  }
}

test('frames that stay away for a while, while the media time runs on without a hole, are a break', async () => {
  play(0, 40);
  clock.advance(7_000);
  play(40, 80);
  await recorder.finish();
  expect(causes).toEqual([null, 'camera-lost']);
  const [before, after] = [segments[1], segments[2]];
  expect(before?.end).toBe(start + 4_000);
  expect(after?.start).toBe(start + 11_000);
});

test('jitter is no break, and segments stay joined', async () => {
  for (let frame = 0; frame < 100; frame += 1) play(frame, frame + 1, frame % 10 === 0 ? 400 : frame % 10 < 4 ? 0 : 100);
  await recorder.finish();
  expect(causes).toEqual([null]);
  segments.slice(1).forEach((segment, index) => expect(segment.start).toBe(segments[index]?.end));
});

test('a burst of kept frames after opening is dated back to when it was seen', async () => {
  play(0, 10, 0);
  play(10, 60);
  await recorder.finish();
  expect(segments[0]?.start).toBe(start - 1_000);
  expect(segments[0]?.end).toBe(start + 1_000);
});

test('a machine clock that is set begins a new run with the new time', async () => {
  play(0, 40);
  clock.jump(-3_600_000);
  play(40, 80);
  await recorder.finish();
  expect(causes).toEqual([null, 'clock-set']);
  expect(segments.at(-1)?.end).toBe(start - 3_600_000 + 8_000);
});

test('bytes may come in pieces of any size', async () => {
  const bytes = Buffer.concat(stream.frames.slice(0, 45));
  for (let at = 0; at < bytes.length; at += 97) recorder.push(bytes.subarray(at, at + 97));
  await recorder.finish();
  expect(segments.reduce((sum, segment) => sum + segment.bytes, 0)).toBe(bytes.length);
  expect(segments.reduce((sum, segment) => sum + segment.frames, 0)).toBe(45);
});
