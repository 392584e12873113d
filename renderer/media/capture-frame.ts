/** The picture a tile shows now, as a JPEG: what the inspector saw, with the time of that frame. */

export interface CapturedFrame {
  jpegBase64: string;
  /** UTC milliseconds of the decoded frame, not of the press. */
  takenAt: number;
  width: number;
  height: number;
}

const QUALITIES = [0.9, 0.75, 0.6] as const;
/** The host takes pictures up to 4 MB. */
const MAX_BYTES = 4 * 1024 * 1024;

/** Draws the video's frame. Null when there is none or it will not fit. */
export async function frameOf(video: HTMLVideoElement, takenAt: number): Promise<CapturedFrame | null> {
  const { videoWidth: width, videoHeight: height } = video;
  if (width === 0 || height === 0) return null;
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')?.drawImage(video, 0, 0, width, height);
  for (const quality of QUALITIES) {
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality });
    if (blob.size <= MAX_BYTES) return { jpegBase64: base64(new Uint8Array(await blob.arrayBuffer())), takenAt, width, height };
  }
  return null;
}

/** Standard base64 (RFC 4648 section 4) of bytes, in chunks that fit an argument list. */
export function base64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}
