import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import type { SimulatorLog } from '../log.ts';
import { DigestGate } from './digest-auth.ts';
import { RtspConnection, SESSION_TIMEOUT_SECONDS } from './rtsp-connection.ts';
import type { StreamDirectory } from './rtsp-stream.ts';
import { openUdpPorts } from './udp-ports.ts';

export interface RtspServer {
  port: number;
  connectionCount(): number;
  close(): Promise<void>;
}

const REALM = 'Demo city camera';
const MAX_CONNECTIONS = 4096;

/** A client without a session has this long to come to the point, however slowly it writes. */
const HANDSHAKE_TIMEOUT_MS = 20_000;

/** Silence after which a session is taken for dead: more than was promised, since clients are not punctual. */
const SESSION_SILENCE_MS = SESSION_TIMEOUT_SECONDS * 1000 * 1.5;

const SWEEP_INTERVAL_MS = 5_000;

/** Opens the one RTSP server of all cameras. Rejects when the port is taken. */
export async function startRtspServer(options: { host: string; port: number; directory: StreamDirectory; log: SimulatorLog }): Promise<RtspServer> {
  const { host, port, directory, log } = options;
  const udp = await openUdpPorts(host);
  const gate = new DigestGate(REALM, { qop: false, lifetimeMs: Number.POSITIVE_INFINITY });
  const connections = new Map<RtspConnection, { sinceMs: number }>();

  const server = createServer({ noDelay: true }, (socket) => {
    const connection = new RtspConnection(socket, { directory, gate, udp });
    connections.set(connection, { sinceMs: Date.now() });
    socket.on('error', (error) => log.debug({ error: error.message }, 'RTSP connection broke'));
    socket.on('close', () => {
      connection.close();
      connections.delete(connection);
    });
  });
  server.maxConnections = MAX_CONNECTIONS;

  udp.onRtcp((rtcpPort) => {
    for (const connection of connections.keys()) if (connection.ownsRtcpPort(rtcpPort)) connection.lastHeardMs = Date.now();
  });

  const sweep = setInterval(() => {
    const now = Date.now();
    for (const [connection, { sinceMs }] of connections) {
      const expired = connection.hasSession ? now - connection.lastHeardMs > SESSION_SILENCE_MS : now - sinceMs > HANDSHAKE_TIMEOUT_MS;
      if (expired) connection.close();
    }
  }, SWEEP_INTERVAL_MS);

  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    clearInterval(sweep);
    udp.close();
    throw error;
  }

  return {
    port: (server.address() as AddressInfo).port,
    connectionCount: () => connections.size,
    async close() {
      clearInterval(sweep);
      const closed = once(server, 'close');
      server.close();
      for (const connection of connections.keys()) connection.close();
      await closed;
      udp.close();
    },
  };
}
