/** Real WS-Discovery on loopback and real ONVIF of a simulated city. Other cities on this machine may answer too. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCameraRig, ADMINISTRATOR, type CameraRig } from '../../../helpers/camera-rig.ts';
import { CREDENTIALS, startTestCity, type TestCity } from '../../simulator/network/test-city.ts';
import { chooseProfiles } from '#main/features/discovery/read-camera.ts';

let city: TestCity;
let rig: CameraRig;

beforeAll(async () => {
  city = await startTestCity({ cameraCount: 3 });
  rig = await openCameraRig();
});
afterAll(async () => {
  await rig?.close();
  await city?.close();
});

const ownPorts = () => new Set(city.simulator.cameras.map((camera) => String(city.simulator.rtspPort + 1 + camera.index)));

async function findOwn() {
  const found = [];
  for await (const device of rig.discovery.probe(2_000)) if (ownPorts().has(new URL(device.address).port)) found.push(device);
  return found;
}

describe('finding cameras', () => {
  it('finds each once, with its name and place, and knows those it already has', async () => {
    const found = await findOwn();
    expect(new Set(found.map(({ endpoint }) => endpoint)).size).toBe(3);
    expect(found).toHaveLength(3);
    const square = found.find(({ name }) => name.includes('К-008'));
    expect(square).toMatchObject({ name: 'К-008 Театральний майдан', place: 'Театральний майдан, 1', district: 'Центр', cameraId: null });

    const outcomes = await rig.discovery.adopt(found, CREDENTIALS, ADMINISTRATOR);
    expect(outcomes.map(({ error }) => error)).toEqual([null, null, null]);
    expect((await findOwn()).map(({ cameraId }) => cameraId).sort()).toEqual(
      rig.cameras
        .all()
        .map(({ id }) => id)
        .sort(),
    );
  });

  it('ends at once when nobody listens any more', async () => {
    const stop = new AbortController();
    const probing = rig.discovery.probe(15_000, { signal: stop.signal });
    const devices = (async () => {
      const found = [];
      for await (const device of probing) found.push(device);
      return found.length;
    })();
    setImmediate(() => stop.abort());
    expect(await devices).toBe(0);
  });

  it('does not ask on an interface that is none, and says nothing was found', async () => {
    const found = [];
    for await (const device of rig.discovery.probe(500, { interfaces: ['::1', 'nonsense'] })) found.push(device);
    expect(found).toEqual([]);
  });
});

describe('a camera taken into the register', () => {
  const camera = () => rig.cameras.all().find(({ number }) => number === 'К-008');

  it('stands where it says, looks where it says, and offers a large and a small picture', () => {
    expect(camera()).toMatchObject({
      place: 'Театральний майдан',
      district: 'Центр',
      position: { lat: 50.751655, lng: 25.317289 },
      azimuthDeg: 70,
      fovDeg: 72,
      heightM: 11,
      hasPtz: true,
      maker: 'Lubart Demo City',
      state: 'opening',
    });
    expect(camera()?.profiles.map(({ role, codec, width, height }) => [role, codec, width, height])).toEqual([
      ['main', 'H264', 1280, 720],
      ['sub', 'H264', 640, 360],
    ]);
  });

  it('keeps what people set in the register when it is read again', async () => {
    const id = camera()?.id ?? '';
    const before = rig.cameras.all().length;
    const device = (await findOwn()).find(({ cameraId }) => cameraId === id);
    await rig.cameras.setState(id, 'streaming', null);
    expect(await rig.discovery.adopt(device ? [device] : [], CREDENTIALS, ADMINISTRATOR)).toEqual([{ endpoint: device?.endpoint, cameraId: id, error: null }]);
    expect(rig.cameras.all()).toHaveLength(before);
    expect(rig.cameras.find(id)?.state).toBe('streaming');
  });

  it('has its password sealed in the database', async () => {
    const rows = await rig.kernel.db.read.selectFrom('camera').select(['credentials', 'service_url']).execute();
    for (const row of rows) {
      expect(row.credentials).not.toContain(CREDENTIALS.password);
      expect(JSON.parse(rig.kernel.secrets.open(row.credentials))).toEqual(CREDENTIALS);
    }
    const uris = await rig.kernel.db.read.selectFrom('camera_profile').select('stream_uri').execute();
    expect(uris.every(({ stream_uri }) => !stream_uri.includes('@'))).toBe(true);
  });

  it('is not taken with a wrong password, and the others are', async () => {
    const found = await findOwn();
    const wrong = await rig.discovery.adopt(found.slice(0, 1), { ...CREDENTIALS, password: 'wrong' }, ADMINISTRATOR);
    expect(wrong[0]).toMatchObject({ cameraId: null, error: 'CAMERA_REFUSED' });
    const mixed = await rig.discovery.adopt(
      [{ endpoint: 'urn:gone', address: 'http://127.0.0.1:1/onvif/device_service' }, ...found.slice(0, 1)],
      CREDENTIALS,
      ADMINISTRATOR,
    );
    expect(mixed.map(({ error }) => error)).toEqual(['CAMERA_UNREACHABLE', null]);
  });

  it('is told in the audit log', async () => {
    const rows = await rig.kernel.db.read.selectFrom('audit_log').selectAll().where('action', '=', 'cameras.enter').execute();
    expect(rows).toHaveLength(3);
    expect(rows[0]).toMatchObject({ account: 'admin', object_type: 'camera' });
    expect(JSON.stringify(rows)).not.toContain(CREDENTIALS.password);
  });
});

describe('choosing profiles', () => {
  const profile = (token: string, codec: string, width: number, height: number) => ({
    token,
    name: token,
    codec,
    width,
    height,
    framesPerSecond: null,
    hasPtz: false,
  });

  it('takes the largest H.264 and the smallest that still makes a tile', () => {
    const chosen = chooseProfiles([
      profile('t', 'H264', 160, 120),
      profile('s', 'H264', 640, 360),
      profile('j', 'JPEG', 4000, 3000),
      profile('m', 'H264', 1920, 1080),
      profile('h', 'H265', 3840, 2160),
    ]);
    expect(chosen.map(({ role, token }) => [role, token])).toEqual([
      ['main', 'm'],
      ['sub', 's'],
    ]);
  });

  it('takes one profile in one role, H.265 where there is nothing else, and refuses a camera without either', () => {
    expect(chooseProfiles([profile('only', 'H264', 1280, 720)]).map(({ role }) => role)).toEqual(['main']);
    expect(chooseProfiles([profile('h', 'H265', 1280, 720)])[0]).toMatchObject({ role: 'main', token: 'h' });
    expect(() => chooseProfiles([profile('j', 'JPEG', 640, 480)])).toThrow(expect.objectContaining({ code: 'CODEC_NOT_SUPPORTED' }) as Error);
  });
});
