/**
 * WS-Discovery. node-onvif opens the socket and sends the probes; the answers are read here, because its own reading
 * neither tells who sent an answer nor bounds what is parsed.
 */
import { isIPv4 } from 'node:net';
import type { RemoteInfo, Socket } from 'node:dgram';
import nodeOnvif from 'node-onvif';
import { believe, hostOf } from './address-gate.ts';
import { readScopes } from './scopes.ts';
import { child, children, parseXml, textOf, XmlRefused } from './xml.ts';

const MAX_DATAGRAM_BYTES = 16 * 1024;
const MAX_ANSWERS_PER_SENDER_SECOND = 4_000;
const MAX_DEVICES = 5_000;
const RECEIVE_BUFFER_BYTES = 4 * 1024 * 1024;
const MAX_XADDRS = 8;

export interface DiscoveredDevice {
  /** Endpoint reference, the device's stable identity. */
  endpoint: string;
  /** URL of the device service on the host that answered. */
  serviceUrl: string;
  name: string;
  hardware: string;
  place: string;
  district: string;
}

export interface ProbeOptions {
  /** Addresses of the own interfaces to ask on; IPv4. */
  interfaces: readonly string[];
  listenMs: number;
  signal?: AbortSignal | undefined;
  /** Each device once for each address at which it says it is, as it answers. */
  onDevice: (device: DiscoveredDevice) => void;
  /** An interface on which could not be asked, or an answer that was not believed. */
  onProblem?: (problem: string) => void;
}

/** Asks once on each interface and listens for `listenMs`. Resolves when the time is over or `signal` aborts. */
export async function probeDevices(options: ProbeOptions): Promise<void> {
  const seen = new Set<string>();
  if (options.signal?.aborted) return;
  await Promise.all(options.interfaces.map((address) => probeOn(address, options, seen)));
}

async function probeOn(address: string, options: ProbeOptions, seen: Set<string>): Promise<void> {
  if (!isIPv4(address)) {
    options.onProblem?.(`cannot ask on ${address}: not an IPv4 address`);
    return;
  }
  // The package exports one shared prober; several interfaces at once need one each.
  const prober = Reflect.construct(nodeOnvif.constructor, []) as typeof nodeOnvif;
  prober._DISCOVERY_WAIT = options.listenMs;
  const limit = new SenderLimit();
  const done = prober.startProbe();
  const socket: Socket | null = prober._udp;
  if (!socket) throw new Error('node-onvif opened no socket');
  socket.removeAllListeners('message');
  // Every device answers each of the nine probes that node-onvif sends; what was read once is not parsed again.
  const read = new Set<string>();
  socket.on('message', (datagram: Buffer, sender: RemoteInfo) => {
    if (!limit.allows(sender.address) || datagram.length > MAX_DATAGRAM_BYTES) return;
    const text = datagram.toString('utf8');
    const content = `${sender.address} ${/<(?:[\w.-]+:)?Body[\s\S]*$/.exec(text)?.[0] ?? text}`;
    if (read.has(content)) return;
    if (read.size < MAX_DEVICES) read.add(content);
    for (const device of readMatches(text, sender.address, options.onProblem)) announce(device, seen, options);
  });
  socket.prependOnceListener('listening', () => {
    try {
      socket.setMulticastInterface(address);
      // Hundreds of cameras answer within a second.
      socket.setRecvBufferSize(RECEIVE_BUFFER_BYTES);
    } catch (error) {
      options.onProblem?.(`cannot ask on ${address}: ${error instanceof Error ? error.message : String(error)}`);
    }
  });
  // node-onvif drops every error listener once it listens; without one an error would end the process.
  socket.once('listening', () => socket.on('error', (error) => options.onProblem?.(`asking on ${address} failed: ${error.message}`)));
  const onAbort = () => void prober.stopProbe();
  const aborted = new Promise<void>((resolve) => {
    options.signal?.addEventListener('abort', () => {
      onAbort();
      resolve();
    });
  });
  try {
    await Promise.race([done, aborted]);
  } catch (error) {
    options.onProblem?.(`asking on ${address} failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Devices in one ProbeMatches answer from `sender`; anything else gives none. */
export function readMatches(text: string, sender: string, onProblem?: (problem: string) => void): DiscoveredDevice[] {
  try {
    const matches = child(parseXml(text), 'Envelope', 'Body', 'ProbeMatches');
    return children(matches, 'ProbeMatch').flatMap((match): DiscoveredDevice[] => {
      const endpoint = textOf(child(match, 'EndpointReference', 'Address')).slice(0, 256);
      const isCamera = textOf(child(match, 'Types'))
        .split(/\s+/)
        .some((type) => /(^|:)(NetworkVideoTransmitter|Device)$/.test(type));
      const address = textOf(child(match, 'XAddrs'))
        .split(/\s+/)
        .slice(0, MAX_XADDRS)
        .find((one) => isOwnAddress(one, sender));
      if (endpoint === '' || !isCamera) return [];
      if (!address) {
        onProblem?.(`the answer of ${sender} names no address of its own`);
        return [];
      }
      const facts = readScopes(textOf(child(match, 'Scopes')).split(/\s+/));
      return [
        {
          endpoint,
          serviceUrl: believe(address, sender, 'http', 'Probe'),
          name: facts.name,
          hardware: facts.hardware,
          place: facts.place,
          district: facts.district,
        },
      ];
    });
  } catch (error) {
    if (!(error instanceof XmlRefused)) throw error;
    onProblem?.(`the answer of ${sender} is not taken: ${error.message}`);
    return [];
  }
}

/** Believed only when it leads to the very host that answered. */
function isOwnAddress(address: string, sender: string): boolean {
  if (!/^https?:\/\/[^\s\\#@]+$/i.test(address) || !URL.canParse(address)) return false;
  return hostOf(address) === sender;
}

function announce(device: DiscoveredDevice, seen: Set<string>, options: ProbeOptions): void {
  const key = `${device.endpoint} ${device.serviceUrl}`;
  if (seen.has(key) || seen.size >= MAX_DEVICES) return;
  seen.add(key);
  options.onDevice(device);
}

class SenderLimit {
  readonly #counts = new Map<string, { second: number; count: number }>();

  allows(sender: string): boolean {
    const second = Math.floor(performance.now() / 1000);
    const entry = this.#counts.get(sender);
    if (!entry || entry.second !== second) {
      this.#counts.set(sender, { second, count: 1 });
      return true;
    }
    entry.count += 1;
    return entry.count <= MAX_ANSWERS_PER_SENDER_SECOND;
  }
}
