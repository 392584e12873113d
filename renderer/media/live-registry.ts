/** Which pictures are on screen now, so that a snapshot can be taken of a camera wherever it is shown. */
import type { ProfileRole } from '#shared/contract/cameras.ts';
import { frameOf, type CapturedFrame } from './capture-frame.ts';
import type { LiveSession, PictureReport } from './live-session.ts';

export interface ShownPicture {
  cameraId: string;
  role: ProfileRole;
  video: HTMLVideoElement;
  session: LiveSession;
}

const shown = new Set<ShownPicture>();

/** Adds a picture; the returned function takes it away. */
export function registerPicture(picture: ShownPicture): () => void {
  shown.add(picture);
  return () => {
    shown.delete(picture);
  };
}

function usable(report: PictureReport): boolean {
  return report.lastFrameAt !== null && (report.state === 'live' || report.state === 'late' || report.state === 'frozen');
}

/** The best picture of a camera on screen (newest frame first, then the larger one) as a JPEG; null when none is shown. */
export async function captureFrame(cameraId: string): Promise<CapturedFrame | null> {
  const now = performance.now();
  const candidates = [...shown]
    .filter((picture) => picture.cameraId === cameraId)
    .map((picture) => ({ picture, report: picture.session.report(now) }))
    .filter(({ report }) => usable(report))
    .sort((a, b) => rank(a.report) - rank(b.report) || b.picture.video.videoWidth - a.picture.video.videoWidth);
  const best = candidates[0];
  return best?.report.lastFrameAt ? frameOf(best.picture.video, best.report.lastFrameAt) : null;
}

function rank(report: PictureReport): number {
  return report.state === 'live' ? 0 : report.state === 'late' ? 1 : 2;
}

/** The age of the newest decoded frame of a camera on screen, or null when it is not shown. */
export function shownAgeMs(cameraId: string, nowMs: number): number | null {
  let youngest: number | null = null;
  for (const picture of shown) {
    if (picture.cameraId !== cameraId) continue;
    const ageMs = picture.session.ageMs(nowMs);
    if (ageMs !== null && (youngest === null || ageMs < youngest)) youngest = ageMs;
  }
  return youngest;
}

/** How many pictures are decoding now, of how many on screen. */
export function decodingCount(nowMs: number): { decoding: number; shown: number } {
  let decoding = 0;
  let all = 0;
  for (const picture of shown) {
    const report = picture.session.report(nowMs);
    if (report.connection === 'closed') continue;
    all += 1;
    if (report.state === 'live' || report.state === 'late') decoding += 1;
  }
  return { decoding, shown: all };
}
