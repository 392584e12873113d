/** The register and the moving of cameras, on a simulated city. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call } from '@orpc/server';
import { createApi } from '#main/transport/guard.ts';
import { createCameras } from '#main/features/cameras/index.ts';
import { createAudit } from '#main/features/audit/index.ts';
import { ADMINISTRATOR, openCameraRig, type CameraRig } from '../../../helpers/camera-rig.ts';
import { until } from '../../../helpers/until.ts';
import { soapBody, soapFault, startFakeDevice, type FakeDevice } from '../../protocols/onvif/fake-device.ts';
import { CREDENTIALS, startTestCity, type TestCity } from '../../simulator/network/test-city.ts';

let city: TestCity;
let rig: CameraRig;

beforeAll(async () => {
  city = await startTestCity({ cameraCount: 2 });
  rig = await openCameraRig();
  await rig.discovery.adopt(
    city.simulator.cameras.map((camera) => ({ endpoint: `urn:test:${camera.description.id}`, address: `${city.onvif(camera.description.id)}/device_service` })),
    CREDENTIALS,
    ADMINISTRATOR,
  );
});
afterAll(async () => {
  await rig?.close();
  await city?.close();
});

/** The procedures as a signed-in administrator calls them. */
function procedures() {
  const token = 'x'.repeat(43);
  const api = createApi(
    {
      actorOf: (given) => Promise.resolve(given === token ? ADMINISTRATOR : null),
      recordCall: () => Promise.resolve(),
      observe: async (run) => ({ value: await run(), hasWritten: false }),
    },
    rig.kernel.log,
  );
  const context = { connection: { kind: 'port' as const, peer: 'test' }, reqHeaders: new Headers({ authorization: `Bearer ${token}` }) };
  return { router: rig.cameras.procedures(api), context };
}

const turning = () => rig.cameras.all().find(({ number }) => number === 'К-008')?.id ?? '';
const fixed = () => rig.cameras.all().find(({ hasPtz }) => !hasPtz)?.id ?? '';
const status = () => rig.cameras.device(turning()).ptzStatus(rig.cameras.find(turning())?.profiles[0]?.token ?? '');

describe('moving', () => {
  it('goes on while moves arrive, and stops when told', async () => {
    const { router, context } = procedures();
    const input = { id: turning(), pan: -0.1, tilt: 0, zoom: 0, timeoutMs: 5_000 };
    await call(router.move, input, { context });
    await call(router.move, input, { context });
    expect((await status()).isMoving).toBe(true);
    await call(router.stopMove, { id: turning() }, { context });
    expect((await status()).isMoving).toBe(false);
  });

  it('knows the camera’s presets and goes there', async () => {
    const { router, context } = procedures();
    const presets = await call(router.presets, { id: turning() }, { context });
    expect(presets.map(({ name }) => name)).toContain('До замку');
    await call(router.gotoPreset, { id: turning(), token: presets[0]?.token ?? '' }, { context });
    await until('it is there', async () => Math.abs(((await status()).pan ?? 0) + 0.45) < 0.01);
    await call(router.gotoHome, { id: turning() }, { context });
    await until('it is home', async () => Math.abs((await status()).pan ?? 1) < 0.01);
  });

  it('is refused for a camera that cannot turn', async () => {
    const { router, context } = procedures();
    expect(await call(router.presets, { id: fixed() }, { context })).toEqual([]);
    await expect(call(router.move, { id: fixed(), pan: 1, tilt: 0, zoom: 0 }, { context })).rejects.toMatchObject({ code: 'NOT_AVAILABLE' });
  });
});

describe('a camera whose key-up was lost', () => {
  let fake: FakeDevice;
  let id: string;

  beforeAll(async () => {
    fake = await startFakeDevice();
    const answer = (operation: string) => soapBody(`<x:${operation}Response xmlns:x="http://www.onvif.org/ver20/ptz/wsdl"/>`);
    fake.on(
      'GetServices',
      soapBody(
        `<tds:GetServicesResponse><tds:Service><tds:Namespace>http://www.onvif.org/ver20/ptz/wsdl</tds:Namespace><tds:XAddr>http://127.0.0.1:${fake.port}/ptz</tds:XAddr></tds:Service></tds:GetServicesResponse>`,
      ),
    );
    fake.on('ContinuousMove', answer('ContinuousMove'));
    fake.on('Stop', answer('Stop'));
    const stream = {
      role: 'main' as const,
      token: 't',
      name: 't',
      codec: 'H264',
      width: 640,
      height: 360,
      framesPerSecond: 12,
      streamUri: 'rtsp://127.0.0.1:1/',
      snapshotUri: null,
    };
    const entry = {
      endpoint: 'urn:fake',
      serviceUrl: fake.url,
      credentials: { user: '', password: '' },
      number: 'К-500',
      place: '',
      district: '',
      position: null,
      azimuthDeg: null,
      fovDeg: null,
      heightM: null,
      hasPtz: true,
    };
    id = (await rig.cameras.enter({ ...entry, maker: '', model: '', serial: '', firmware: '', mac: null, profiles: [stream] }, null)).id;
  });
  afterAll(async () => {
    await rig.cameras.device(id).close();
    await fake.close();
  });
  const sent = () => fake.requests.map(({ operation }) => operation).filter((operation) => operation === 'ContinuousMove' || operation === 'Stop');

  it('is told to stop, whatever its own timeout does', async () => {
    const { router, context } = procedures();
    await call(router.move, { id, pan: 1, tilt: 0, zoom: 0, timeoutMs: 100 }, { context });
    await until('Stop arrives', () => sent().includes('Stop'));
    expect(sent()).toEqual(['ContinuousMove', 'Stop']);
  });

  it('is told to stop when a move fails half way', async () => {
    const { router, context } = procedures();
    const before = sent().length;
    fake.on('ContinuousMove', { status: 500, body: soapFault('ter:Action', 'motor blocked') });
    await expect(call(router.move, { id, pan: 1, tilt: 0, zoom: 0, timeoutMs: 5_000 }, { context })).rejects.toMatchObject({ code: 'CAMERA_FAULT' });
    await until('Stop arrives', () => sent().slice(before).includes('Stop'));
  });
});

describe('a still picture', () => {
  it('is given for a ticket and not without', async () => {
    const { router, context } = procedures();
    const { path } = await call(router.snapshotTicket, { id: fixed() }, { context });
    const response = await fetch(`${rig.server.origin}${path}`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect(Buffer.from(await response.arrayBuffer()).subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
    expect((await fetch(`${rig.server.origin}/media/snapshot?ticket=guessed`)).status).toBe(401);
  });
});

describe('the register', () => {
  it('changes what people set, tells who listens, and outlives a restart', async () => {
    const { router, context } = procedures();
    let changes = 0;
    const unsubscribe = rig.cameras.onChange(() => (changes += 1));
    const changed = await call(router.update, { id: fixed(), number: 'К-999', position: null, isRecorded: false }, { context });
    unsubscribe();
    expect(changed).toMatchObject({ number: 'К-999', position: null, isRecorded: false });
    expect(changes).toBe(1);

    const again = createCameras(rig.kernel, { audit: createAudit(rig.kernel).service, tickets: rig.tickets });
    await again.start();
    expect(again.find(fixed())).toMatchObject({ number: 'К-999', position: null, isRecorded: false, state: 'opening' });
    await again.stop();
  });

  it('keeps each change of state with its time, and nothing when nothing changed', async () => {
    const id = turning();
    await rig.cameras.setState(id, 'streaming', null);
    await rig.cameras.setState(id, 'streaming', null);
    await rig.cameras.setState(id, 'unreachable', 'noAnswer');
    const rows = await rig.kernel.db.read.selectFrom('camera_state').select(['state', 'reason']).where('camera_id', '=', id).orderBy('seq').execute();
    expect(rows).toEqual([
      { state: 'streaming', reason: null },
      { state: 'unreachable', reason: 'noAnswer' },
    ]);
    expect(rig.cameras.find(id)).toMatchObject({ state: 'unreachable', stateReason: 'noAnswer' });
  });

  it('forgets a removed camera but keeps its row', async () => {
    const { router, context } = procedures();
    const id = fixed();
    await call(router.remove, { id }, { context });
    expect(rig.cameras.find(id)).toBeNull();
    await expect(call(router.get, { id }, { context })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await rig.kernel.db.read.selectFrom('camera').select('id').where('id', '=', id).execute()).toHaveLength(1);
  });
});
