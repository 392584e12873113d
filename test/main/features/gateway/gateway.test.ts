/** The real go2rtc on a simulated city: pictures come, survive its death, and no password lies about. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket, type RawData } from 'ws';
import { openCameraRig, type CameraRig } from '../../../helpers/camera-rig.ts';
import { until } from '../../../helpers/until.ts';
import { CREDENTIALS, startTestCity, type TestCity } from '../../simulator/network/test-city.ts';

const HOLDER = { accountId: 'a', name: 'Тест' };

let city: TestCity;
let rig: CameraRig;

beforeAll(async () => {
  city = await startTestCity({ cameraCount: 2 });
  rig = await openCameraRig({ start: ['gateway'] });
  const devices = city.simulator.cameras.map((camera) => ({
    endpoint: `urn:test:${camera.description.id}`,
    address: `${city.onvif(camera.description.id)}/device_service`,
  }));
  const outcomes = await rig.discovery.adopt(devices, CREDENTIALS, null);
  expect(outcomes.map(({ error }) => error)).toEqual([null, null]);
  await until('the gateway is up', () => rig.gateway.isUp);
});

afterAll(async () => {
  await rig?.close();
  await city?.close();
});

interface Viewer {
  socket: WebSocket;
  words: { type: string; value?: string }[];
  bytes: () => number;
  closed: Promise<number>;
}

function watch(cameraId: string, role: 'main' | 'sub' = 'sub'): Viewer {
  const { ticket } = rig.tickets.issue('live', HOLDER, { cameraId, role }, 60_000);
  return open(`/media/live?ticket=${ticket}`);
}

function open(path: string): Viewer {
  const socket = new WebSocket(`${rig.server.origin.replace('http', 'ws')}${path}`);
  const words: Viewer['words'] = [];
  let bytes = 0;
  socket.on('open', () => socket.send(JSON.stringify({ type: 'mse', value: 'avc1.640029,avc1.64002A,avc1.640033' })));
  socket.on('message', (data: RawData, isBinary) => {
    if (isBinary) bytes += (data as Buffer).length;
    else words.push(JSON.parse((data as Buffer).toString('utf8')) as Viewer['words'][number]);
  });
  return { socket, words, bytes: () => bytes, closed: new Promise((resolve) => socket.on('close', (code) => resolve(code))) };
}

/** Opens as the page does: again while the stream is being dialled anew. */
async function watchUntilPictures(cameraId: string, bytes = 1): Promise<Viewer> {
  let viewer = watch(cameraId);
  await until('fragments come', () => {
    if (viewer.socket.readyState === WebSocket.CLOSED) viewer = watch(cameraId);
    return viewer.bytes() >= bytes;
  });
  return viewer;
}

const firstCamera = () => rig.cameras.all()[0]?.id ?? '';

describe('a live picture', () => {
  it('comes as fragmented MP4 with its codec named first', async () => {
    const viewer = await watchUntilPictures(firstCamera(), 20_000);
    expect(viewer.words[0]).toMatchObject({ type: 'mse', value: expect.stringContaining('avc1.') as string });
    viewer.socket.close();
    await viewer.closed;
  });

  it('is shown for a ticket once, and never without', async () => {
    const { ticket } = rig.tickets.issue('live', HOLDER, { cameraId: firstCamera(), role: 'sub' }, 60_000);
    const first = open(`/media/live?ticket=${ticket}`);
    await until('fragments come', () => first.bytes() > 0);
    expect(await open(`/media/live?ticket=${ticket}`).closed).toBe(4401);
    expect(await open('/media/live?ticket=guessed').closed).toBe(4401);
    first.socket.close();
  });

  it('tells a camera that is not in the register', async () => {
    const viewer = watch('019372aa-0000-7000-8000-000000000000');
    expect(await viewer.closed).toBe(4502);
    expect(viewer.words).toEqual([{ type: 'error', value: 'NOT_FOUND' }]);
  });

  it('refuses every other wish that go2rtc would grant over its socket', async () => {
    const { ticket } = rig.tickets.issue('live', HOLDER, { cameraId: firstCamera(), role: 'sub' }, 60_000);
    const socket = new WebSocket(`${rig.server.origin.replace('http', 'ws')}/media/live?ticket=${ticket}`);
    socket.on('open', () => socket.send(JSON.stringify({ type: 'webrtc/offer', value: 'v=0' })));
    expect(await new Promise((resolve) => socket.on('close', resolve))).toBe(4400);
  });
});

describe('recording', () => {
  it('reads an endless MP4 that begins with its header', async () => {
    const stop = new AbortController();
    const stream = await rig.gateway.openMp4(firstCamera(), 'main', stop.signal);
    const chunks: Buffer[] = [];
    stream.on('error', () => undefined);
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    await until('some pictures', () => Buffer.concat(chunks).length > 50_000);
    expect(Buffer.concat(chunks).subarray(4, 8).toString('latin1')).toBe('ftyp');
    stop.abort();
    await until('the stream ended', () => stream.destroyed);
  });

  it('counts bytes for streams that are connected', async () => {
    const key = `${firstCamera()}:sub`;
    const before = await until('the warm stream is counted', async () => (await rig.gateway.producerBytes()).get(key)?.bytes);
    await until('the counter moves', async () => ((await rig.gateway.producerBytes()).get(key)?.bytes ?? 0) > before);
    expect((await rig.gateway.producerBytes()).get(key)?.isConnected).toBe(true);
  });
});

describe('secrets', () => {
  it('stand in no argument list and in no file of the data folder', () => {
    const { dataDir } = rig.kernel.config;
    const spellings = [CREDENTIALS.password, encodeURIComponent(CREDENTIALS.password)].map((text) => Buffer.from(text));
    const files = readdirSync(dataDir, { recursive: true, encoding: 'utf8' })
      .map((name) => join(dataDir, name))
      .filter((file) => statSync(file).isFile());
    expect(files.some((file) => file.endsWith('go2rtc.json'))).toBe(true);
    for (const file of files) for (const spelling of spellings) expect(readFileSync(file).includes(spelling), file).toBe(false);
    const pid = rig.gateway.pid ?? 0;
    const argv = execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
    expect(argv).toContain('go2rtc');
    const gatewayPassword = /LUBART_GATEWAY_PASSWORD=([0-9a-f]{48})/.exec(readFileSync(`/proc/${pid}/environ`, 'latin1'))?.[1] ?? '?';
    expect(argv).not.toContain(gatewayPassword);
    for (const file of files) expect(readFileSync(file).includes(Buffer.from(gatewayPassword)), file).toBe(false);
  });
});

describe('when the gateway is killed', () => {
  it('comes back by itself and shows pictures again', async () => {
    const viewer = await watchUntilPictures(firstCamera());
    const pid = rig.gateway.pid ?? 0;
    process.kill(pid, 'SIGKILL');
    expect(await viewer.closed).toBe(4503);
    await until('another one is up', () => rig.gateway.isUp && rig.gateway.pid !== pid);
    (await watchUntilPictures(firstCamera())).socket.close();
  });
});

describe('when a camera was away for long', () => {
  it('has its stream dialled anew as soon as it answers', async () => {
    const camera = rig.cameras.all()[1];
    const id = city.simulator.cameras.find(({ description }) => description.name === camera?.number)?.description.id ?? '';
    const key = `${camera?.id ?? ''}:sub`;
    const bytes = async () => (await rig.gateway.producerBytes()).get(key)?.bytes ?? 0;
    const moves = async () => {
      const before = await bytes();
      await until('bytes', async () => (await bytes()) !== before, 3_000);
      return true;
    };
    await until('it streams', moves);
    await city.control(`/cameras/${id}/down`);
    // Longer than go2rtc's five quick tries a second apart: from then on it waits 5 s and more between two.
    const goneSinceMs = performance.now();
    await until('go2rtc has slowed down', () => performance.now() - goneSinceMs > 9_000);
    await city.control(`/cameras/${id}/up`);
    await until('it streams again', moves, 15_000);
    (await watchUntilPictures(camera?.id ?? '')).socket.close();
  }, 60_000);
});
