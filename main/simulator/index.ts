import { randomInt } from 'node:crypto';
import { createCameraDevice } from './camera-device.ts';
import type { City } from './city/city-file.ts';
import { drawFirstClips, drawOtherClips, sketchFirstClips, type DrawingProgress } from './city/clip-drawing.ts';
import { ClipStore } from './city/clip-store.ts';
import { startEventSchedule, type EventRate } from './city/event-schedule.ts';
import { startFrameTicker } from './city/frame-ticker.ts';
import type { LightMode } from './city/light.ts';
import { camerasOfCity } from './city/more-cameras.ts';
import { SimulatedCamera } from './city/simulated-camera.ts';
import { startControlServer } from './control/control-server.ts';
import { startDiscoveryResponder } from './discovery/responder.ts';
import type { SimulatorLog } from './log.ts';
import { createSnapshotMaker } from './onvif/snapshot-maker.ts';
import type { Credentials } from './rtsp/digest-auth.ts';
import { startRtspServer } from './rtsp/rtsp-server.ts';
import type { ClipLibrary, LiveViewFactory } from './types.ts';

export interface SimulatorOptions {
  city: City;
  cameraCount: number;
  /** RTSP listens here, ONVIF of camera k (from 1) on portBase + k, the control interface on portBase - 1. */
  portBase: number;
  credentials: Credentials;
  light: LightMode;
  events: EventRate;
  clips: ClipLibrary;
  /** Short beginnings of the same loops, to be shown first; without it cameras wait for the whole. */
  sketches?: ClipLibrary;
  liveViews: LiveViewFactory;
  ffmpegPath: string;
  /** How many clips may be drawn at once while cameras wait for theirs. */
  parallelDrawing: number;
  /** Part of every camera's identity; another key makes it another city to those who discover it. */
  cityKey: string;
  onProgress?: (progress: DrawingProgress) => void;
  log: SimulatorLog;
}

export interface Simulator {
  rtspPort: number;
  controlPort: number;
  cameras: readonly SimulatedCamera[];
  /** Resolves when the first camera answers. */
  firstCameraUp: Promise<void>;
  /** Resolves when every camera that can be drawn answers. */
  allCamerasUp: Promise<void>;
  close(): Promise<void>;
}

/** Everything is bound to loopback alone. */
const HOST = '127.0.0.1';

/** A free-looking base in the range below the ephemeral ports; the caller tries again when a port is taken. */
export function randomPortBase(): number {
  return randomInt(20_000, 32_000);
}

/** Starts the city's cameras: all in this process, each a device of its own. Rejects when a port is taken. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { portBase, credentials, log } = options;
  const stop = new AbortController();
  const closers: (() => void | Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    stop.abort();
    for (const closer of closers.splice(0).reverse()) await closer();
  };

  const clips = new ClipStore(options.clips, log, options.sketches ?? null);
  closers.push(() => clips.close());
  const cameras = camerasOfCity(options.city, options.cameraCount).map(
    (description, index) => new SimulatedCamera({ description, index, lightMode: options.light, clips, liveViews: options.liveViews, log }),
  );
  const byId = new Map(cameras.map((camera) => [camera.description.id, camera]));

  try {
    const rtsp = await startRtspServer({
      host: HOST,
      port: portBase,
      log,
      directory: {
        credentials,
        find(cameraId, profile) {
          const camera = byId.get(cameraId);
          if (!camera) return { state: 'unknown' };
          return camera.state === 'up' ? { state: 'up', stream: camera.streams[profile] } : { state: camera.state };
        },
      },
    });
    closers.push(() => rtsp.close());
    const discovery = await startDiscoveryResponder(log);
    closers.push(() => discovery.close());
    const snapshots = createSnapshotMaker(options.ffmpegPath);
    closers.push(() => snapshots.close());

    for (const camera of cameras) {
      const device = createCameraDevice({
        camera,
        host: HOST,
        httpPort: portBase + camera.index + 1,
        rtspPort: rtsp.port,
        credentials,
        snapshots,
        discovery,
        cityKey: options.cityKey,
        log,
      });
      closers.push(() => device.close());
    }
    closers.push(async () => void (await Promise.all(cameras.map((camera) => camera.close()))));

    const control = await startControlServer({
      host: HOST,
      port: portBase - 1,
      cameras,
      rtspConnections: () => rtsp.connectionCount(),
      async raiseEvent(camera, event, durationMs) {
        await clips.draw(camera.clip(camera.light(), event), stop.signal);
        camera.events.raise(event, durationMs);
      },
      log,
    });
    closers.push(() => control.close());
    closers.push(startFrameTicker(cameras));
    closers.push(startEventSchedule(cameras, options.events));

    const firstCameraUp = new Promise<void>((resolve) => {
      for (const camera of cameras) camera.onState((state) => state === 'up' && resolve());
    });
    const drawing = {
      cameras,
      clips,
      parallel: options.parallelDrawing,
      onProgress: options.onProgress ?? (() => undefined),
      log,
      signal: stop.signal,
    };
    const allCamerasUp = sketchFirstClips(drawing);
    const background = allCamerasUp.then(() => drawFirstClips(drawing)).then(() => drawOtherClips(drawing));
    background.catch((error: unknown) => log.error({ err: error }, 'Drawing clips came to an end'));
    return { rtspPort: rtsp.port, controlPort: portBase - 1, cameras, firstCameraUp, allCamerasUp, close };
  } catch (error) {
    await close();
    throw error;
  }
}
