import type { ProfileRole } from '#shared/contract/cameras.ts';

/** What go2rtc calls a stream. A camera must never be able to name one: see the address gate. */
export function streamName(cameraId: string, role: ProfileRole): string {
  return `${cameraId}_${role}`;
}

/** The key other features know a stream by. */
export function streamKey(cameraId: string, role: ProfileRole): string {
  return `${cameraId}:${role}`;
}
