/** Profiles and addresses of pictures, from Media (ver10) or, where only that is offered, Media2 (ver20). */
import { AppError } from '#shared/contract/errors.ts';
import { believe, hostOf } from './address-gate.ts';
import type { DeviceConnection } from './connection.ts';
import { SERVICE_NAMESPACE, type ServiceAddresses } from './services.ts';
import { attribute, child, children, escapeXml, numberOf, textOf, type XmlNode } from './xml.ts';

const MAX_PROFILES = 64;
const MAX_TOKEN = 128;

export interface MediaProfile {
  token: string;
  name: string;
  /** `H264`, `H265`, `JPEG`, ... in capitals; '' when the profile has no video encoder. */
  codec: string;
  width: number;
  height: number;
  framesPerSecond: number | null;
  hasPtz: boolean;
}

interface MediaService {
  url: string;
  namespace: string;
  isMedia2: boolean;
}

function serviceOf(services: ServiceAddresses): MediaService {
  if (services.media) return { url: services.media, namespace: SERVICE_NAMESPACE.media, isMedia2: false };
  if (services.media2) return { url: services.media2, namespace: SERVICE_NAMESPACE.media2, isMedia2: true };
  throw new AppError('CAMERA_FAULT', 'the device offers no media service', { operation: 'GetProfiles', reason: 'no-media' });
}

export async function readProfiles(connection: DeviceConnection, services: ServiceAddresses): Promise<MediaProfile[]> {
  const { url, namespace, isMedia2 } = serviceOf(services);
  const inner = isMedia2 ? '<Type>VideoEncoder</Type><Type>PTZ</Type>' : '';
  const { node } = await connection.call({
    operation: 'GetProfiles',
    url,
    action: `${namespace}/GetProfiles`,
    body: `<GetProfiles xmlns="${namespace}">${inner}</GetProfiles>`,
  });
  return children(node, 'Profiles')
    .slice(0, MAX_PROFILES)
    .map((profile) => (isMedia2 ? fromMedia2(profile) : fromMedia1(profile)))
    .filter(({ token }) => token !== '' && token.length <= MAX_TOKEN);
}

function fromMedia1(profile: XmlNode): MediaProfile {
  const encoder = child(profile, 'VideoEncoderConfiguration');
  return {
    ...common(profile, encoder),
    framesPerSecond: numberOf(child(encoder, 'RateControl', 'FrameRateLimit')),
    hasPtz: child(profile, 'PTZConfiguration') !== undefined,
  };
}

function fromMedia2(profile: XmlNode): MediaProfile {
  const configurations = child(profile, 'Configurations');
  const encoder = child(configurations, 'VideoEncoder');
  return {
    ...common(profile, encoder),
    framesPerSecond: numberOf(child(encoder, 'RateControl', 'FrameRateLimit')),
    hasPtz: child(configurations, 'PTZ') !== undefined,
  };
}

function common(profile: XmlNode, encoder: XmlNode | undefined): Pick<MediaProfile, 'token' | 'name' | 'codec' | 'width' | 'height'> {
  return {
    token: attribute(profile, 'token'),
    name: textOf(child(profile, 'Name')).slice(0, 100),
    codec: textOf(child(encoder, 'Encoding')).toUpperCase().slice(0, 20),
    width: pixels(child(encoder, 'Resolution', 'Width')),
    height: pixels(child(encoder, 'Resolution', 'Height')),
  };
}

function pixels(node: XmlNode | undefined): number {
  const value = numberOf(node);
  return value !== null && Number.isInteger(value) && value > 0 && value < 65_536 ? value : 0;
}

/** RTSP address of a profile's unicast stream, believed, without credentials. */
export async function readStreamUri(connection: DeviceConnection, services: ServiceAddresses, token: string): Promise<string> {
  const { url, namespace, isMedia2 } = serviceOf(services);
  const body = isMedia2
    ? `<GetStreamUri xmlns="${namespace}"><Protocol>RTSP</Protocol><ProfileToken>${escapeXml(token)}</ProfileToken></GetStreamUri>`
    : `<GetStreamUri xmlns="${namespace}"><StreamSetup><Stream xmlns="http://www.onvif.org/ver10/schema">RTP-Unicast</Stream>` +
      `<Transport xmlns="http://www.onvif.org/ver10/schema"><Protocol>RTSP</Protocol></Transport></StreamSetup><ProfileToken>${escapeXml(token)}</ProfileToken></GetStreamUri>`;
  const { node } = await connection.call({ operation: 'GetStreamUri', url, action: `${namespace}/GetStreamUri`, body });
  return believe(uriOf(node), hostOf(connection.serviceUrl), 'rtsp', 'GetStreamUri');
}

/** HTTP address of a profile's still picture, believed. */
export async function readSnapshotUri(connection: DeviceConnection, services: ServiceAddresses, token: string): Promise<string> {
  const { url, namespace } = serviceOf(services);
  const body = `<GetSnapshotUri xmlns="${namespace}"><ProfileToken>${escapeXml(token)}</ProfileToken></GetSnapshotUri>`;
  const { node } = await connection.call({ operation: 'GetSnapshotUri', url, action: `${namespace}/GetSnapshotUri`, body });
  return believe(uriOf(node), hostOf(connection.serviceUrl), 'http', 'GetSnapshotUri');
}

/** Media wraps the address (MediaUri/Uri), Media2 gives it plainly (Uri). */
function uriOf(response: XmlNode): string {
  return textOf(child(response, 'MediaUri', 'Uri')) || textOf(child(response, 'Uri'));
}
