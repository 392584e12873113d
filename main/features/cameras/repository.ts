/** Rows of the register. */
import type { Camera, CameraState, ProfileRole } from '#shared/contract/cameras.ts';
import type { Db, WriteTrx } from '../../db/db.ts';
import type { CameraProfileTable, CameraTable } from '../../db/tables/cameras.ts';
import type { CameraEntry, CameraProfile, RegisteredCamera } from './entry.ts';

/** Every camera in the register, with its profiles, ordered by number. Their state is `opening` until somebody looked. */
export async function readRegister(db: Db, now: number): Promise<RegisteredCamera[]> {
  const rows = await db.read.selectFrom('camera').selectAll().where('removed_at', 'is', null).execute();
  const profiles = await db.read.selectFrom('camera_profile').selectAll().execute();
  const byCamera = new Map<string, CameraProfileTable[]>();
  for (const profile of profiles) byCamera.set(profile.camera_id, [...(byCamera.get(profile.camera_id) ?? []), profile]);
  return rows.map((row) => toRegistered(row, byCamera.get(row.id) ?? [], now));
}

export function toRegistered(row: CameraTable, profiles: readonly CameraProfileTable[], now: number): RegisteredCamera {
  const main = profiles.find((profile) => profile.role === 'main');
  const camera: Camera = {
    id: row.id,
    number: row.number,
    place: row.place,
    district: row.district,
    position: row.lat === null || row.lng === null ? null : { lat: row.lat, lng: row.lng },
    azimuthDeg: row.azimuth_deg,
    fovDeg: row.fov_deg,
    heightM: row.height_m,
    hasPtz: row.has_ptz === 1,
    maker: row.maker,
    model: row.model,
    serial: row.serial,
    firmware: row.firmware,
    address: new URL(row.service_url).host,
    endpoint: row.endpoint,
    isRecorded: row.is_recorded === 1,
    profiles: profiles.map(toProfile).sort((a, b) => a.role.localeCompare(b.role)),
    state: 'opening',
    stateSince: now,
    stateReason: null,
  };
  return {
    camera,
    secrets: {
      serviceUrl: row.service_url,
      sealedCredentials: row.credentials,
      streamUris: Object.fromEntries(profiles.map((profile) => [profile.role, profile.stream_uri])),
      snapshotUri: main?.snapshot_uri ?? profiles.find((profile) => profile.snapshot_uri)?.snapshot_uri ?? null,
      mainToken: main?.token ?? null,
    },
  };
}

function toProfile(row: CameraProfileTable): CameraProfile {
  return {
    role: row.role as ProfileRole,
    token: row.token,
    name: row.name,
    codec: row.codec,
    width: row.width,
    height: row.height,
    framesPerSecond: row.frames_per_second,
  };
}

export async function insertCamera(trx: WriteTrx, row: CameraTable, entry: CameraEntry): Promise<void> {
  await trx.insertInto('camera').values(row).execute();
  await replaceProfiles(trx, row.id, entry);
}

export async function replaceProfiles(trx: WriteTrx, cameraId: string, entry: CameraEntry): Promise<void> {
  await trx.deleteFrom('camera_profile').where('camera_id', '=', cameraId).execute();
  for (const profile of entry.profiles) await trx.insertInto('camera_profile').values(profileRow(cameraId, profile)).execute();
}

export function profileRow(cameraId: string, profile: CameraEntry['profiles'][number]): CameraProfileTable {
  return {
    camera_id: cameraId,
    role: profile.role,
    token: profile.token,
    name: profile.name,
    codec: profile.codec,
    width: profile.width,
    height: profile.height,
    frames_per_second: profile.framesPerSecond,
    stream_uri: profile.streamUri,
    snapshot_uri: profile.snapshotUri,
  };
}

/** Removes states that were noted before that moment; returns how many. */
export async function forgetStates(trx: WriteTrx, before: number): Promise<number> {
  const removed = await trx.deleteFrom('camera_state').where('at', '<', before).executeTakeFirst();
  return Number(removed.numDeletedRows);
}

export async function insertState(trx: WriteTrx, cameraId: string, at: number, state: CameraState, reason: string | null): Promise<void> {
  const last = await trx.selectFrom('camera_state').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst();
  await trx
    .insertInto('camera_state')
    .values({ seq: (last?.seq ?? 0) + 1, camera_id: cameraId, at, state, reason })
    .execute();
}
