/**
 * Finds a camera that keeps sending one and the same picture. Once a second a few hundred points of the frame are
 * compared with those of the first frame of the stretch; real scenes differ by sensor noise and coding alone. The top
 * of the picture is left out, since many cameras draw a running clock there over a dead image.
 */
export const SAMPLE_COLUMNS = 32;
export const SAMPLE_ROWS = 18;
/** Share of the picture's height, from the top, that is not looked at. */
export const CLOCK_STRIP = 0.1;
/** Key frames re-code the same picture with a rounding of one level; more is a change. */
const TOLERANCE = 1;

/** True when no point differs by more than coding does. */
export function isSamePicture(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) {
    if (Math.abs((a[i] ?? 0) - (b[i] ?? 0)) > TOLERANCE) return false;
  }
  return true;
}

/** Remembers since when the picture has been the same. Times in milliseconds of a monotonic clock. */
export class SamePictureDetector {
  #reference: Uint8Array | null = null;
  #sinceMs = 0;

  /** Takes one sample; only samples of newly decoded frames count. */
  add(sample: Uint8Array, nowMs: number): void {
    if (this.#reference && isSamePicture(this.#reference, sample)) return;
    this.#reference = sample;
    this.#sinceMs = nowMs;
  }

  /** For how long the picture has been the same; 0 before the first sample. */
  sameForMs(nowMs: number): number {
    return this.#reference ? nowMs - this.#sinceMs : 0;
  }

  reset(): void {
    this.#reference = null;
  }
}

/** Luma of RGBA points (Rec. 709 weights, integers). */
export function lumaOf(rgba: Uint8ClampedArray): Uint8Array {
  const luma = new Uint8Array(rgba.length / 4);
  for (let i = 0; i < luma.length; i++) {
    const at = i * 4;
    luma[i] = ((rgba[at] ?? 0) * 54 + (rgba[at + 1] ?? 0) * 183 + (rgba[at + 2] ?? 0) * 19) >> 8;
  }
  return luma;
}

let context: OffscreenCanvasRenderingContext2D | null = null;

/** Points of the frame a video shows now, or null when there is none. One small canvas serves all tiles. */
export function sampleVideo(video: HTMLVideoElement): Uint8Array | null {
  if (video.videoWidth === 0 || video.readyState < 2) return null;
  context ??= new OffscreenCanvas(SAMPLE_COLUMNS, SAMPLE_ROWS).getContext('2d', { willReadFrequently: true });
  if (!context) return null;
  const top = Math.round(video.videoHeight * CLOCK_STRIP);
  context.imageSmoothingQuality = 'low';
  context.drawImage(video, 0, top, video.videoWidth, video.videoHeight - top, 0, 0, SAMPLE_COLUMNS, SAMPLE_ROWS);
  return lumaOf(context.getImageData(0, 0, SAMPLE_COLUMNS, SAMPLE_ROWS).data);
}
