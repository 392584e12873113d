import { FRAMES_PER_SECOND } from '../types.ts';

/** RTP clock rate of H.264 (RFC 6184). */
export const RTP_CLOCK_HZ = 90_000;

const NTP_EPOCH_OFFSET_SECONDS = 2_208_988_800;
const TICKS_PER_FRAME = RTP_CLOCK_HZ / FRAMES_PER_SECOND;

/** Frames since the Unix epoch at a moment; frame n is shown from n / FRAMES_PER_SECOND seconds on. */
export function frameNumberAt(epochMs: number): number {
  return Math.floor((epochMs * FRAMES_PER_SECOND) / 1000);
}

export function frameTimeMs(frameNumber: number): number {
  return (frameNumber * 1000) / FRAMES_PER_SECOND;
}

/** RTP timestamp of a frame, from its number since the epoch: it never jumps when a loop begins anew. */
export function rtpTimestamp(frameNumber: number): number {
  return ((frameNumber % 2 ** 32) * TICKS_PER_FRAME) % 2 ** 32;
}

/** NTP timestamp (RFC 3550, 4) of a moment: seconds since 1900 and a 32-bit fraction. */
export function ntpTimestamp(epochMs: number): { seconds: number; fraction: number } {
  const whole = Math.floor(epochMs / 1000);
  return { seconds: (whole + NTP_EPOCH_OFFSET_SECONDS) % 2 ** 32, fraction: Math.floor(((epochMs - whole * 1000) / 1000) * 2 ** 32) };
}
