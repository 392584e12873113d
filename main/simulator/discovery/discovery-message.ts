import { randomUUID } from 'node:crypto';
import { child, childText, escapeXml, parseXml, XmlRefused, type XmlElement } from '../onvif/soap-xml.ts';

/** WS-Discovery of April 2005, the version ONVIF Core 7.3 names. */
const NAMESPACE = {
  soap: 'http://www.w3.org/2003/05/soap-envelope',
  addressing: 'http://schemas.xmlsoap.org/ws/2004/08/addressing',
  discovery: 'http://schemas.xmlsoap.org/ws/2005/04/discovery',
} as const;

const NETWORK_NAMESPACE = 'http://www.onvif.org/ver10/network/wsdl';
const DEVICE_NAMESPACE = 'http://www.onvif.org/ver10/device/wsdl';
const MATCH_BY_STRINGS = `${NAMESPACE.discovery}/strcmp0`;
const MATCH_BY_PREFIX = `${NAMESPACE.discovery}/rfc2396`;
const EVERYONE = 'urn:schemas-xmlsoap-org:ws:2005:04:discovery';
const ANONYMOUS = `${NAMESPACE.addressing}/role/anonymous`;

/** A device as discovery announces it. */
export interface DiscoverableDevice {
  uuid: string;
  address: string;
  scopes: readonly string[];
  metadataVersion: number;
}

export interface Probe {
  messageId: string;
  /** Local names of the wanted types; a device must be all of them. */
  types: readonly string[];
  scopes: readonly string[];
  matchBy: 'prefix' | 'strings' | 'unknown';
}

const OWN_TYPES: ReadonlySet<string> = new Set(['NetworkVideoTransmitter', 'Device']);

/** Reads a datagram; null when it is not a Probe. */
export function parseProbe(text: string): Probe | null {
  let root: XmlElement;
  try {
    root = parseXml(text);
  } catch (error) {
    if (error instanceof XmlRefused) return null;
    throw error;
  }
  const header = child(root, 'Header');
  const probe = child(child(root, 'Body'), 'Probe');
  const messageId = childText(header, 'MessageID');
  if (!probe || probe.namespace !== NAMESPACE.discovery || !messageId || messageId.length > 256) return null;
  const words = (name: string): string[] => (childText(probe, name) ?? '').split(/\s+/).filter(Boolean);
  const matchBy = child(probe, 'Scopes')?.attributes.get('MatchBy') ?? MATCH_BY_PREFIX;
  return {
    messageId,
    types: words('Types').map((type) => type.slice(type.indexOf(':') + 1)),
    scopes: words('Scopes'),
    matchBy: matchBy === MATCH_BY_PREFIX ? 'prefix' : matchBy === MATCH_BY_STRINGS ? 'strings' : 'unknown',
  };
}

/** Whether a probe asks for the device: all its types and all its scopes (WS-Discovery 5.1). */
export function matchesProbe(probe: Probe, device: DiscoverableDevice): boolean {
  if (probe.matchBy === 'unknown' && probe.scopes.length > 0) return false;
  const within = (wanted: string, scope: string): boolean =>
    probe.matchBy === 'strings' ? wanted === scope : scope === wanted || scope.startsWith(wanted.endsWith('/') ? wanted : `${wanted}/`);
  return probe.types.every((type) => OWN_TYPES.has(type)) && probe.scopes.every((wanted) => device.scopes.some((scope) => within(wanted, scope)));
}

export function probeMatch(device: DiscoverableDevice, relatesTo: string): string {
  const body = `<d:ProbeMatches><d:ProbeMatch>${description(device)}</d:ProbeMatch></d:ProbeMatches>`;
  return envelope('ProbeMatches', ANONYMOUS, body, `<a:RelatesTo>${escapeXml(relatesTo)}</a:RelatesTo>`);
}

export function hello(device: DiscoverableDevice): string {
  return envelope('Hello', EVERYONE, `<d:Hello>${description(device)}</d:Hello>`);
}

export function bye(device: DiscoverableDevice): string {
  return envelope('Bye', EVERYONE, `<d:Bye>${endpoint(device)}</d:Bye>`);
}

function endpoint(device: DiscoverableDevice): string {
  return `<a:EndpointReference><a:Address>urn:uuid:${device.uuid}</a:Address></a:EndpointReference>`;
}

function description(device: DiscoverableDevice): string {
  return (
    `${endpoint(device)}<d:Types>dn:NetworkVideoTransmitter tds:Device</d:Types><d:Scopes>${escapeXml(device.scopes.join(' '))}</d:Scopes>` +
    `<d:XAddrs>${escapeXml(device.address)}</d:XAddrs><d:MetadataVersion>${device.metadataVersion}</d:MetadataVersion>`
  );
}

function envelope(action: string, to: string, body: string, header = ''): string {
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<s:Envelope xmlns:s="${NAMESPACE.soap}" xmlns:a="${NAMESPACE.addressing}" xmlns:d="${NAMESPACE.discovery}" ` +
    `xmlns:dn="${NETWORK_NAMESPACE}" xmlns:tds="${DEVICE_NAMESPACE}"><s:Header><a:MessageID>urn:uuid:${randomUUID()}</a:MessageID>${header}` +
    `<a:To>${to}</a:To><a:Action>${NAMESPACE.discovery}/${action}</a:Action></s:Header><s:Body>${body}</s:Body></s:Envelope>`
  );
}
