import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeCamera, makeRecording } from '../../../helpers/archive/recording.ts';
import { makeStream, StreamServer } from '../../../helpers/archive/stream-server.ts';
import { openTestKernel, type TestKernel } from '../../../helpers/kernel.ts';
import { until } from '../../../helpers/until.ts';

let kernel: TestKernel;
let server: StreamServer;

beforeEach(async () => {
  kernel = await openTestKernel();
  server = new StreamServer(makeStream({ seconds: 30 }));
  await server.listen();
});

afterEach(async () => {
  await server.close();
  await kernel.close();
});

test('stopping and starting the host leaves one gap between the last picture before and the first after, and nothing unexplained', async () => {
  const camera = makeCamera();
  const first = makeRecording(kernel, server, { cameras: [camera], segmentMs: 1_000 });
  await first.feature.start();
  await until('a segment', async () => (await first.feature.segments(camera.id, 0, Number.MAX_SAFE_INTEGER)).length > 0);
  await first.feature.stop();
  const before = await first.feature.segments(camera.id, 0, Number.MAX_SAFE_INTEGER);

  await kernel.reopen();
  const second = makeRecording(kernel, server, { cameras: [camera], segmentMs: 1_000 });
  await second.feature.start();
  const after = await until('another segment', async () => {
    const all = await second.feature.segments(camera.id, 0, Number.MAX_SAFE_INTEGER);
    return all.length > before.length ? all : null;
  });
  const [start, end] = [before[0]?.start ?? 0, after.at(-1)?.end ?? 0];
  const spans = await second.feature.timeline(camera.id, start, end);
  expect(spans.map((span) => [span.state, span.cause])).toEqual([
    ['recorded', null],
    ['missing', 'host-stopped'],
    ['recorded', null],
  ]);
  expect(spans[1]?.from).toBe(before.at(-1)?.end);
  await second.feature.stop();
});
