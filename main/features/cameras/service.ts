/** The register of cameras: in the database, and whole in memory so that the rest of the host can ask without waiting. */
import type { Camera, CameraState, ProfileRole } from '#shared/contract/cameras.ts';
import { AppError } from '#shared/contract/errors.ts';
import type { CameraTable } from '../../db/tables/cameras.ts';
import { newId } from '../../kernel/ids.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Actor } from '../../transport/context.ts';
import type { AuditService } from '../audit/index.ts';
import type { CameraEntry, Credentials, RegisteredCamera } from './entry.ts';
import { insertCamera, insertState, profileRow, readRegister, replaceProfiles, toRegistered } from './repository.ts';

/** Fields of the register that a person sets; the device is not touched. */
export interface CameraChange {
  number?: string | undefined;
  place?: string | undefined;
  district?: string | undefined;
  position?: { lat: number; lng: number } | null | undefined;
  azimuthDeg?: number | null | undefined;
  fovDeg?: number | null | undefined;
  heightM?: number | null | undefined;
  isRecorded?: boolean | undefined;
}

const BY_NUMBER = new Intl.Collator('uk', { numeric: true });

export class CameraRegister {
  readonly #kernel: Kernel;
  readonly #audit: AuditService;
  readonly #byId = new Map<string, RegisteredCamera>();
  readonly #listeners = new Set<() => void>();
  #order: string[] = [];
  /** Rebuilt when next asked for after a change. */
  #list: readonly Camera[] | null = null;

  constructor(kernel: Kernel, audit: AuditService) {
    this.#kernel = kernel;
    this.#audit = audit;
  }

  async load(): Promise<void> {
    this.#byId.clear();
    for (const registered of await readRegister(this.#kernel.db, this.#kernel.clock.now())) this.#byId.set(registered.camera.id, registered);
    this.#sort();
  }

  all(): readonly Camera[] {
    this.#list ??= this.#order.flatMap((id) => this.#byId.get(id)?.camera ?? []);
    return this.#list;
  }

  find(id: string): Camera | null {
    return this.#byId.get(id)?.camera ?? null;
  }

  byEndpoint(endpoint: string): Camera | null {
    return this.all().find((camera) => camera.endpoint === endpoint) ?? null;
  }

  /** The camera with its hidden half. NOT_FOUND when it is not in the register. */
  get(id: string): RegisteredCamera {
    const registered = this.#byId.get(id);
    if (!registered) throw new AppError('NOT_FOUND', 'there is no such camera', { id });
    return registered;
  }

  /** Calls `listener` whenever cameras come, go or change their register entry (not their state). */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  credentials(id: string): Credentials {
    return JSON.parse(this.#kernel.secrets.open(this.get(id).secrets.sealedCredentials)) as Credentials;
  }

  /** The RTSP address of a stream without credentials, or null when the camera has no such profile. */
  streamUri(id: string, role: ProfileRole): string | null {
    return this.#byId.get(id)?.secrets.streamUris[role] ?? null;
  }

  /** Enters a camera, or brings the one with this endpoint up to date; then what people set in the register stays. */
  async enter(entry: CameraEntry, actor: Actor | null): Promise<Camera> {
    const now = this.#kernel.clock.now();
    const sealed = this.#kernel.secrets.seal(JSON.stringify(entry.credentials));
    const known = this.byEndpoint(entry.endpoint);
    const row = known ? this.#renewedRow(known, entry, sealed) : newRow(entry, sealed, now);
    await this.#kernel.db.write(async (trx) => {
      if (known) {
        await trx
          .updateTable('camera')
          .set({ ...deviceFields(entry, sealed), updated_at: now })
          .where('id', '=', known.id)
          .execute();
        await replaceProfiles(trx, known.id, entry);
      } else await insertCamera(trx, row, entry);
      await this.#audit.append(trx, {
        actor,
        action: known ? 'cameras.readAgain' : 'cameras.enter',
        objectType: 'camera',
        objectId: row.id,
        detail: { endpoint: entry.endpoint, address: new URL(entry.serviceUrl).host, number: row.number, place: row.place },
      });
    });
    const registered = toRegistered(
      row,
      entry.profiles.map((profile) => profileRow(row.id, profile)),
      now,
    );
    if (known) keepState(registered, known);
    this.#byId.set(row.id, registered);
    this.#changed(row.id);
    return registered.camera;
  }

  async update(id: string, change: CameraChange, actor: Actor): Promise<Camera> {
    const { camera } = this.get(id);
    const next: Camera = { ...camera, ...withoutUndefined(change) };
    const fields = registerFields(next);
    await this.#kernel.db.write(async (trx) => {
      await trx
        .updateTable('camera')
        .set({ ...fields, updated_at: this.#kernel.clock.now() })
        .where('id', '=', id)
        .execute();
      const before = Object.fromEntries(Object.entries(registerFields(camera)).filter(([key, value]) => fields[key as keyof typeof fields] !== value));
      await this.#audit.append(trx, {
        actor,
        action: 'cameras.update',
        objectType: 'camera',
        objectId: id,
        detail: { before, change: withoutUndefined(change) },
      });
    });
    const registered = this.get(id);
    registered.camera = { ...registered.camera, ...withoutUndefined(change) };
    this.#changed(id);
    return registered.camera;
  }

  /** Takes a camera out of the register. Its recordings and incidents stay. */
  async remove(id: string, actor: Actor): Promise<void> {
    const { camera } = this.get(id);
    await this.#kernel.db.write(async (trx) => {
      await trx.updateTable('camera').set({ removed_at: this.#kernel.clock.now() }).where('id', '=', id).execute();
      await this.#audit.append(trx, {
        actor,
        action: 'cameras.remove',
        objectType: 'camera',
        objectId: id,
        detail: { number: camera.number, place: camera.place },
      });
    });
    this.#byId.delete(id);
    this.#changed(id);
  }

  /** Notes what is seen of the picture. Nothing is written when nothing changed. `reason`: a key under `cameraReason.`. */
  async setState(id: string, state: CameraState, reason: string | null): Promise<void> {
    const registered = this.#byId.get(id);
    if (!registered || (registered.camera.state === state && registered.camera.stateReason === reason)) return;
    const at = this.#kernel.clock.now();
    registered.camera = { ...registered.camera, state, stateReason: reason, stateSince: registered.camera.state === state ? registered.camera.stateSince : at };
    this.#list = null;
    await this.#kernel.db.write((trx) => insertState(trx, id, at, state, reason));
    this.#kernel.bus.announce('camera-state.changed', [id]);
  }

  #renewedRow(known: Camera, entry: CameraEntry, sealed: string): CameraTable {
    return {
      id: known.id,
      ...registerFields(known),
      ...deviceFields(entry, sealed),
      endpoint: entry.endpoint,
      created_at: 0,
      updated_at: 0,
      removed_at: null,
    };
  }

  #changed(id: string): void {
    this.#sort();
    this.#kernel.bus.announce('cameras.changed', [id]);
    for (const listener of this.#listeners) listener();
  }

  #sort(): void {
    this.#order = [...this.#byId.values()].sort((a, b) => BY_NUMBER.compare(a.camera.number, b.camera.number)).map(({ camera }) => camera.id);
    this.#list = null;
  }
}

function newRow(entry: CameraEntry, sealed: string, now: number): CameraTable {
  return {
    id: newId(),
    ...registerFields({ ...entry, isRecorded: true }),
    ...deviceFields(entry, sealed),
    endpoint: entry.endpoint,
    created_at: now,
    updated_at: now,
    removed_at: null,
  };
}

/** What people may change. */
function registerFields(camera: Pick<Camera, 'number' | 'place' | 'district' | 'position' | 'azimuthDeg' | 'fovDeg' | 'heightM' | 'isRecorded'>) {
  return {
    number: camera.number,
    place: camera.place,
    district: camera.district,
    lat: camera.position?.lat ?? null,
    lng: camera.position?.lng ?? null,
    azimuth_deg: camera.azimuthDeg,
    fov_deg: camera.fovDeg,
    height_m: camera.heightM,
    is_recorded: camera.isRecorded ? 1 : 0,
  };
}

/** What the device itself says, and how it is reached. */
function deviceFields(entry: CameraEntry, sealed: string) {
  return {
    has_ptz: entry.hasPtz ? 1 : 0,
    maker: entry.maker,
    model: entry.model,
    serial: entry.serial,
    firmware: entry.firmware,
    mac: entry.mac,
    service_url: entry.serviceUrl,
    credentials: sealed,
  };
}

function keepState(registered: RegisteredCamera, known: Camera): void {
  registered.camera = { ...registered.camera, state: known.state, stateSince: known.stateSince, stateReason: known.stateReason };
}

function withoutUndefined(change: CameraChange): Partial<Camera> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
