/** Moving a camera (ONVIF PTZ service, ver20). Speeds are in the generic velocity space, -1..1. */
import { AppError } from '#shared/contract/errors.ts';
import type { DeviceConnection } from './connection.ts';
import { SERVICE_NAMESPACE, type ServiceAddresses } from './services.ts';
import { attribute, child, children, escapeXml, numberOf, textOf, type XmlNode } from './xml.ts';

const NAMESPACE = SERVICE_NAMESPACE.ptz;
const SCHEMA = 'http://www.onvif.org/ver10/schema';
const MAX_PRESETS = 300;

export interface PtzStatus {
  pan: number | null;
  tilt: number | null;
  zoom: number | null;
  isMoving: boolean;
}

async function ask(connection: DeviceConnection, services: ServiceAddresses, operation: string, profileToken: string, inner: string): Promise<XmlNode> {
  if (!services.ptz) throw new AppError('CAMERA_FAULT', `${operation}: the device offers no PTZ service`, { operation, reason: 'no-ptz' });
  const body = `<${operation} xmlns="${NAMESPACE}"><ProfileToken>${escapeXml(profileToken)}</ProfileToken>${inner}</${operation}>`;
  const { node } = await connection.call({ operation, url: services.ptz, action: `${NAMESPACE}/${operation}`, body });
  return node;
}

export async function continuousMove(
  connection: DeviceConnection,
  services: ServiceAddresses,
  profileToken: string,
  velocity: { pan: number; tilt: number; zoom: number },
  timeoutMs: number,
): Promise<void> {
  const clamp = (value: number) => Math.max(-1, Math.min(1, value)).toFixed(3);
  const inner =
    `<Velocity><PanTilt xmlns="${SCHEMA}" x="${clamp(velocity.pan)}" y="${clamp(velocity.tilt)}"/><Zoom xmlns="${SCHEMA}" x="${clamp(velocity.zoom)}"/></Velocity>` +
    `<Timeout>PT${(Math.max(100, timeoutMs) / 1000).toFixed(1)}S</Timeout>`;
  await ask(connection, services, 'ContinuousMove', profileToken, inner);
}

/** Stops pan, tilt and zoom. Where a device does not know Stop, a move with no speed does the same. */
export async function stopMove(connection: DeviceConnection, services: ServiceAddresses, profileToken: string): Promise<void> {
  try {
    await ask(connection, services, 'Stop', profileToken, '<PanTilt>true</PanTilt><Zoom>true</Zoom>');
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'CAMERA_FAULT') throw error;
    await continuousMove(connection, services, profileToken, { pan: 0, tilt: 0, zoom: 0 }, 1_000);
  }
}

export async function readPresets(connection: DeviceConnection, services: ServiceAddresses, profileToken: string): Promise<{ token: string; name: string }[]> {
  const node = await ask(connection, services, 'GetPresets', profileToken, '');
  return children(node, 'Preset')
    .slice(0, MAX_PRESETS)
    .map((preset) => ({ token: attribute(preset, 'token'), name: textOf(child(preset, 'Name')).slice(0, 100) }))
    .filter(({ token }) => token !== '' && token.length <= 64)
    .map(({ token, name }) => ({ token, name: name || token }));
}

export async function gotoPreset(connection: DeviceConnection, services: ServiceAddresses, profileToken: string, presetToken: string): Promise<void> {
  await ask(connection, services, 'GotoPreset', profileToken, `<PresetToken>${escapeXml(presetToken)}</PresetToken>`);
}

export async function gotoHome(connection: DeviceConnection, services: ServiceAddresses, profileToken: string): Promise<void> {
  await ask(connection, services, 'GotoHomePosition', profileToken, '');
}

export async function readPtzStatus(connection: DeviceConnection, services: ServiceAddresses, profileToken: string): Promise<PtzStatus> {
  const node = await ask(connection, services, 'GetStatus', profileToken, '');
  const position = child(node, 'PTZStatus', 'Position');
  const moving = [textOf(child(node, 'PTZStatus', 'MoveStatus', 'PanTilt')), textOf(child(node, 'PTZStatus', 'MoveStatus', 'Zoom'))];
  return {
    pan: numberOf(child(position, 'PanTilt', '@x')),
    tilt: numberOf(child(position, 'PanTilt', '@y')),
    zoom: numberOf(child(position, 'Zoom', '@x')),
    isMoving: moving.includes('MOVING'),
  };
}
