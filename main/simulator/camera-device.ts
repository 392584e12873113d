import { createHash } from 'node:crypto';
import type { SimulatedCamera } from './city/simulated-camera.ts';
import type { DiscoverableDevice } from './discovery/discovery-message.ts';
import type { DiscoveryResponder } from './discovery/responder.ts';
import type { SimulatorLog } from './log.ts';
import { scopesOf, SERVICE_PATH, serviceAddress, type OnvifCamera } from './onvif/onvif-camera.ts';
import { createOnvifServer } from './onvif/onvif-server.ts';
import type { SnapshotMaker } from './onvif/snapshot-maker.ts';
import type { Credentials } from './rtsp/digest-auth.ts';

export interface CameraDeviceOptions {
  camera: SimulatedCamera;
  host: string;
  httpPort: number;
  rtspPort: number;
  credentials: Credentials;
  snapshots: SnapshotMaker;
  discovery: DiscoveryResponder;
  /** Tells one city from another on the same machine; part of every camera's identity. */
  cityKey: string;
  log: SimulatorLog;
}

/** A camera's network faces, which follow its state: they answer while it is up and are gone while it is down. */
export interface CameraDevice {
  close(): Promise<void>;
}

const REBOOT_MS = 4_000;

export function createCameraDevice(options: CameraDeviceOptions): CameraDevice {
  const { camera, discovery, log } = options;
  const { id } = camera.description;
  let rebootTimer: NodeJS.Timeout | null = null;
  const face: OnvifCamera = {
    description: camera.description,
    uuid: deviceUuid(options.cityKey, id),
    host: options.host,
    httpPort: options.httpPort,
    rtspPort: options.rtspPort,
    events: camera.events,
    motion: camera.motion,
    headMoved: () => camera.headMoved(),
    snapshot: (profile) => options.snapshots.snapshot(camera, profile),
    reboot() {
      // The answer must leave before the connections are cut.
      rebootTimer ??= setTimeout(() => {
        camera.takeDown();
        rebootTimer = setTimeout(() => {
          rebootTimer = null;
          camera.bringUp();
        }, REBOOT_MS);
      }, 100);
    },
  };
  const server = createOnvifServer({ camera: face, credentials: options.credentials, log });
  const announcement: DiscoverableDevice = {
    uuid: face.uuid,
    address: serviceAddress(face, SERVICE_PATH.device),
    scopes: scopesOf(face),
    metadataVersion: 1,
  };

  // Changes of state are worked off one after the other, so that a quick down and up ends up.
  let work = Promise.resolve();
  camera.onState((state) => {
    work = work.then(async () => {
      try {
        if (state === 'up') {
          await server.open();
          discovery.add(announcement);
        } else {
          discovery.remove(announcement);
          await server.close();
        }
      } catch (error) {
        log.error({ camera: id, port: options.httpPort, state, err: error }, "Could not change a camera's state");
      }
    });
  });

  return {
    async close() {
      if (rebootTimer) clearTimeout(rebootTimer);
      await work;
      await server.close();
    },
  };
}

/** A UUID that is the same for the same camera at every start (name-based, as RFC 9562 version 5). */
function deviceUuid(cityKey: string, cameraId: string): string {
  const bytes = createHash('sha1').update(`camera:${cityKey}:${cameraId}`).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
