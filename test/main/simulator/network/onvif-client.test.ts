import type { Socket } from 'node:dgram';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestCity, type TestCity } from './test-city.ts';

/** What of node-onvif, an independent client, is used here; it has no types. */
interface Device {
  init(): Promise<{ Manufacturer: string; Model: string }>;
  getProfileList(): {
    token: string;
    name: string;
    stream: { rtsp: string; udp: string };
    snapshot: string;
    video: { encoder: { resolution: { width: number; height: number } } };
  }[];
  changeProfile(index: number): { token: string } | null;
  ptzMove(params: { speed: { x: number; y: number; z: number }; timeout: number }): Promise<void>;
  ptzStop(): Promise<void>;
  fetchSnapshot(): Promise<{ headers: Record<string, string>; body: Buffer }>;
  services: {
    ptz: {
      getStatus(params: object): Promise<{ data: Reply }>;
      setPreset(params: object): Promise<{ data: Reply }>;
      getPresets(params: object): Promise<{ data: Reply }>;
      gotoPreset(params: object): Promise<unknown>;
      removePreset(params: object): Promise<unknown>;
      absoluteMove(params: object): Promise<unknown>;
    } | null;
  };
}
type Reply = Record<string, Record<string, never>>;
interface Discovered {
  urn: string;
  name: string;
  xaddrs: string[];
  scopes: string[];
}
const client = createRequire(import.meta.url)('node-onvif') as {
  OnvifDevice: new (options: { xaddr: string; user: string; pass: string }) => Device;
  startProbe(): Promise<Discovered[]>;
  _udp: Socket;
};

/** node-onvif escapes nothing and takes only plain characters. */
const credentials = { user: 'admin', password: 'plain-password' };

let city: TestCity;

beforeAll(async () => {
  city = await startTestCity({ cameraCount: 3, credentials });
}, 30_000);
afterAll(() => city.close());

async function connectTo(id: string, password = credentials.password): Promise<Device> {
  const device = new client.OnvifDevice({ xaddr: `${city.onvif(id)}/device_service`, user: credentials.user, pass: password });
  await device.init();
  return device;
}

describe('node-onvif', () => {
  it('finds the cameras by discovery on loopback, each with what places it on the map', async () => {
    const probe = client.startProbe();
    client._udp.prependListener('listening', () => client._udp.setMulticastInterface('127.0.0.1'));
    await once(client._udp, 'listening');
    const found = await probe;
    const own = (id: string): Discovered | undefined => found.find(({ xaddrs }) => xaddrs.includes(`${city.onvif(id)}/device_service`));
    const urns = ['k008', 'k012', 'k019'].map((id) => own(id)?.urn);
    expect(new Set(urns).size).toBe(3);
    for (const urn of urns) expect(urn).toMatch(/^urn:uuid:[0-9a-f-]{36}$/);
    expect(own('k008')?.scopes).toEqual(
      expect.arrayContaining([
        'onvif://www.onvif.org/Profile/Streaming',
        'onvif://www.onvif.org/location/city/Lutsk',
        `onvif://www.onvif.org/location/district/${encodeURIComponent('Центр')}`,
        `onvif://www.onvif.org/location/place/${encodeURIComponent('Театральний майдан, 1')}`,
        'onvif://www.onvif.org/location/fov/72',
        'onvif://www.onvif.org/location/height/11',
        `onvif://www.onvif.org/name/${encodeURIComponent('К-008 Театральний майдан')}`,
      ]),
    );
  }, 15_000);

  it('connects, lists the profiles and gets their addresses and a still', async () => {
    const device = await connectTo('k008');
    const profiles = device.getProfileList();
    expect(profiles.map(({ token }) => token)).toEqual(['main', 'sub']);
    expect(profiles.map(({ stream }) => stream.rtsp)).toEqual(['main', 'sub'].map((name) => `rtsp://127.0.0.1:${city.simulator.rtspPort}/k008/${name}`));
    expect(profiles[1]?.video.encoder.resolution).toEqual({ width: 640, height: 360 });
    device.changeProfile(1);
    const still = await device.fetchSnapshot();
    expect(still.headers['content-type']).toBe('image/jpeg');
    expect(still.body.subarray(0, 3)).toEqual(Buffer.of(0xff, 0xd8, 0xff));
  });

  it('is refused with a wrong password', async () => {
    await expect(connectTo('k008', 'wrong')).rejects.toThrow(/not authorized/i);
  });

  it('moves a PTZ camera, stores presets and returns to them', async () => {
    const device = await connectTo('k008');
    const ptz = device.services.ptz;
    if (!ptz) throw new Error('the PTZ service was not found');
    const x = async (): Promise<number> => {
      const { data } = await ptz.getStatus({ ProfileToken: 'sub' });
      const status = data['GetStatusResponse'] as unknown as { PTZStatus: { Position: { PanTilt: { $: { x: string } } } } };
      return Number(status.PTZStatus.Position.PanTilt.$.x);
    };
    await ptz.setPreset({ ProfileToken: 'sub', PresetName: 'start' });
    await device.ptzMove({ speed: { x: 1, y: 0, z: 0.5 }, timeout: 30 });
    while ((await x()) < 0.02) await new Promise((resolve) => setImmediate(resolve));
    await device.ptzStop();
    const stopped = await x();
    expect(await x()).toBe(stopped);
    const { data } = await ptz.getPresets({ ProfileToken: 'sub' });
    const presets = (data['GetPresetsResponse'] as unknown as { Preset: { $: { token: string }; Name: string }[] }).Preset;
    const start = presets.find(({ Name }) => Name === 'start');
    await ptz.gotoPreset({ ProfileToken: 'sub', PresetToken: start?.$.token });
    while ((await x()) !== 0) await new Promise((resolve) => setImmediate(resolve));
    await ptz.removePreset({ ProfileToken: 'sub', PresetToken: start?.$.token });
    await expect(ptz.gotoPreset({ ProfileToken: 'sub', PresetToken: start?.$.token })).rejects.toThrow(/no such preset/);
  });

  it('finds no PTZ on a fixed camera', async () => {
    const device = await connectTo('k012');
    expect(device.services.ptz).toBeNull();
  });
});
