/** The archive's rows in the words of the program. Times are UTC milliseconds. */

export interface Run {
  id: string;
  cameraId: string;
  startedAt: number;
  codec: string;
  width: number;
  height: number;
  /** Media ticks per second. */
  timescale: number;
  initSha256: string;
  initBytes: number;
}

/** One file of a run: starts with a key frame; consecutive segments of a run join without a break. */
export interface Segment {
  id: string;
  runId: string;
  cameraId: string;
  start: number;
  end: number;
  /** In ticks of the run's timescale. */
  mediaStart: number;
  mediaEnd: number;
  bytes: number;
  sha256: string;
  frames: number;
  keyFrames: number;
}

/** A segment together with its run and its places on disk. */
export interface StoredSegment extends Segment {
  run: Run;
  file: string;
  initFile: string;
}

export interface Gap {
  from: number;
  /** null while it lasts. */
  to: number | null;
  cause: string;
}

export interface Lock {
  id: string;
  cameraId: string;
  incidentId: string;
  incidentNumber: string;
  from: number;
  to: number;
  reason: string;
  lockedBy: string;
  lockedAt: number;
  until: number | null;
  releasedAt: number | null;
}
