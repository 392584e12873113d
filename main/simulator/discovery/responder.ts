import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { SimulatorLog } from '../log.ts';
import { bye, hello, matchesProbe, parseProbe, probeMatch, type DiscoverableDevice } from './discovery-message.ts';

const GROUP = '239.255.255.250';
const PORT = 3702;
const LOOPBACK = '127.0.0.1';

/** Answers are spread over this time per device, between a lower and an upper bound, so that none is lost in a burst. */
const SPREAD_PER_DEVICE_MS = 3;
const MIN_SPREAD_MS = 100;
const MAX_SPREAD_MS = 1_200;

const MAX_DATAGRAM_BYTES = 16 * 1024;
const REMEMBERED_PROBES = 256;

/** Answers for all cameras that are up. Cameras come and go with Hello and Bye. */
export interface DiscoveryResponder {
  add(device: DiscoverableDevice): void;
  remove(device: DiscoverableDevice): void;
  close(): Promise<void>;
}

/**
 * Joins WS-Discovery on the loopback interface alone. The port is shared, so other responders on the machine are
 * not disturbed. Rejects when the group cannot be joined.
 */
export async function startDiscoveryResponder(log: SimulatorLog): Promise<DiscoveryResponder> {
  const devices = new Map<string, DiscoverableDevice>();
  const pending = new Set<NodeJS.Timeout>();
  const answered = new Set<string>();
  const sender = await bind(createSocket('udp4'), 0, LOOPBACK);
  sender.setMulticastInterface(LOOPBACK);
  const receiver = createSocket({ type: 'udp4', reuseAddr: true });
  // Bound to the group, nothing but multicast arrives; Windows can only bind to an address of its own.
  await bind(receiver, PORT, process.platform === 'win32' ? LOOPBACK : GROUP);
  receiver.addMembership(GROUP, LOOPBACK);

  receiver.on('message', (message, from) => {
    if (message.length <= MAX_DATAGRAM_BYTES && isLoopback(from.address)) answer(message.toString('utf8'), from);
  });

  function answer(text: string, from: RemoteInfo): void {
    const probe = parseProbe(text);
    if (!probe || answered.has(probe.messageId)) return;
    answered.add(probe.messageId);
    if (answered.size > REMEMBERED_PROBES) answered.delete([...answered][0] ?? '');
    const matching = [...devices.values()].filter((device) => matchesProbe(probe, device));
    const spreadMs = Math.min(MAX_SPREAD_MS, Math.max(MIN_SPREAD_MS, matching.length * SPREAD_PER_DEVICE_MS));
    for (const device of matching) {
      later(Math.random() * spreadMs, () => {
        if (devices.has(device.uuid)) send(probeMatch(device, probe.messageId), from.port, from.address);
      });
    }
  }

  function later(delayMs: number, act: () => void): void {
    const timer = setTimeout(() => {
      pending.delete(timer);
      act();
    }, delayMs);
    pending.add(timer);
  }

  function send(text: string, port: number, address: string): void {
    sender.send(text, port, address, (error) => {
      if (error) log.debug({ error: error.message }, 'Could not send a discovery message');
    });
  }

  return {
    add(device) {
      devices.set(device.uuid, device);
      send(hello(device), PORT, GROUP);
    },
    remove(device) {
      if (devices.delete(device.uuid)) send(bye(device), PORT, GROUP);
    },
    async close() {
      for (const timer of pending) clearTimeout(timer);
      const byes = [...devices.values()].map((device) => new Promise((done) => sender.send(bye(device), PORT, GROUP, done)));
      devices.clear();
      await Promise.all(byes);
      await Promise.all([receiver, sender].map((socket) => new Promise<void>((done) => socket.close(done))));
    },
  };
}

async function bind(socket: Socket, port: number, address: string): Promise<Socket> {
  const bound = once(socket, 'listening');
  socket.bind(port, address);
  await bound;
  return socket;
}

function isLoopback(address: string): boolean {
  return address.startsWith('127.');
}
