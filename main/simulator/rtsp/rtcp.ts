import { ntpTimestamp } from './rtp-clock.ts';

/** What a sender report tells: the same moment as NTP and as RTP time, and what was sent so far. */
export interface SenderReport {
  ssrc: number;
  epochMs: number;
  rtpTimestamp: number;
  packetCount: number;
  octetCount: number;
  canonicalName: string;
}

const SENDER_REPORT = 200;
const SOURCE_DESCRIPTION = 202;
const GOODBYE = 203;
const CNAME = 1;

/** An RTCP compound packet of a sender report and its source description (RFC 3550, 6.4.1 and 6.5). */
export function senderReport(report: SenderReport): Buffer {
  const sr = Buffer.alloc(28);
  sr[0] = 0x80;
  sr[1] = SENDER_REPORT;
  sr.writeUInt16BE(6, 2);
  sr.writeUInt32BE(report.ssrc, 4);
  const ntp = ntpTimestamp(report.epochMs);
  sr.writeUInt32BE(ntp.seconds, 8);
  sr.writeUInt32BE(ntp.fraction, 12);
  sr.writeUInt32BE(report.rtpTimestamp, 16);
  sr.writeUInt32BE(report.packetCount % 2 ** 32, 20);
  sr.writeUInt32BE(report.octetCount % 2 ** 32, 24);
  return Buffer.concat([sr, sourceDescription(report.ssrc, report.canonicalName)]);
}

/** An RTCP goodbye (RFC 3550, 6.6). */
export function goodbye(ssrc: number): Buffer {
  const bye = Buffer.alloc(8);
  bye[0] = 0x81;
  bye[1] = GOODBYE;
  bye.writeUInt16BE(1, 2);
  bye.writeUInt32BE(ssrc, 4);
  return bye;
}

function sourceDescription(ssrc: number, canonicalName: string): Buffer {
  const name = Buffer.from(canonicalName, 'utf8').subarray(0, 255);
  const itemBytes = 2 + name.length + 1;
  const words = 1 + Math.ceil(itemBytes / 4);
  const sdes = Buffer.alloc(4 + words * 4);
  sdes[0] = 0x81;
  sdes[1] = SOURCE_DESCRIPTION;
  sdes.writeUInt16BE(words, 2);
  sdes.writeUInt32BE(ssrc, 4);
  sdes[8] = CNAME;
  sdes[9] = name.length;
  name.copy(sdes, 10);
  return sdes;
}
