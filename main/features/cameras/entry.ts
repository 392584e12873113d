/** What the register knows of one camera: the part everyone may see and the part that stays in the host. */
import type { Camera, ProfileRole } from '#shared/contract/cameras.ts';
import type { Position } from '#shared/contract/scalars.ts';

export type CameraProfile = Camera['profiles'][number];

export interface Credentials {
  user: string;
  password: string;
}

/** One media profile with the addresses that lead to it; both already passed the address gate and hold no credentials. */
export interface EnteredProfile extends CameraProfile {
  streamUri: string;
  snapshotUri: string | null;
}

/** A camera as it was read from its device, before it is in the register. */
export interface CameraEntry {
  endpoint: string;
  /** URL of the device service. */
  serviceUrl: string;
  credentials: Credentials;
  number: string;
  place: string;
  district: string;
  position: Position | null;
  azimuthDeg: number | null;
  fovDeg: number | null;
  heightM: number | null;
  hasPtz: boolean;
  maker: string;
  model: string;
  serial: string;
  firmware: string;
  mac: string | null;
  profiles: EnteredProfile[];
}

/** The hidden half of a registered camera. */
export interface CameraSecrets {
  serviceUrl: string;
  sealedCredentials: string;
  streamUris: Partial<Record<ProfileRole, string>>;
  snapshotUri: string | null;
  mainToken: string | null;
}

export interface RegisteredCamera {
  camera: Camera;
  secrets: CameraSecrets;
}
