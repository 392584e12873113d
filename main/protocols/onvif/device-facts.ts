/** What a device says of itself: make, scopes, where it stands, its MAC address. */
import { isAppError } from '#shared/contract/errors.ts';
import type { DeviceConnection } from './connection.ts';
import { SERVICE_NAMESPACE } from './services.ts';
import { attribute, child, children, textOf, type XmlNode } from './xml.ts';

const MAX_TEXT = 200;
const MAX_SCOPES = 200;

export interface DeviceInformation {
  maker: string;
  model: string;
  firmware: string;
  serial: string;
  hardware: string;
}

async function ask(connection: DeviceConnection, operation: string): Promise<XmlNode> {
  const namespace = SERVICE_NAMESPACE.device;
  const { node } = await connection.call({
    operation,
    url: connection.serviceUrl,
    action: `${namespace}/${operation}`,
    body: `<${operation} xmlns="${namespace}"/>`,
  });
  return node;
}

export async function readInformation(connection: DeviceConnection): Promise<DeviceInformation> {
  const node = await ask(connection, 'GetDeviceInformation');
  const text = (name: string) => textOf(child(node, name)).slice(0, MAX_TEXT);
  return { maker: text('Manufacturer'), model: text('Model'), firmware: text('FirmwareVersion'), serial: text('SerialNumber'), hardware: text('HardwareId') };
}

export async function readScopeList(connection: DeviceConnection): Promise<string[]> {
  const node = await ask(connection, 'GetScopes');
  return children(node, 'Scopes')
    .slice(0, MAX_SCOPES)
    .map((scope) => textOf(child(scope, 'ScopeItem')))
    .filter((scope) => scope !== '');
}

export interface GeoLocation {
  lat: number;
  lng: number;
  /** Direction of view, clockwise from north, or null. */
  azimuthDeg: number | null;
}

/** GetGeoLocation (ONVIF Core, device management); many devices do not offer it: then null. */
export async function readGeoLocation(connection: DeviceConnection): Promise<GeoLocation | null> {
  const node = await optional(() => ask(connection, 'GetGeoLocation'));
  for (const entity of node ? children(node, 'Location') : []) {
    const place = child(entity, 'GeoLocation');
    const lat = coordinate(attribute(place, 'lat'), 90);
    const lng = coordinate(attribute(place, 'lon'), 180);
    if (lat !== null && lng !== null && !(lat === 0 && lng === 0)) return { lat, lng, azimuthDeg: azimuth(attribute(child(entity, 'GeoOrientation'), 'yaw')) };
  }
  return null;
}

/** The first interface's hardware address, or null. */
export async function readMacAddress(connection: DeviceConnection): Promise<string | null> {
  const node = await optional(() => ask(connection, 'GetNetworkInterfaces'));
  if (!node) return null;
  const address = textOf(child(node, 'NetworkInterfaces', 'Info', 'HwAddress'))
    .toLowerCase()
    .replaceAll('-', ':');
  return /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/.test(address) ? address : null;
}

async function optional<T>(run: () => Promise<T>): Promise<T | null> {
  try {
    return await run();
  } catch (error) {
    if (isAppError(error) && error.code !== 'CAMERA_UNREACHABLE') return null;
    throw error;
  }
}

/** Yaw in degrees, brought into [0, 360). */
function azimuth(text: string): number | null {
  const value = text.trim() === '' ? NaN : Number(text);
  return Number.isFinite(value) && Math.abs(value) <= 360 ? (value + 360) % 360 : null;
}

function coordinate(text: string, limit: number): number | null {
  const value = text.trim() === '' ? NaN : Number(text);
  return Number.isFinite(value) && Math.abs(value) <= limit ? value : null;
}
