/** The register of cameras: what they are, how they are reached, how they are moved. */
import type { Camera, CameraState, ProfileRole } from '#shared/contract/cameras.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Module } from '../../kernel/module.ts';
import type { Tickets } from '../../kernel/tickets.ts';
import type { OnvifDevice } from '../../protocols/onvif/index.ts';
import type { Actor } from '../../transport/context.ts';
import type { Api } from '../../transport/guard.ts';
import type { HttpServer } from '../../transport/http.ts';
import type { AuditService } from '../audit/index.ts';
import { DevicePool } from './device-pool.ts';
import type { CameraEntry, Credentials } from './entry.ts';
import { Movements } from './movements.ts';
import { cameraProcedures } from './procedures.ts';
import { forgetStates } from './repository.ts';
import { CameraRegister } from './service.ts';
import { snapshotRoute } from './snapshot-route.ts';

export type { CameraEntry, Credentials, EnteredProfile } from './entry.ts';

const KEEP_STATES_MS = 400 * 24 * 3_600_000;

export interface CamerasFeature extends Module {
  /** Every camera, by number. The array is replaced, never changed. */
  all(): readonly Camera[];
  find(id: string): Camera | null;
  byEndpoint(endpoint: string): Camera | null;
  /** Calls `listener` when cameras come, go or change (not their state). Returns the way out. */
  onChange(listener: () => void): () => void;
  /** What is seen of the picture; kept with its time. `reason`: key under `cameraReason.`. */
  setState(id: string, state: CameraState, reason: string | null): Promise<void>;
  /** Removes the history of states older than 400 days: a year and a little more. Returns how many rows. */
  forgetOld(): Promise<number>;
  /** Enters a camera, or brings the one with the same endpoint up to date. */
  enter(entry: CameraEntry, actor: Actor | null): Promise<Camera>;
  /** RTSP address without credentials, or null. */
  streamUri(id: string, role: ProfileRole): string | null;
  credentials(id: string): Credentials;
  /** The client of a camera's device; one each, made when first asked for. NOT_FOUND. */
  device(id: string): OnvifDevice;
  procedures(api: Api): ReturnType<typeof cameraProcedures>;
  routes(server: HttpServer): void;
}

export interface CamerasDeps {
  audit: AuditService;
  tickets: Tickets;
}

export function createCameras(kernel: Kernel, deps: CamerasDeps): CamerasFeature {
  const register = new CameraRegister(kernel, deps.audit);
  const devices = new DevicePool(kernel, register);
  const movements = new Movements(kernel, register, devices);
  return {
    name: 'cameras',
    all: () => register.all(),
    find: (id) => register.find(id),
    byEndpoint: (endpoint) => register.byEndpoint(endpoint),
    onChange: (listener) => register.onChange(listener),
    setState: (id, state, reason) => register.setState(id, state, reason),
    forgetOld: () => kernel.db.write((trx) => forgetStates(trx, kernel.clock.now() - KEEP_STATES_MS)),
    enter: (entry, actor) => register.enter(entry, actor),
    streamUri: (id, role) => register.streamUri(id, role),
    credentials: (id) => register.credentials(id),
    device: (id) => devices.of(id),
    procedures: (api) => cameraProcedures(api, { register, devices, movements, tickets: deps.tickets }),
    routes: (server) => snapshotRoute(server, { tickets: deps.tickets, devices, register, log: kernel.log }),
    start: () => register.load(),
    stop: async () => {
      await movements.stop();
      await devices.close();
    },
  };
}
