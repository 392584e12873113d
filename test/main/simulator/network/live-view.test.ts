import { afterAll, beforeAll, expect, it } from 'vitest';
import { readRtp, RtspClient } from './rtsp-client.ts';
import { PTZ, soap, startTestCity, type TestCity } from './test-city.ts';

let city: TestCity;

beforeAll(async () => {
  city = await startTestCity({ cameraCount: 4 });
}, 30_000);
afterAll(() => city.close());

const command = (inner: string): Promise<{ status: number }> => soap(`${city.onvif('k021')}/ptz_service`, inner);
const absolute = (x: number): string =>
  `<AbsoluteMove xmlns="${PTZ}"><ProfileToken>main</ProfileToken><Position><PanTilt xmlns="http://www.onvif.org/ver10/schema" x="${x}" y="0"/></Position></AbsoluteMove>`;

async function watch(): Promise<RtspClient> {
  const client = await RtspClient.connect(city.simulator.rtspPort);
  await client.play(`rtsp://127.0.0.1:${city.simulator.rtspPort}/k021/sub`);
  await client.until(() => client.frames.length > 0);
  return client;
}

it('draws what a moved camera sees only while someone watches, and goes back to the loop at home', async () => {
  const stream = city.simulator.cameras.find((camera) => camera.description.id === 'k021')?.streams.sub;
  expect((await command(absolute(0.1))).status).toBe(200);
  expect(city.openLiveViews()).toBe(0);
  const client = await watch();
  await client.until(() => stream?.showsLive === true);
  expect(city.openLiveViews()).toBe(1);
  const before = client.frames.length;
  await client.until(() => client.frames.length > before + 20);
  expect(city.livePositions.at(-1)).toEqual({ pan: 0.1, tilt: 0, zoom: 0 });
  await command(`<GotoHomePosition xmlns="${PTZ}"><ProfileToken>main</ProfileToken></GotoHomePosition>`);
  await client.until(() => stream?.showsLive === false);
  const atReturn = client.frames.length;
  await client.until(() => client.frames.length > atReturn + 20);

  // One stream without a seam: sequence numbers follow each other and time never runs backwards or leaps.
  const packets = client.frames.filter(({ channel }) => channel === 0).map(({ data }) => readRtp(data));
  packets.slice(1).forEach((packet, index) => {
    const previous = packets[index];
    if (!previous) throw new Error('unreachable');
    expect(packet.sequence).toBe((previous.sequence + 1) & 0xffff);
    const step = (packet.timestamp - previous.timestamp) >>> 0;
    expect(step % 7500).toBe(0);
    expect(step).toBeLessThanOrEqual(14 * 7500);
    if (step > 0) expect(previous.marker).toBe(true);
  });
  client.close();
}, 20_000);

it('makes a still of the moved view even when nobody watches', async () => {
  await command(absolute(-0.1));
  const camera = city.simulator.cameras.find(({ description }) => description.id === 'k021');
  const { count } = (await camera?.recentPictures('sub')) ?? { count: 0 };
  expect(count).toBeGreaterThan(0);
  expect(camera?.streams.sub.showsLive).toBe(true);
});
