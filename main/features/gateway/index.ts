/** The media gateway: go2rtc supervised, its streams kept as the register wants them, pictures handed on. */
import type { Readable } from 'node:stream';
import type { WebSocket } from 'ws';
import type { ProfileRole } from '#shared/contract/cameras.ts';
import type { HostStatus } from '#shared/contract/host.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Module } from '../../kernel/module.ts';
import type { Tickets } from '../../kernel/tickets.ts';
import type { HttpServer } from '../../transport/http.ts';
import type { CamerasFeature } from '../cameras/index.ts';
import { LIVE_CLOSE } from './close-codes.ts';
import { Gateway } from './service.ts';

export { LIVE_CLOSE } from './close-codes.ts';

export interface ProducerBytes {
  /** Bytes received since the gateway dialled the camera; starts anew with each connection. */
  bytes: number;
  isConnected: boolean;
}

export interface GatewayFeature extends Module {
  readonly isUp: boolean;
  /** Process id of go2rtc, for fault tests; null while it is down. */
  readonly pid: number | null;
  /** Calls `listener` each time the gateway is up and knows its streams; at once when it is. Returns the way out. */
  onUp(listener: () => void): () => void;
  /**
   * Endless fMP4 (ftyp+moov, then one moof+mdat per frame) of a stream. Ends with an error when gateway or camera go.
   * GATEWAY_DOWN, CAMERA_UNREACHABLE, CAMERA_REFUSED, CODEC_NOT_SUPPORTED, NOT_FOUND.
   */
  openMp4(cameraId: string, role: ProfileRole, signal: AbortSignal): Promise<Readable>;
  /** Serves one viewer on an open socket. */
  proxyLive(socket: WebSocket, cameraId: string, role: ProfileRole): void;
  /** Counters by `cameraId:role`. Empty while the gateway is down. */
  producerBytes(): Promise<Map<string, ProducerBytes>>;
  /** Whether somebody wants this stream now: warm, watched or recorded. */
  isWanted(cameraId: string, role: ProfileRole): boolean;
  health(): HostStatus['gateway'];
  routes(server: HttpServer): void;
}

export interface LiveTicket {
  cameraId: string;
  role: ProfileRole;
}

/** `cameras` names the streams; tickets of kind `live` hold a LiveTicket. */
export function createGateway(kernel: Kernel, deps: { cameras: CamerasFeature; tickets: Tickets }): GatewayFeature {
  const gateway = new Gateway(kernel, deps.cameras);
  return {
    name: 'gateway',
    get isUp() {
      return gateway.isUp;
    },
    get pid() {
      return gateway.pid;
    },
    onUp: (listener) => gateway.onUp(listener),
    openMp4: (cameraId, role, signal) => gateway.openMp4(cameraId, role, signal),
    proxyLive: (socket, cameraId, role) => gateway.proxyLive(socket, cameraId, role),
    producerBytes: () => Promise.resolve(gateway.producerBytes()),
    isWanted: (cameraId, role) => gateway.isWanted(cameraId, role),
    health: () => gateway.health(),
    routes(server) {
      server.onWebSocket('/media/live', (socket, _request, url) => {
        const ticket = deps.tickets.read<LiveTicket>('live', url.searchParams.get('ticket') ?? '', { once: true });
        if (!ticket) socket.close(LIVE_CLOSE.badTicket, 'ticket');
        else gateway.proxyLive(socket, ticket.value.cameraId, ticket.value.role);
      });
    },
    start: () => gateway.start(),
    stop: () => gateway.stop(),
  };
}
