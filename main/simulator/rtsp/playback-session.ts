import { randomBytes, randomInt } from 'node:crypto';
import type { Socket } from 'node:net';
import { FRAMES_PER_SECOND } from '../types.ts';
import { goodbye, senderReport } from './rtcp.ts';
import { frameTimeMs, rtpTimestamp } from './rtp-clock.ts';
import { datagramsOf, FRAMING_BYTES, RTP_HEADER_BYTES, stampPackets, type PacketRun } from './rtp-packets.ts';
import type { PictureSink, RtspStream } from './rtsp-stream.ts';
import type { UdpPorts } from './udp-ports.ts';

/** Where packets go: channels of the RTSP connection itself, or UDP ports of the same host. */
export type Transport = { kind: 'interleaved'; rtpChannel: number; rtcpChannel: number } | { kind: 'udp'; rtpPort: number; rtcpPort: number };

const REPORT_EVERY_FRAMES = 5 * FRAMES_PER_SECOND;

/** A client may be this far behind before pictures are dropped up to the next key frame. */
const MAX_BACKLOG_BYTES = 2 * 1024 * 1024;

/** A client that stays behind for this long is cut. */
const MAX_BEHIND_FRAMES = 20 * FRAMES_PER_SECOND;

/** One SETUP of one client: its own SSRC, sequence numbers and reports. */
export class PlaybackSession implements PictureSink {
  readonly id = randomBytes(8).toString('hex');
  readonly transport: Transport;
  readonly ssrc = randomInt(1, 0xffffffff);
  readonly #socket: Socket;
  readonly #udp: UdpPorts;
  readonly #stream: RtspStream;
  readonly #canonicalName: string;
  #unsubscribe: (() => void) | null = null;
  #sequence = randomInt(0, 0x10000);
  #waitsForKeyFrame = true;
  #lastReportFrame = Number.NEGATIVE_INFINITY;
  #behindSinceFrame: number | null = null;
  #packetCount = 0;
  #octetCount = 0;

  constructor(socket: Socket, udp: UdpPorts, stream: RtspStream, transport: Transport, canonicalName: string) {
    this.#socket = socket;
    this.#udp = udp;
    this.#stream = stream;
    this.transport = transport;
    this.#canonicalName = canonicalName;
  }

  get nextSequence(): number {
    return this.#sequence;
  }

  play(): void {
    this.#waitsForKeyFrame = true;
    this.#unsubscribe ??= this.#stream.subscribe(this);
  }

  pause(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = null;
  }

  /** Ends the session and says goodbye to the client. */
  end(): void {
    const wasPlaying = this.#unsubscribe !== null;
    this.pause();
    if (wasPlaying && !this.#socket.destroyed) this.#sendRtcp(goodbye(this.ssrc));
  }

  cut(): void {
    this.pause();
    this.#socket.destroy();
  }

  write(picture: readonly PacketRun[], isKeyFrame: boolean, frameNumber: number): void {
    if (this.#waitsForKeyFrame && !isKeyFrame) return;
    if (this.#isBehind(frameNumber)) return;
    this.#waitsForKeyFrame = false;
    const timestamp = rtpTimestamp(frameNumber);
    if (isKeyFrame && frameNumber - this.#lastReportFrame >= REPORT_EVERY_FRAMES) this.#report(frameNumber, timestamp);
    const channel = this.transport.kind === 'interleaved' ? this.transport.rtpChannel : 0;
    const stamped = stampPackets(picture, { sequence: this.#sequence, timestamp, ssrc: this.ssrc, channel });
    let packets = 0;
    for (const run of picture) packets += run.starts.length;
    this.#sequence = (this.#sequence + packets) & 0xffff;
    this.#packetCount += packets;
    this.#octetCount += stamped.length - packets * (FRAMING_BYTES + RTP_HEADER_BYTES);
    if (this.transport.kind === 'interleaved') {
      this.#socket.write(stamped);
      return;
    }
    const address = this.#socket.remoteAddress;
    if (!address) return;
    for (const datagram of datagramsOf(stamped)) this.#udp.sendRtp(datagram, this.transport.rtpPort, address);
  }

  /** Drops pictures while the client's connection is backed up, so that memory stays bounded. */
  #isBehind(frameNumber: number): boolean {
    if (this.transport.kind !== 'interleaved' || this.#socket.writableLength <= MAX_BACKLOG_BYTES) {
      this.#behindSinceFrame = null;
      return false;
    }
    this.#waitsForKeyFrame = true;
    this.#behindSinceFrame ??= frameNumber;
    if (frameNumber - this.#behindSinceFrame > MAX_BEHIND_FRAMES) this.cut();
    return true;
  }

  #report(frameNumber: number, timestamp: number): void {
    this.#lastReportFrame = frameNumber;
    this.#sendRtcp(
      senderReport({
        ssrc: this.ssrc,
        epochMs: frameTimeMs(frameNumber),
        rtpTimestamp: timestamp,
        packetCount: this.#packetCount,
        octetCount: this.#octetCount,
        canonicalName: this.#canonicalName,
      }),
    );
  }

  #sendRtcp(packet: Buffer): void {
    if (this.transport.kind === 'udp') {
      if (this.#socket.remoteAddress) this.#udp.sendRtcp(packet, this.transport.rtcpPort, this.#socket.remoteAddress);
      return;
    }
    const framing = Buffer.of(0x24, this.transport.rtcpChannel, packet.length >> 8, packet.length & 255);
    this.#socket.write(Buffer.concat([framing, packet]));
  }
}

/**
 * Reads a Transport header (RFC 2326, 12.39) and picks the first alternative that can be served: RTP/AVP/TCP
 * interleaved or RTP/AVP unicast UDP. Null when there is none. A destination is ignored: packets only go to
 * the host the request came from.
 */
export function chooseTransport(header: string, suggestedChannel: number): Transport | null {
  for (const alternative of header.split(',')) {
    const [protocol = '', ...parameters] = alternative.split(';').map((part) => part.trim());
    if (parameters.includes('multicast')) continue;
    const pair = (name: string): [number, number] | null => {
      const match = parameters.map((parameter) => new RegExp(`^${name}=(\\d{1,5})(?:-(\\d{1,5}))?$`).exec(parameter)).find(Boolean);
      if (!match?.[1]) return null;
      const first = Number(match[1]);
      return [first, match[2] ? Number(match[2]) : first + 1];
    };
    if (protocol === 'RTP/AVP/TCP') {
      const [rtpChannel, rtcpChannel] = pair('interleaved') ?? [suggestedChannel, suggestedChannel + 1];
      if (rtpChannel <= 255 && rtcpChannel <= 255) return { kind: 'interleaved', rtpChannel, rtcpChannel };
    } else if (protocol === 'RTP/AVP' || protocol === 'RTP/AVP/UDP') {
      const ports = pair('client_port');
      if (ports && ports[0] >= 1024 && ports[1] >= 1024 && ports[0] <= 65_535 && ports[1] <= 65_535) {
        return { kind: 'udp', rtpPort: ports[0], rtcpPort: ports[1] };
      }
    }
  }
  return null;
}
