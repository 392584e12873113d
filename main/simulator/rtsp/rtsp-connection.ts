import type { Socket } from 'node:net';
import type { ProfileName } from '../types.ts';
import type { DigestGate } from './digest-auth.ts';
import { chooseTransport, PlaybackSession, type Transport } from './playback-session.ts';
import { formatResponse, RtspRequestReader, RtspSyntaxError, type RtspRequest } from './rtsp-message.ts';
import type { RtspStream, StreamDirectory } from './rtsp-stream.ts';
import { describeStream } from './sdp.ts';
import type { UdpPorts } from './udp-ports.ts';

/** What a client is told about how long a silent session is kept. */
export const SESSION_TIMEOUT_SECONDS = 60;

const METHODS = 'OPTIONS, DESCRIBE, SETUP, PLAY, PAUSE, TEARDOWN, GET_PARAMETER';

export interface ConnectionContext {
  directory: StreamDirectory;
  gate: DigestGate;
  udp: UdpPorts;
}

interface Target {
  cameraId: string;
  profile: ProfileName;
}

/** One RTSP client (RFC 2326): its requests in order and at most one session. */
export class RtspConnection {
  /** When the client was last heard of, Unix milliseconds. */
  lastHeardMs = Date.now();
  readonly #socket: Socket;
  readonly #context: ConnectionContext;
  readonly #reader = new RtspRequestReader();
  #session: PlaybackSession | null = null;
  #sessionTarget: Target | null = null;

  constructor(socket: Socket, context: ConnectionContext) {
    this.#socket = socket;
    this.#context = context;
    socket.on('data', (chunk) => this.#receive(chunk));
  }

  /** True while a session is set up; its client is given SESSION_TIMEOUT_SECONDS of silence. */
  get hasSession(): boolean {
    return this.#session !== null;
  }

  /** True when `port` is where this client receives RTCP by UDP. */
  ownsRtcpPort(port: number): boolean {
    return this.#session?.transport.kind === 'udp' && this.#session.transport.rtcpPort === port;
  }

  close(): void {
    this.#session?.pause();
    this.#session = null;
    this.#socket.destroy();
  }

  #receive(chunk: Buffer): void {
    this.lastHeardMs = Date.now();
    let requests: RtspRequest[];
    try {
      requests = this.#reader.push(chunk);
    } catch (error) {
      if (!(error instanceof RtspSyntaxError)) throw error;
      this.#socket.end(formatResponse(error.status, {}));
      return;
    }
    for (const request of requests) {
      if (this.#socket.destroyed) return;
      this.#handle(request);
    }
  }

  #handle(request: RtspRequest): void {
    const cseq = request.headers.get('cseq');
    if (!cseq || !/^\d{1,10}$/.test(cseq)) return this.#reply('0', '400 Bad Request');
    if (request.method === 'OPTIONS') return this.#reply(cseq, '200 OK', { Public: METHODS });
    if (!METHODS.split(', ').includes(request.method)) return this.#reply(cseq, '501 Not Implemented', { Public: METHODS });
    const target = parseTarget(request.uri);
    if (!target) return this.#reply(cseq, '404 Not Found');
    const verdict = this.#context.gate.check(
      request.headers.get('authorization'),
      request.method,
      (uri) => sameStream(parseTarget(uri), target),
      this.#context.directory.credentials,
    );
    if (verdict !== 'ok') return this.#reply(cseq, '401 Unauthorized', { 'WWW-Authenticate': this.#context.gate.challenge(verdict === 'stale') });
    const found = this.#context.directory.find(target.cameraId, target.profile);
    if (found.state === 'unknown') return this.#reply(cseq, '404 Not Found');
    if (found.state === 'starting') return this.#reply(cseq, '503 Service Unavailable', { 'Retry-After': '2' });
    if (found.state === 'down') return this.close();
    this.#perform(request, cseq, target, found.stream);
  }

  #perform(request: RtspRequest, cseq: string, target: Target, stream: RtspStream): void {
    switch (request.method) {
      case 'DESCRIBE': {
        const base = `${request.uri.replace(/\/+$/, '')}/`;
        const headers = { 'Content-Base': base, 'Content-Type': 'application/sdp' };
        return this.#reply(cseq, '200 OK', headers, describeStream(target.profile, stream.parameterSets()));
      }
      case 'SETUP':
        return this.#setUp(request, cseq, target, stream);
      default:
        return this.#control(request, cseq, target);
    }
  }

  #setUp(request: RtspRequest, cseq: string, target: Target, stream: RtspStream): void {
    const transport = chooseTransport(request.headers.get('transport') ?? '', 0);
    if (!transport) return this.#reply(cseq, '461 Unsupported Transport');
    if (this.#session) return this.#reply(cseq, '459 Aggregate Operation Not Allowed');
    this.#session = new PlaybackSession(this.#socket, this.#context.udp, stream, transport, `${target.cameraId}/${target.profile}`);
    this.#sessionTarget = target;
    this.#reply(cseq, '200 OK', {
      Session: `${this.#session.id};timeout=${SESSION_TIMEOUT_SECONDS}`,
      Transport: this.#describeTransport(transport, this.#session.ssrc),
    });
  }

  #describeTransport(transport: Transport, ssrc: number): string {
    const source = `ssrc=${ssrc.toString(16).padStart(8, '0').toUpperCase()}`;
    if (transport.kind === 'interleaved') return `RTP/AVP/TCP;unicast;interleaved=${transport.rtpChannel}-${transport.rtcpChannel};${source}`;
    const { rtpPort, rtcpPort } = this.#context.udp;
    return `RTP/AVP;unicast;client_port=${transport.rtpPort}-${transport.rtcpPort};server_port=${rtpPort}-${rtcpPort};${source}`;
  }

  #control(request: RtspRequest, cseq: string, target: Target): void {
    const session = this.#session;
    const named = request.headers.get('session')?.split(';')[0]?.trim();
    if (request.method === 'GET_PARAMETER' && named === undefined) return this.#reply(cseq, '200 OK');
    if (!session || named !== session.id || !sameStream(this.#sessionTarget, target)) return this.#reply(cseq, '454 Session Not Found');
    const headers: Record<string, string> = { Session: session.id };
    switch (request.method) {
      case 'PLAY':
        headers['Range'] = 'npt=now-';
        headers['RTP-Info'] = `url=${request.uri.replace(/\/+$/, '')}/trackID=0;seq=${session.nextSequence}`;
        this.#reply(cseq, '200 OK', headers);
        session.play();
        return;
      case 'PAUSE':
        session.pause();
        return this.#reply(cseq, '200 OK', headers);
      case 'TEARDOWN':
        session.end();
        this.#session = null;
        return this.#reply(cseq, '200 OK', headers);
      default:
        return this.#reply(cseq, '200 OK', headers);
    }
  }

  #reply(cseq: string, status: string, headers: Readonly<Record<string, string>> = {}, body = ''): void {
    this.#socket.write(formatResponse(status, { CSeq: cseq, ...headers }, body));
  }
}

/** Camera and profile of `rtsp://host:port/<cameraId>/<main|sub>[/trackID=0]`; a bare path is taken too. */
function parseTarget(uri: string): Target | null {
  const match = /^(?:rtsp:\/\/[^/]+)?\/([a-z0-9-]{1,32})\/(main|sub)(?:\/(?:trackID=0)?)?(?:\?.*)?$/i.exec(uri);
  if (!match?.[1] || !match[2]) return null;
  return { cameraId: match[1], profile: match[2].toLowerCase() === 'main' ? 'main' : 'sub' };
}

function sameStream(a: Target | null, b: Target): boolean {
  return a !== null && a.cameraId === b.cameraId && a.profile === b.profile;
}
