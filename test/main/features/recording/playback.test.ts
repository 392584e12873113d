import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRouterClient } from '@orpc/server';
import { createApi } from '#main/transport/guard.ts';
import { createHttpServer, type HttpServer } from '#main/transport/http.ts';
import { INSPECTOR, makeCamera, makeRecording, type RecordingBench } from '../../../helpers/archive/recording.ts';
import { fillArchive } from '../../../helpers/archive/fill-archive.ts';
import { makeStream } from '../../../helpers/archive/stream-server.ts';
import { openTestKernel, type TestKernel } from '../../../helpers/kernel.ts';

const run = promisify(execFile);
const from = Date.UTC(2026, 10, 20, 9, 0, 0);
const [camera, other] = [makeCamera({ isRecorded: false }), makeCamera({ isRecorded: false })];
let kernel: TestKernel;
let bench: RecordingBench;
let server: HttpServer;

beforeEach(async () => {
  kernel = await openTestKernel();
  bench = makeRecording(kernel, null, { cameras: [camera, other] });
  await fillArchive(kernel, camera.id, makeStream({ seconds: 12 }), from);
  await fillArchive(kernel, camera.id, makeStream({ seconds: 6, size: '256x144' }), from + 20_000);
  await fillArchive(kernel, other.id, makeStream({ seconds: 6 }), from);
  server = await createHttpServer({ log: kernel.log, rendererDir: null, allowedOrigins: [] });
  bench.feature.routes(server);
  await server.listen(0);
});

afterEach(async () => {
  await server.close();
  await kernel.close();
});

function client() {
  const api = createApi(
    { actorOf: () => Promise.resolve(INSPECTOR), recordCall: () => Promise.resolve(), observe: async (run) => ({ value: await run(), hasWritten: false }) },
    kernel.log,
  );
  return createRouterClient(bench.feature.procedures(api), {
    context: { connection: { kind: 'port', peer: 'test' }, reqHeaders: new Headers({ authorization: `Bearer ${'t'.repeat(32)}` }) },
  });
}

const open = (windowFrom: number, to: number, cameraId = camera.id) => client().playback({ cameraId, from: windowFrom, to });

test('the playlist plays in ffprobe over the break, with the true times and the whole length', async () => {
  const { path, ...window } = await open(from, from + 30_000);
  expect(window.from).toBe(from);
  const url = server.origin + path;
  const playlist = await (await fetch(url)).text();
  expect(playlist.match(/#EXT-X-MAP/g)).toHaveLength(2);
  expect(playlist.match(/#EXT-X-DISCONTINUITY\n/g)).toHaveLength(1);
  const times = [...playlist.matchAll(/#EXT-X-PROGRAM-DATE-TIME:(.+)/g)].map((match) => Date.parse(match[1] ?? ''));
  const lengths = [...playlist.matchAll(/#EXTINF:([\d.]+)/g)].map((match) => Number(match[1]) * 1_000);
  times.forEach((time, index) => {
    const next = times[index + 1];
    if (next !== undefined && index !== 5) expect(Math.abs(next - time - (lengths[index] ?? 0))).toBeLessThan(30);
  });
  expect(Math.abs((times[6] ?? 0) - from - 20_000)).toBeLessThan(30);
  const { stdout: frames } = await run(
    'ffprobe',
    ['-v', 'error', '-select_streams', 'v', '-count_packets', '-show_entries', 'stream=nb_read_packets', '-of', 'csv=p=0', url],
    { timeout: 20_000 },
  );
  expect(Number.parseInt(frames, 10)).toBe(180);
  // ffmpeg 5 keeps the first run's decoder settings over a break, so the pictures of one run are decoded here.
  const oneRun = server.origin + (await open(from, from + 11_900)).path;
  const { stderr: errors } = await run('ffmpeg', ['-nostdin', '-v', 'warning', '-i', oneRun, '-f', 'null', '-'], { timeout: 20_000 });
  expect(errors).toBe('');
});

test('a window shows its own segments and no others, of its own camera', async () => {
  const { path } = await open(from + 4_500, from + 5_500);
  const playlist = await (await fetch(server.origin + path)).text();
  expect(playlist.match(/\.m4s/g)).toHaveLength(1);
  const base = server.origin + path.replace('index.m3u8', '');
  const [inside] = /\S+\.m4s/.exec(playlist) ?? [''];
  expect((await fetch(base + inside)).status).toBe(200);
  const all = await bench.feature.segments(camera.id, 0, Number.MAX_SAFE_INTEGER);
  const foreign = await bench.feature.segments(other.id, 0, Number.MAX_SAFE_INTEGER);
  const nameOf = (segment?: { start: number; id: string }) => `${segment?.start}-${segment?.id}.m4s`;
  for (const name of [nameOf(all.at(-1)), nameOf(foreign[0]), `init-${foreign[0]?.runId}.mp4`, '..%2f..%2flubart.db', 'lubart.db', `${nameOf(all[2])}.part`]) {
    expect(`${name} ${(await fetch(base + name)).status}`).toBe(`${name} 404`);
  }
  expect((await fetch(`${server.origin}/media/recordings/${'a'.repeat(43)}/index.m3u8`)).status).toBe(403);
});

test('where nothing is recorded there is nothing to play', async () => {
  await expect(open(from - 10_000, from - 5_000)).rejects.toMatchObject({ code: 'NO_RECORDING' });
  await expect(open(from, from - 1)).rejects.toMatchObject({ code: 'BAD_INPUT' });
});

test('the timeline covers the window without holes and names what is missing', async () => {
  const { spans } = await client().timeline({ cameraId: camera.id, from: from - 5_000, to: from + 40_000 });
  expect(spans[0]).toMatchObject({ from: from - 5_000, state: 'missing', cause: 'expired' });
  expect(spans.at(-1)?.to).toBe(from + 40_000);
  spans.forEach((span, index) => expect(span.from).toBe(index === 0 ? from - 5_000 : spans[index - 1]?.to));
  expect(spans.map((span) => span.state)).toEqual(['missing', 'recorded', 'missing', 'recorded', 'missing']);
});

test('viewing what is locked is written into the chain of custody', async () => {
  await kernel.db.write((trx) =>
    bench.feature.lock(trx, {
      incidentId: 'incident',
      incidentNumber: '2026-000001',
      cameraIds: [camera.id],
      from,
      to: from + 1_000,
      reason: 'logged',
      actor: INSPECTOR,
    }),
  );
  await open(from + 5_000, from + 6_000);
  await open(from + 500, from + 6_000);
  expect((await bench.feature.custody.list('incident')).map((event) => [event.action, event.by])).toEqual([
    ['lock', INSPECTOR.name],
    ['playback', INSPECTOR.name],
  ]);
});
