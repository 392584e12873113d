/**
 * H.264 in RTP (RFC 6184, packetization-mode 1), made once for all subscribers of a picture. Every packet is stored
 * with the four bytes that frame it on an RTSP connection (RFC 2326, 10.12) and a blank RTP header; sequence number,
 * timestamp, SSRC and channel are filled into each subscriber's copy.
 */

/** Consecutive packets of one picture. `starts` are the offsets of their framing bytes. */
export interface PacketRun {
  bytes: Buffer;
  starts: readonly number[];
}

/** What differs from subscriber to subscriber. `sequence` is that of the first packet. */
export interface PacketStamp {
  sequence: number;
  timestamp: number;
  ssrc: number;
  channel: number;
}

export const PAYLOAD_TYPE = 96;
export const FRAMING_BYTES = 4;
export const RTP_HEADER_BYTES = 12;

const MAX_PAYLOAD_BYTES = 1400;
const STAP_A = 24;
const FU_A = 28;

/** Packs NAL units: small ones together (STAP-A), large ones in fragments (FU-A). `endsPicture` sets the last marker bit. */
export function packetise(nals: readonly Buffer[], endsPicture: boolean): PacketRun {
  const payloads: Buffer[][] = [];
  let group: Buffer[] = [];
  let groupBytes = 1;
  const closeGroup = (): void => {
    if (group.length > 0) payloads.push(aggregate(group));
    group = [];
    groupBytes = 1;
  };
  for (const nal of nals) {
    if (nal.length > MAX_PAYLOAD_BYTES) {
      closeGroup();
      payloads.push(...fragment(nal));
      continue;
    }
    if (groupBytes + 2 + nal.length > MAX_PAYLOAD_BYTES) closeGroup();
    group.push(nal);
    groupBytes += 2 + nal.length;
  }
  closeGroup();
  return frame(payloads, endsPicture);
}

/** One subscriber's copy of a picture, with its own headers. */
export function stampPackets(runs: readonly PacketRun[], stamp: PacketStamp): Buffer {
  let length = 0;
  for (const run of runs) length += run.bytes.length;
  const copy = Buffer.allocUnsafe(length);
  let offset = 0;
  let sequence = stamp.sequence;
  for (const run of runs) {
    run.bytes.copy(copy, offset);
    for (const start of run.starts) {
      const at = offset + start;
      copy[at + 1] = stamp.channel;
      copy[at + 6] = sequence >>> 8;
      copy[at + 7] = sequence & 255;
      copy.writeUInt32BE(stamp.timestamp, at + 8);
      copy.writeUInt32BE(stamp.ssrc, at + 12);
      sequence = (sequence + 1) & 0xffff;
    }
    offset += run.bytes.length;
  }
  return copy;
}

/** The RTP packets inside stamped bytes, without their framing, for sending as datagrams. */
export function* datagramsOf(stamped: Buffer): Generator<Buffer> {
  let at = 0;
  while (at < stamped.length) {
    const end = at + FRAMING_BYTES + stamped.readUInt16BE(at + 2);
    yield stamped.subarray(at + FRAMING_BYTES, end);
    at = end;
  }
}

function aggregate(nals: readonly Buffer[]): Buffer[] {
  const [first] = nals;
  if (nals.length === 1 && first) return [first];
  const importance = Math.max(...nals.map((nal) => (nal[0] ?? 0) & 0x60));
  const parts: Buffer[] = [Buffer.of(importance | STAP_A)];
  for (const nal of nals) parts.push(Buffer.of(nal.length >> 8, nal.length & 255), nal);
  return parts;
}

function fragment(nal: Buffer): Buffer[][] {
  const header = nal[0] ?? 0;
  const step = MAX_PAYLOAD_BYTES - 2;
  const fragments: Buffer[][] = [];
  for (let at = 1; at < nal.length; at += step) {
    const end = Math.min(nal.length, at + step);
    const flags = (at === 1 ? 0x80 : 0) | (end === nal.length ? 0x40 : 0);
    fragments.push([Buffer.of((header & 0x60) | FU_A, flags | (header & 31)), nal.subarray(at, end)]);
  }
  return fragments;
}

function frame(payloads: readonly Buffer[][], endsPicture: boolean): PacketRun {
  const starts: number[] = [];
  const parts: Buffer[] = [];
  let length = 0;
  payloads.forEach((payload, index) => {
    const payloadBytes = payload.reduce((sum, part) => sum + part.length, 0);
    const head = Buffer.alloc(FRAMING_BYTES + RTP_HEADER_BYTES);
    head[0] = 0x24;
    head.writeUInt16BE(RTP_HEADER_BYTES + payloadBytes, 2);
    head[4] = 0x80;
    head[5] = PAYLOAD_TYPE | (endsPicture && index === payloads.length - 1 ? 0x80 : 0);
    starts.push(length);
    parts.push(head, ...payload);
    length += head.length + payloadBytes;
  });
  return { bytes: Buffer.concat(parts, length), starts };
}
