import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

/** The server's pair of UDP ports: RTP on an even port, RTCP on the next (RFC 3550, 11). Shared by all sessions. */
export interface UdpPorts {
  rtpPort: number;
  rtcpPort: number;
  sendRtp(packet: Buffer, port: number, address: string): void;
  sendRtcp(packet: Buffer, port: number, address: string): void;
  /** RTCP of clients: a sign of life of the session that receives at `port`. */
  onRtcp(listener: (port: number) => void): void;
  close(): void;
}

const ATTEMPTS = 50;

/** Binds a pair of ports on 127.0.0.1. Rejects when no free pair is found. */
export async function openUdpPorts(host: string): Promise<UdpPorts> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const rtp = await bind(0, host);
    const rtpPort = rtp.address().port;
    if (rtpPort % 2 === 0 && rtpPort < 65_535) {
      try {
        return pair(rtp, await bind(rtpPort + 1, host));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
      }
    }
    rtp.close();
  }
  throw new Error('No free pair of UDP ports for RTP');
}

async function bind(port: number, host: string): Promise<Socket> {
  const socket = createSocket('udp4');
  const bound = once(socket, 'listening');
  socket.bind(port, host);
  await bound;
  return socket;
}

function pair(rtp: Socket, rtcp: Socket): UdpPorts {
  const listeners: ((port: number) => void)[] = [];
  rtcp.on('message', (_message, from) => {
    for (const listener of listeners) listener(from.port);
  });
  return {
    rtpPort: rtp.address().port,
    rtcpPort: rtcp.address().port,
    // A receiver that went away answers with ICMP; its session ends with its RTSP connection, so the error tells nothing new.
    sendRtp: (packet, port, address) => rtp.send(packet, port, address, () => undefined),
    sendRtcp: (packet, port, address) => rtcp.send(packet, port, address, () => undefined),
    onRtcp: (listener) => listeners.push(listener),
    close() {
      rtp.close();
      rtcp.close();
    },
  };
}
