import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packetise, type PacketRun } from '#main/simulator/rtsp/rtp-packets.ts';
import { PlaybackSession } from '#main/simulator/rtsp/playback-session.ts';
import type { PictureSink } from '#main/simulator/rtsp/rtsp-stream.ts';
import { openUdpPorts } from '#main/simulator/rtsp/udp-ports.ts';
import type { ClipFiles } from '#main/simulator/types.ts';
import { FFMPEG } from './test-clips.ts';
import { readRtp, RtspClient } from './rtsp-client.ts';
import { CREDENTIALS, startTestCity, type TestCity } from './test-city.ts';

const run = promisify(execFile);

let city: TestCity;

beforeAll(async () => {
  city = await startTestCity();
}, 30_000);
afterAll(() => city.close());

const FRAMES_PLAYED = 30;

/** Decodes pictures strictly; returns their presentation times in seconds and what the player says of the stream. */
async function play(url: string, transport: 'tcp' | 'udp'): Promise<{ times: number[]; report: string }> {
  const args = ['-hide_banner', '-nostats', '-rtsp_transport', transport, '-analyzeduration', '500000', '-err_detect', 'explode', '-xerror', '-i', url];
  const { stderr } = await run(FFMPEG, [...args, '-frames:v', String(FRAMES_PLAYED), '-vf', 'showinfo', '-f', 'null', '-'], { timeout: 20_000 });
  return { times: [...stderr.matchAll(/pts_time:([\d.]+)/g)].map((match) => Number(match[1])), report: stderr };
}

describe('an independent player', () => {
  it('plays both profiles over TCP and UDP, past the end of the loop, without an error', async () => {
    const cases = (['main', 'sub'] as const).flatMap((profile) => (['tcp', 'udp'] as const).map((transport) => ({ profile, transport })));
    const results = await Promise.all(cases.map(({ profile, transport }) => play(city.rtsp('k008', profile), transport)));
    results.forEach(({ times, report }, index) => {
      expect(report).not.toMatch(/error while decoding|concealing|missed \d+ packets/i);
      expect(report).toMatch(cases[index]?.profile === 'main' ? /h264 \(Constrained Baseline\).*1280x720/ : /h264 \(Constrained Baseline\).*640x360/);
      expect(times.length).toBeGreaterThanOrEqual(FRAMES_PLAYED);
      // ffmpeg's parser gives no time to the first picture of a stream that comes in several packets.
      const steps = times.slice(2).map((time, at) => time - (times[at + 1] ?? 0));
      for (const step of steps) expect(step).toBeCloseTo(1 / 12, 2);
    });
  }, 25_000);

  it('is refused with a wrong password', async () => {
    await expect(run('ffprobe', ['-v', 'error', '-rtsp_transport', 'tcp', city.rtsp('k008', 'sub', 'wrong')])).rejects.toThrow(/401 Unauthorized/);
  });
});

it('asks for digest and refuses Basic, even with the right password', async () => {
  const client = await RtspClient.connect(city.simulator.rtspPort);
  const basic = Buffer.from(`${CREDENTIALS.user}:${CREDENTIALS.password}`).toString('base64');
  const answer = await client.request('DESCRIBE', 'rtsp://127.0.0.1/k008/sub', { Authorization: `Basic ${basic}` });
  expect(answer?.status).toBe(401);
  expect(answer?.headers.get('www-authenticate')).toMatch(/^Digest realm=/);
  client.close();
});

it('knows neither other cameras nor other profiles', async () => {
  const client = await RtspClient.connect(city.simulator.rtspPort);
  expect((await client.request('DESCRIBE', 'rtsp://127.0.0.1/k999/sub'))?.status).toBe(404);
  expect((await client.request('DESCRIBE', 'rtsp://127.0.0.1/k008/third'))?.status).toBe(404);
  client.close();
});

it('starts with a key frame of the present second and reports true time', async () => {
  const client = await RtspClient.connect(city.simulator.rtspPort);
  await client.play(`rtsp://127.0.0.1:${city.simulator.rtspPort}/k008/sub`);
  await client.until(() => client.frames.some(({ channel }) => channel === 1) && client.frames.filter(({ channel }) => channel === 0).length > 30);
  const report = client.frames.find(({ channel }) => channel === 1)?.data ?? Buffer.alloc(0);
  const seconds = report.readUInt32BE(8) - 2_208_988_800 + report.readUInt32BE(12) / 2 ** 32;
  const packets = client.frames.filter(({ channel }) => channel === 0).map(({ data }) => readRtp(data));
  const [first] = packets;
  // The first packet carries SPS and PPS (STAP-A); it begins a second, and its timestamp is that second's.
  expect((first?.payload[0] ?? 0) & 31).toBe(24);
  expect((first?.payload[3] ?? 0) & 31).toBe(7);
  expect(Number.isInteger(seconds)).toBe(true);
  expect(Math.abs(Date.now() / 1000 - seconds)).toBeLessThan(30);
  expect(report.readUInt32BE(16)).toBe(first?.timestamp);
  expect(first?.timestamp).toBe((seconds * 90_000) % 2 ** 32);
  packets.slice(1).forEach((packet, index) => expect(packet.sequence).toBe(((packets[index]?.sequence ?? 0) + 1) & 0xffff));
  client.close();
});

it('sends nothing while frozen, and goes on when thawed', async () => {
  const client = await RtspClient.connect(city.simulator.rtspPort);
  await client.play(`rtsp://127.0.0.1:${city.simulator.rtspPort}/k012/sub`);
  await client.until(() => client.frames.length > 10);
  await city.control('/cameras/k012/freeze');
  // Whatever was on its way has arrived when a later request is answered.
  await client.request('OPTIONS', '*');
  const before = client.frames.length;
  const other = await RtspClient.connect(city.simulator.rtspPort);
  await other.play(`rtsp://127.0.0.1:${city.simulator.rtspPort}/k008/sub`);
  await other.until(() => other.frames.length > 40);
  expect(client.frames.length).toBe(before);
  expect(client.closed).toBe(false);
  await city.control('/cameras/k012/thaw');
  await client.until(() => client.frames.length > before + 10);
  client.close();
  other.close();
}, 15_000);

it('repeats one picture with a standing clock when the encoder is stuck', async () => {
  await city.control('/cameras/k012/freeze?mode=repeat');
  const args = [
    '-v',
    'error',
    '-rtsp_transport',
    'tcp',
    '-err_detect',
    'explode',
    '-xerror',
    '-analyzeduration',
    '500000',
    '-i',
    city.rtsp('k012', 'sub'),
    '-frames:v',
    '14',
    '-f',
    'framemd5',
    '-',
  ];
  const { stdout } = await run(FFMPEG, args, { timeout: 15_000 });
  const hashes = stdout
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => line.split(',').at(-1)?.trim());
  expect(hashes.length).toBeGreaterThanOrEqual(14);
  expect(new Set(hashes).size).toBe(1);
  await city.control('/cameras/k012/thaw');
}, 20_000);

it('cuts and refuses a camera that is down, until it is up again', async () => {
  const url = `rtsp://127.0.0.1:${city.simulator.rtspPort}/k019/sub`;
  const client = await RtspClient.connect(city.simulator.rtspPort);
  await client.play(url);
  await client.until(() => client.frames.length > 0);
  await city.control('/cameras/k019/down');
  await client.until(() => client.closed);
  const again = await RtspClient.connect(city.simulator.rtspPort);
  expect(await again.request('DESCRIBE', url)).toBeNull();
  await expect(fetch(`${city.onvif('k019')}/device_service`)).rejects.toThrow();
  await city.control('/cameras/k019/up');
  const back = await RtspClient.connect(city.simulator.rtspPort);
  await back.play(url);
  await back.until(() => back.frames.length > 0);
  back.close();
});

it('answers 503 for a camera whose clip is not drawn yet', async () => {
  const never = await startTestCity({
    cameraCount: 1,
    clips: { isThere: () => Promise.resolve(false), ensure: () => new Promise<ClipFiles>(() => undefined) },
  });
  const client = await RtspClient.connect(never.simulator.rtspPort);
  expect((await client.request('DESCRIBE', 'rtsp://127.0.0.1/k008/sub'))?.status).toBe(503);
  client.close();
  await never.close();
});

describe('hostile requests', () => {
  it('closes the connection on endless headers, wrong syntax and large bodies', async () => {
    for (const [data, status] of [
      [`DESCRIBE rtsp://127.0.0.1/k008/sub RTSP/1.0\r\nX: ${'a'.repeat(40_000)}`, 414],
      ['GET / HTTP/1.1\r\nHost: x\r\n\r\n', 400],
      ['ANNOUNCE rtsp://127.0.0.1/k008/sub RTSP/1.0\r\nCSeq: 1\r\nContent-Length: 999999\r\n\r\n', 413],
    ] as const) {
      const socket = connect(city.simulator.rtspPort, '127.0.0.1');
      const parts: Buffer[] = [];
      socket.on('data', (part) => parts.push(part));
      socket.on('error', () => undefined);
      socket.write(data);
      await once(socket, 'close');
      expect(Buffer.concat(parts).toString()).toMatch(new RegExp(`^RTSP/1.0 ${status} `));
    }
  });

  it('does not take a session of another connection', async () => {
    const url = `rtsp://127.0.0.1:${city.simulator.rtspPort}/k008/sub`;
    const one = await RtspClient.connect(city.simulator.rtspPort);
    await one.request('DESCRIBE', url);
    const setup = await one.request('SETUP', url, { Transport: 'RTP/AVP/TCP;unicast;interleaved=0-1' });
    const session = setup?.headers.get('session')?.split(';')[0] ?? '';
    const two = await RtspClient.connect(city.simulator.rtspPort);
    expect((await two.request('PLAY', url, { Session: session }))?.status).toBe(454);
    expect((await one.request('SETUP', url, { Transport: 'RTP/AVP;multicast' }))?.status).toBe(461);
    one.close();
    two.close();
  });
});

it('drops pictures of a client that does not read, up to the next key frame, instead of hoarding them', async () => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const reader = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const [socket] = (await once(server, 'connection')) as [Socket];
  reader.pause();
  const udp = await openUdpPorts('127.0.0.1');
  let sink: PictureSink | null = null;
  const stream = {
    parameterSets: () => ({ sps: Buffer.alloc(0), pps: Buffer.alloc(0) }),
    subscribe(given: PictureSink) {
      sink = given;
      return () => undefined;
    },
  };
  const session = new PlaybackSession(socket, udp, stream, { kind: 'interleaved', rtpChannel: 0, rtcpChannel: 1 }, 'test');
  session.play();
  const picture = (kind: number): PacketRun[] => [packetise([Buffer.concat([Buffer.of(kind), Buffer.alloc(60_000, 0x55)])], true)];
  const [key, other] = [picture(0x65), picture(0x41)];
  for (let frame = 0; frame < 600; frame++) (sink as PictureSink | null)?.write(frame % 12 === 0 ? key : other, frame % 12 === 0, 24_000_000 + frame);
  expect(socket.writableLength).toBeLessThan(4 * 1024 * 1024);
  expect(socket.destroyed).toBe(true);
  reader.destroy();
  server.close();
  udp.close();
});
