/** One ONVIF device: the operations the host needs, over one connection. */
import { AppError } from '#shared/contract/errors.ts';
import { systemClock, type Clock } from '../../kernel/clock.ts';
import { believe, hostOf } from './address-gate.ts';
import { DeviceConnection } from './connection.ts';
import { readGeoLocation, readInformation, readMacAddress, readScopeList, type DeviceInformation, type GeoLocation } from './device-facts.ts';
import { readProfiles, readSnapshotUri, readStreamUri, type MediaProfile } from './media.ts';
import { continuousMove, gotoHome, gotoPreset, readPresets, readPtzStatus, stopMove, type PtzStatus } from './ptz.ts';
import { createPullPoint, type PullPoint } from './pull-point.ts';
import { readServices, type ServiceAddresses } from './services.ts';

const MAX_SNAPSHOT_BYTES = 8 * 1024 * 1024;

export interface OnvifDeviceOptions {
  /** URL of the device service. */
  serviceUrl: string;
  credentials: { user: string; password: string };
  clock?: Clock;
  /** Total time for one call, default 10 s. */
  deadlineMs?: number;
}

/**
 * All operations fail with CAMERA_UNREACHABLE (no answer), CAMERA_REFUSED (credentials) or CAMERA_FAULT (an answer
 * that says no or makes no sense); `data.operation` names the operation, `data.reason` the kind.
 */
export class OnvifDevice {
  readonly #connection: DeviceConnection;
  readonly #clock: Clock;
  #services: Promise<ServiceAddresses> | null = null;

  constructor(options: OnvifDeviceOptions) {
    // The address itself must be of a kind we call at all.
    believe(options.serviceUrl, hostOf(options.serviceUrl), 'http', 'connect');
    this.#clock = options.clock ?? systemClock;
    this.#connection = new DeviceConnection({ ...options, clock: this.#clock });
  }

  /** Device time minus ours in milliseconds, from a call that needs no credentials. */
  readClock(signal?: AbortSignal): Promise<number> {
    return this.#connection.readClock(signal);
  }

  /** Where its services are; asked once. */
  services(): Promise<ServiceAddresses> {
    this.#services ??= readServices(this.#connection).catch((error: unknown) => {
      this.#services = null;
      throw error;
    });
    return this.#services;
  }

  information(): Promise<DeviceInformation> {
    return readInformation(this.#connection);
  }

  scopes(): Promise<string[]> {
    return readScopeList(this.#connection);
  }

  /** null when the device does not know. */
  geoLocation(): Promise<GeoLocation | null> {
    return readGeoLocation(this.#connection);
  }

  /** Lower case with colons, or null. */
  macAddress(): Promise<string | null> {
    return readMacAddress(this.#connection);
  }

  async profiles(): Promise<MediaProfile[]> {
    return readProfiles(this.#connection, await this.services());
  }

  async streamUri(profileToken: string): Promise<string> {
    return readStreamUri(this.#connection, await this.services(), profileToken);
  }

  async snapshotUri(profileToken: string): Promise<string> {
    return readSnapshotUri(this.#connection, await this.services(), profileToken);
  }

  /** A JPEG of now. `knownUri` spares asking for the address. */
  async snapshot(profileToken: string | null, knownUri: string | null): Promise<Buffer> {
    const operation = 'snapshot';
    if (knownUri === null && profileToken === null)
      throw new AppError('CAMERA_FAULT', 'the camera offers no still picture', { operation, reason: 'no-snapshot' });
    const uri = knownUri ?? (await this.snapshotUri(profileToken ?? ''));
    const { body } = await this.#connection.get(uri, operation, MAX_SNAPSHOT_BYTES);
    if (body[0] !== 0xff || body[1] !== 0xd8) throw new AppError('CAMERA_FAULT', 'the still picture is no JPEG', { operation, reason: 'not-jpeg' });
    return body;
  }

  async continuousMove(profileToken: string, velocity: { pan: number; tilt: number; zoom: number }, timeoutMs: number): Promise<void> {
    await continuousMove(this.#connection, await this.services(), profileToken, velocity, timeoutMs);
  }

  async stopMove(profileToken: string): Promise<void> {
    await stopMove(this.#connection, await this.services(), profileToken);
  }

  async presets(profileToken: string): Promise<{ token: string; name: string }[]> {
    return readPresets(this.#connection, await this.services(), profileToken);
  }

  async gotoPreset(profileToken: string, presetToken: string): Promise<void> {
    await gotoPreset(this.#connection, await this.services(), profileToken, presetToken);
  }

  async gotoHome(profileToken: string): Promise<void> {
    await gotoHome(this.#connection, await this.services(), profileToken);
  }

  async ptzStatus(profileToken: string): Promise<PtzStatus> {
    return readPtzStatus(this.#connection, await this.services(), profileToken);
  }

  async createPullPoint(): Promise<PullPoint> {
    return createPullPoint(this.#connection, await this.services(), this.#clock);
  }

  close(): Promise<void> {
    return this.#connection.close();
  }
}
