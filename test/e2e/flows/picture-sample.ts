/** What a tile's picture shows, small enough to compare. */
import type { Locator } from '@playwright/test';

/** Brightness (0-255) of a grid laid over the picture below the strip with name and clock. */
export type PictureSample = readonly number[];

/** Takes the frame on screen now. */
export function samplePicture(tile: Locator): Promise<PictureSample> {
  return tile
    .locator('video.live-video')
    .last()
    .evaluate((video: HTMLVideoElement) => {
      const [columns, rows] = [48, 24];
      /** More than the strip takes of any camera's picture. */
      const stripShare = 0.12;
      const canvas = new OffscreenCanvas(columns, rows);
      const context = canvas.getContext('2d');
      if (!context || video.videoWidth === 0) throw new Error('there is no picture');
      const top = video.videoHeight * stripShare;
      context.drawImage(video, 0, top, video.videoWidth, video.videoHeight - top, 0, 0, columns, rows);
      const { data } = context.getImageData(0, 0, columns, rows);
      return Array.from({ length: columns * rows }, (_, n) => 0.299 * (data[4 * n] ?? 0) + 0.587 * (data[4 * n + 1] ?? 0) + 0.114 * (data[4 * n + 2] ?? 0));
    });
}

/** Mean difference of brightness between two samples: cars and people change a little of it, another view much. */
export function differenceOf(a: PictureSample, b: PictureSample): number {
  return a.reduce((sum, value, n) => sum + Math.abs(value - (b[n] ?? 0)), 0) / a.length;
}
