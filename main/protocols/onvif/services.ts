/** Where a device offers what: GetServices and GetCapabilities merged, since each of them lies on some devices. */
import { isAppError } from '#shared/contract/errors.ts';
import { believe, hostOf } from './address-gate.ts';
import type { DeviceConnection } from './connection.ts';
import { child, children, textOf, type XmlNode } from './xml.ts';

export const SERVICE_NAMESPACE = {
  device: 'http://www.onvif.org/ver10/device/wsdl',
  media: 'http://www.onvif.org/ver10/media/wsdl',
  media2: 'http://www.onvif.org/ver20/media/wsdl',
  ptz: 'http://www.onvif.org/ver20/ptz/wsdl',
  events: 'http://www.onvif.org/ver10/events/wsdl',
} as const;

export type ServiceName = keyof typeof SERVICE_NAMESPACE;
export type ServiceAddresses = Partial<Record<ServiceName, string>>;

const CAPABILITY: readonly (readonly [ServiceName, string])[] = [
  ['media', 'Media'],
  ['ptz', 'PTZ'],
  ['events', 'Events'],
];

/** Believed addresses of the device's services. Throws when neither call gives an answer. */
export async function readServices(connection: DeviceConnection): Promise<ServiceAddresses> {
  const host = hostOf(connection.serviceUrl);
  const take = (given: string, operation: string): string | undefined => {
    try {
      return believe(given.split(/\s+/)[0] ?? '', host, 'http', operation);
    } catch (error) {
      if (isAppError(error)) return undefined;
      throw error;
    }
  };
  const [listed, capable] = await Promise.allSettled([fromServices(connection, take), fromCapabilities(connection, take)]);
  if (listed.status === 'rejected' && capable.status === 'rejected') throw listed.reason;
  const merged: ServiceAddresses = { ...(capable.status === 'fulfilled' ? capable.value : {}), ...(listed.status === 'fulfilled' ? listed.value : {}) };
  return { ...merged, device: connection.serviceUrl };
}

type Take = (given: string, operation: string) => string | undefined;

async function fromServices(connection: DeviceConnection, take: Take): Promise<ServiceAddresses> {
  const namespace = SERVICE_NAMESPACE.device;
  const { node } = await connection.call({
    operation: 'GetServices',
    url: connection.serviceUrl,
    action: `${namespace}/GetServices`,
    body: `<GetServices xmlns="${namespace}"><IncludeCapability>false</IncludeCapability></GetServices>`,
  });
  const found: ServiceAddresses = {};
  for (const service of children(node, 'Service')) {
    const offered = textOf(child(service, 'Namespace'));
    const name = (Object.keys(SERVICE_NAMESPACE) as ServiceName[]).find((one) => SERVICE_NAMESPACE[one] === offered);
    const address = name ? take(textOf(child(service, 'XAddr')), 'GetServices') : undefined;
    if (name && address) found[name] = address;
  }
  return found;
}

async function fromCapabilities(connection: DeviceConnection, take: Take): Promise<ServiceAddresses> {
  const namespace = SERVICE_NAMESPACE.device;
  const { node } = await connection.call({
    operation: 'GetCapabilities',
    url: connection.serviceUrl,
    action: `${namespace}/GetCapabilities`,
    body: `<GetCapabilities xmlns="${namespace}"><Category>All</Category></GetCapabilities>`,
  });
  const capabilities: XmlNode | undefined = child(node, 'Capabilities');
  const found: ServiceAddresses = {};
  for (const [name, element] of CAPABILITY) {
    const address = take(textOf(child(capabilities, element, 'XAddr')), 'GetCapabilities');
    if (address) found[name] = address;
  }
  return found;
}
