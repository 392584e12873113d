/** Reads everything the register wants to know from one device. */
import { AppError, isAppError } from '#shared/contract/errors.ts';
import type { Clock } from '../../kernel/clock.ts';
import { OnvifDevice, readScopes, type MediaProfile, type ScopeFacts } from '../../protocols/onvif/index.ts';
import type { CameraEntry, Credentials, EnteredProfile } from '../cameras/index.ts';

/** A sub stream narrower than this is a thumbnail, not a tile. */
const MIN_SUB_WIDTH = 320;
const CODECS = ['H264', 'H265'] as const;

/** CAMERA_UNREACHABLE, CAMERA_REFUSED, CAMERA_FAULT; BAD_INPUT when the address is none. */
export async function readCamera(found: { endpoint: string; address: string }, credentials: Credentials, clock: Clock): Promise<CameraEntry> {
  if (!URL.canParse(found.address)) throw new AppError('BAD_INPUT', 'not an address of a device', { field: 'address' });
  const device = new OnvifDevice({ serviceUrl: found.address, credentials, clock });
  try {
    const [information, services] = await Promise.all([device.information(), device.services()]);
    const [scopes, location, mac, profiles] = await Promise.all([device.scopes(), device.geoLocation(), device.macAddress(), device.profiles()]);
    const facts = readScopes(scopes);
    const entered = await Promise.all(chooseProfiles(profiles).map((chosen) => enterProfile(device, chosen)));
    return {
      endpoint: found.endpoint || `address:${new URL(found.address).host}`,
      serviceUrl: found.address,
      credentials,
      ...naming(facts, information.model, found.address),
      district: facts.district,
      position: location ? { lat: location.lat, lng: location.lng } : null,
      azimuthDeg: facts.azimuthDeg ?? location?.azimuthDeg ?? null,
      fovDeg: facts.fovDeg,
      heightM: facts.heightM,
      hasPtz: services.ptz !== undefined && profiles.some((profile) => profile.hasPtz),
      maker: information.maker,
      model: information.model,
      serial: information.serial,
      firmware: information.firmware,
      mac,
      profiles: entered,
    };
  } finally {
    await device.close();
  }
}

interface ChosenProfile extends MediaProfile {
  role: 'main' | 'sub';
}

/** Main = the largest H.264 picture (H.265 where there is no other), sub = the smallest that still makes a tile. */
export function chooseProfiles(profiles: readonly MediaProfile[]): ChosenProfile[] {
  for (const codec of CODECS) {
    const fitting = profiles.filter((profile) => profile.codec === codec).sort((a, b) => b.width * b.height - a.width * a.height);
    const main = fitting[0];
    if (!main) continue;
    const sub = fitting.filter((profile) => profile.width >= MIN_SUB_WIDTH).at(-1);
    return [{ ...main, role: 'main' }, ...(sub && sub.token !== main.token ? [{ ...sub, role: 'sub' as const }] : [])];
  }
  throw new AppError('CODEC_NOT_SUPPORTED', 'the device offers no H.264 or H.265 profile', { operation: 'GetProfiles', reason: 'no-profile' });
}

async function enterProfile(device: OnvifDevice, profile: ChosenProfile): Promise<EnteredProfile> {
  const { role, token, name, codec, width, height, framesPerSecond } = profile;
  return {
    role,
    token,
    name,
    codec,
    width,
    height,
    framesPerSecond,
    streamUri: await device.streamUri(token),
    snapshotUri: role === 'main' ? await snapshotUri(device, token) : null,
  };
}

/** A still picture is a courtesy: a device without one is taken all the same. */
async function snapshotUri(device: OnvifDevice, token: string): Promise<string | null> {
  try {
    return await device.snapshotUri(token);
  } catch (error) {
    if (isAppError(error) && error.code === 'CAMERA_FAULT') return null;
    throw error;
  }
}

/** A name such as `К-114 пр. Волі / вул. Винниченка` is number and place; otherwise the name is the number. */
function naming(facts: ScopeFacts, model: string, address: string): { number: string; place: string } {
  const [, number, place] = /^(\S{0,8}-\d{1,6})\s+(.+)$/u.exec(facts.name) ?? [];
  if (number && place) return { number, place };
  return { number: (facts.name || model || new URL(address).host).slice(0, 32), place: facts.place || facts.name || new URL(address).host };
}
