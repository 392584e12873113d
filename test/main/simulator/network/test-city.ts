import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCity } from '#main/simulator/city/city-file.ts';
import { findResource } from '#main/simulator/city/resource-file.ts';
import { LoadedClip } from '#main/simulator/city/loaded-clip.ts';
import { randomPortBase, startSimulator, type Simulator, type SimulatorOptions } from '#main/simulator/index.ts';
import type { LiveViewFactory, PtzPosition } from '#main/simulator/types.ts';
import type { SimulatorLog } from '#main/simulator/log.ts';
import { FFMPEG, testClipLibrary } from './test-clips.ts';

export const CREDENTIALS = { user: 'admin', password: 'пароль & <ключ>' };

const silent: SimulatorLog = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

export interface TestCity {
  simulator: Simulator;
  cityKey: string;
  /** Positions the live views were given. */
  livePositions: PtzPosition[];
  openLiveViews: () => number;
  onvif: (cameraId: string) => string;
  rtsp: (cameraId: string, profile: 'main' | 'sub', password?: string) => string;
  control: (path: string, method?: string) => Promise<{ status: number; body: Record<string, unknown> }>;
  close: () => Promise<void>;
}

/** A city of test pictures on free ports of loopback, all cameras up. */
export async function startTestCity(options: Partial<SimulatorOptions> = {}): Promise<TestCity> {
  const directory = mkdtempSync(join(tmpdir(), 'demo-city-'));
  const clips = testClipLibrary(directory);
  const livePositions: PtzPosition[] = [];
  const live = { open: 0 };
  const cityKey = randomBytes(8).toString('hex');
  const base: Omit<SimulatorOptions, 'portBase'> = {
    city: await readCity(findResource('demo-city/cameras.json')),
    cameraCount: 4,
    credentials: CREDENTIALS,
    light: 'day',
    events: 'off',
    clips,
    liveViews: testLiveViews(clips, livePositions, live),
    ffmpegPath: FFMPEG,
    parallelDrawing: 2,
    cityKey,
    log: silent,
    ...options,
  };
  const simulator = await startOnFreePorts(base);
  if (!options.clips) await simulator.allCamerasUp;
  const indexOf = (id: string): number => simulator.cameras.findIndex((camera) => camera.description.id === id);
  const { user, password } = base.credentials;
  return {
    simulator,
    cityKey,
    livePositions,
    openLiveViews: () => live.open,
    onvif: (id) => `http://127.0.0.1:${simulator.rtspPort + 1 + indexOf(id)}/onvif`,
    rtsp: (id, profile, given = password) => `rtsp://${user}:${encodeURIComponent(given)}@127.0.0.1:${simulator.rtspPort}/${id}/${profile}`,
    async control(path, method = 'POST') {
      const response = await fetch(`http://127.0.0.1:${simulator.controlPort}${path}`, { method });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },
    async close() {
      await simulator.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function startOnFreePorts(options: Omit<SimulatorOptions, 'portBase'>): Promise<Simulator> {
  for (let attempt = 0; ; attempt++) {
    const portBase = randomPortBase();
    try {
      return await startSimulator({ ...options, portBase });
    } catch (error) {
      if (attempt >= 20 || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    }
  }
}

/** Live views that show the event picture, in real time, and note where they are pointed. */
function testLiveViews(clips: ReturnType<typeof testClipLibrary>, positions: PtzPosition[], live: { open: number }): LiveViewFactory {
  return {
    async open(scene, look, light, _event, position) {
      const files = await clips.ensure({ scene, look, light, event: 'crash' });
      const loaded = { main: await LoadedClip.read(files.mainPath, 'main'), sub: await LoadedClip.read(files.subPath, 'sub') };
      positions.push(position);
      live.open++;
      let frame = 0;
      let timer: NodeJS.Timeout | undefined;
      return {
        setPosition: (next) => void positions.push(next),
        setScene: () => undefined,
        onPicture(listener) {
          timer = setInterval(() => {
            listener('main', loaded.main.coded(frame));
            listener('sub', loaded.sub.coded(frame));
            frame++;
          }, 1000 / 12);
        },
        onEnd: () => undefined,
        close() {
          clearInterval(timer);
          live.open--;
          return Promise.resolve();
        },
      };
    },
  };
}

/** A WS-Security header; parts can be overridden to make it wrong. */
export function securityHeader(overrides: { user?: string; password?: string; created?: string; nonce?: Buffer } = {}): string {
  const { user = CREDENTIALS.user, password = CREDENTIALS.password, created = new Date().toISOString(), nonce = randomBytes(16) } = overrides;
  const digest = createHash('sha1').update(nonce).update(created).update(password).digest('base64');
  const WSS = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss';
  return (
    `<wsse:Security xmlns:wsse="${WSS}-wssecurity-secext-1.0.xsd" xmlns:wsu="${WSS}-wssecurity-utility-1.0.xsd"><wsse:UsernameToken>` +
    `<wsse:Username>${user}</wsse:Username><wsse:Password Type="${WSS}-username-token-profile-1.0#PasswordDigest">${digest}</wsse:Password>` +
    `<wsse:Nonce>${nonce.toString('base64')}</wsse:Nonce><wsu:Created>${created}</wsu:Created></wsse:UsernameToken></wsse:Security>`
  );
}

export const DEVICE = 'http://www.onvif.org/ver10/device/wsdl';
export const MEDIA = 'http://www.onvif.org/ver10/media/wsdl';
export const PTZ = 'http://www.onvif.org/ver20/ptz/wsdl';
export const EVENTS = 'http://www.onvif.org/ver10/events/wsdl';
export const NOTIFICATION = 'http://docs.oasis-open.org/wsn/b-2';

/** Posts one operation; `header` is null for a request without credentials. */
export async function soap(url: string, body: string, header: string | null = securityHeader()): Promise<{ status: number; text: string; headers: Headers }> {
  const envelope = `<?xml version="1.0"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope">${header ? `<s:Header>${header}</s:Header>` : ''}<s:Body>${body}</s:Body></s:Envelope>`;
  const response = await fetch(url, { method: 'POST', body: envelope, headers: { 'content-type': 'application/soap+xml' } });
  return { status: response.status, text: await response.text(), headers: response.headers };
}
