/** Where the archive's files lie: `<camera>/<UTC day>/<startMs>-<id>.m4s` and `<camera>/init-<run>.mp4`. */
import { join } from 'node:path';

export const PART_SUFFIX = '.part';

export class ArchivePaths {
  readonly root: string;

  constructor(dataDir: string) {
    this.root = join(dataDir, 'recordings');
  }

  camera(cameraId: string): string {
    return join(this.root, cameraId);
  }

  day(cameraId: string, timeMs: number): string {
    return join(this.camera(cameraId), utcDay(timeMs));
  }

  init(cameraId: string, runId: string): string {
    return join(this.camera(cameraId), `init-${runId}.mp4`);
  }

  segment(segment: { cameraId: string; id: string; start: number }): string {
    return join(this.day(segment.cameraId, segment.start), segmentName(segment));
  }

  /** Where files go that fit nothing: they are never deleted. */
  setAside(cameraId: string): string {
    return join(this.root, 'set-aside', cameraId);
  }
}

/** `yyyy-mm-dd` in UTC. */
export function utcDay(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 10);
}

export function segmentName(segment: { id: string; start: number }): string {
  return `${segment.start}-${segment.id}.m4s`;
}

const SEGMENT_NAME = /^(\d{1,16})-([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12})\.m4s(\.part)?$/;

/** Start, id and whether the file was still being written, from a file's name; null for any other name. */
export function parseSegmentName(name: string): { start: number; id: string; isPart: boolean } | null {
  const match = SEGMENT_NAME.exec(name);
  return match?.[1] && match[2] ? { start: Number(match[1]), id: match[2], isPart: match[3] !== undefined } : null;
}
