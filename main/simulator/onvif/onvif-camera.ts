import type { CameraEvents } from '../city/camera-events.ts';
import type { CameraDescription } from '../city/city-file.ts';
import type { PtzMotion } from '../city/ptz-motion.ts';
import type { ProfileName } from '../types.ts';

/** What the ONVIF services need of a camera and its surroundings. */
export interface OnvifCamera {
  description: CameraDescription;
  /** Stable over restarts. */
  uuid: string;
  host: string;
  httpPort: number;
  rtspPort: number;
  events: CameraEvents;
  /** Null for a fixed camera, which has no PTZ service. */
  motion: PtzMotion | null;
  headMoved(): void;
  /** A JPEG of the current picture. Rejects with SnapshotBusy when too many are being made. */
  snapshot(profile: ProfileName): Promise<Buffer>;
  reboot(): void;
}

export const MANUFACTURER = 'Lubart Demo City';

export function modelOf(camera: OnvifCamera): string {
  return camera.motion ? 'Street PTZ 720' : 'Street Fixed 720';
}

export const FIRMWARE_VERSION = '1.0.0';

export function serviceAddress(camera: OnvifCamera, path: string): string {
  return `http://${camera.host}:${camera.httpPort}${path}`;
}

/** Paths of the services on every camera's own HTTP port. */
export const SERVICE_PATH = {
  device: '/onvif/device_service',
  media: '/onvif/media_service',
  ptz: '/onvif/ptz_service',
  events: '/onvif/event_service',
  subscription: '/onvif/subscription/',
  imaging: '/onvif/imaging_service',
  snapshot: '/onvif/snapshot/',
} as const;

/** Scopes (ONVIF Core 7.3.3.2) by which discovery finds a camera and the console places it. Values are percent-encoded. */
export function scopesOf(camera: OnvifCamera): string[] {
  const { name, place, address, district, fieldOfViewDegrees, heightMetres } = camera.description;
  const scope = (category: string, value: string): string => `onvif://www.onvif.org/${category}/${encodeURIComponent(value)}`;
  return [
    scope('type', 'video_encoder'),
    ...(camera.motion ? [scope('type', 'ptz')] : []),
    scope('Profile', 'Streaming'),
    scope('name', `${name} ${place}`),
    scope('hardware', modelOf(camera)),
    scope('location/country', 'ukraine'),
    scope('location/city', 'Lutsk'),
    scope('location/district', district),
    scope('location/place', address),
    scope('location/fov', String(fieldOfViewDegrees)),
    scope('location/height', String(heightMetres)),
  ];
}
