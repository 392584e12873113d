/**
 * When a picture is late, frozen or gone, by the age of the last frame really decoded. One table for every tile:
 * full streams, and streams that only carry key frames. Ages in milliseconds from a monotonic clock.
 */
export type PictureState = 'opening' | 'live' | 'late' | 'frozen' | 'gone';
export type StreamKind = 'full' | 'key-frames';

const LIMITS: Record<StreamKind, { lateMs: number; frozenMs: number }> = {
  full: { lateMs: 1_000, frozenMs: 5_000 },
  'key-frames': { lateMs: 2_500, frozenMs: 8_000 },
};

/** After this the picture itself is taken away; the times stay. */
export const GONE_AFTER_MS = 60_000;
/** The same picture again and again counts as frozen after this, although frames keep coming. */
export const SAME_PICTURE_FROZEN_MS = 10_000;

/** State of a picture whose last decoded frame is `ageMs` old; null = no frame was ever decoded. */
export function pictureState(ageMs: number | null, kind: StreamKind = 'full'): PictureState {
  if (ageMs === null) return 'opening';
  if (ageMs > GONE_AFTER_MS) return 'gone';
  if (ageMs > LIMITS[kind].frozenMs) return 'frozen';
  if (ageMs > LIMITS[kind].lateMs) return 'late';
  return 'live';
}
