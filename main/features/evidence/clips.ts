/** The clips of a package: the locked recordings of each camera, copied as they are. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#shared/contract/errors.ts';
import type { ManifestClip } from '../../verifier/index.ts';
import { readSampleTable } from '../../protocols/mp4/sample-table.ts';
import { joins, type RecordingFeature, type Segment, type StoredSegment } from '../recording/index.ts';
import { hashFile, readMoov, syncPath } from './hashed-file.ts';
import { asciiName, compactTime, isoTime, ordinal } from './names.ts';
import { streamCopy } from './stream-copy.ts';

export interface ClipRequest {
  cameraId: string;
  cameraNumber: string;
  /** UTC milliseconds. */
  from: number;
  to: number;
}

export interface MadeClip {
  clip: ManifestClip;
  file: { path: string; size: number; sha256: string };
}

export class ClipMaker {
  readonly #recording: Pick<RecordingFeature, 'segments' | 'noteLost'>;
  readonly #ffmpegPath: string;
  readonly #packageDir: string;
  readonly #signal: AbortSignal;
  #made = 0;

  constructor(recording: Pick<RecordingFeature, 'segments' | 'noteLost'>, options: { ffmpegPath: string; packageDir: string; signal: AbortSignal }) {
    this.#recording = recording;
    this.#ffmpegPath = options.ffmpegPath;
    this.#packageDir = options.packageDir;
    this.#signal = options.signal;
  }

  /** One clip for each unbroken stretch of the window. A segment that is not what was recorded is left out and reported to the archive. */
  async make(request: ClipRequest): Promise<MadeClip[]> {
    const clips: MadeClip[] = [];
    for (let attempt = 0; ; attempt += 1) {
      const stretches = groupUnbroken(await this.#recording.segments(request.cameraId, request.from, request.to));
      const damaged = await this.#firstDamaged(stretches.flat());
      if (damaged) {
        await this.#recording.noteLost(damaged);
        continue;
      }
      for (const stretch of stretches) clips.push(await this.#pack(request, stretch));
      return clips;
    }
  }

  async #firstDamaged(segments: readonly StoredSegment[]): Promise<Segment | null> {
    for (const segment of segments) {
      this.#signal.throwIfAborted();
      if (!(await readIfIntact(segment.file, segment.sha256)) || !(await readIfIntact(segment.initFile, segment.run.initSha256))) return segment;
    }
    return null;
  }

  async #pack(request: ClipRequest, stretch: readonly StoredSegment[]): Promise<MadeClip> {
    const [first, last] = [stretch[0], stretch.at(-1)];
    if (!first || !last) throw new Error('a clip needs a segment');
    this.#made += 1;
    const path = `clips/${ordinal(this.#made)}_${asciiName(request.cameraNumber)}_${compactTime(first.start)}_${compactTime(last.end)}.mp4`;
    const file = join(this.#packageDir, path);
    await streamCopy(this.#ffmpegPath, intactBytes(stretch), file, this.#signal);
    await syncPath(file);
    const table = readSampleTable(await readMoov(file));
    const expectedFrames = stretch.reduce((sum, segment) => sum + segment.frames, 0);
    if (table.frames !== expectedFrames)
      throw new AppError('EVIDENCE_FAILED', `a clip has ${table.frames} frames instead of ${expectedFrames}`, { reason: 'clip' });
    const starts = table.keyFrames.map((keyFrame) => keyFrame.offset);
    const hashed = await hashFile(file, [0, ...starts]);
    const times = [...table.keyFrames.map((keyFrame) => first.start + Math.round(keyFrame.seconds * 1_000)), last.end];
    return {
      file: { path, size: hashed.size, sha256: hashed.sha256 },
      clip: {
        path,
        cameraId: request.cameraId,
        requested: { from: isoTime(request.from), to: isoTime(request.to) },
        actual: { from: isoTime(first.start), to: isoTime(last.end) },
        codec: first.run.codec,
        width: first.run.width,
        height: first.run.height,
        frames: table.frames,
        durationSeconds: table.durationSeconds,
        parts: hashed.stretches.map((part, index) => ({
          ...part,
          span: index === 0 ? null : { from: isoTime(times[index - 1] ?? first.start), to: isoTime(times[index] ?? last.end) },
        })),
        segments: stretch.map((segment) => ({
          id: segment.id,
          span: { from: isoTime(segment.start), to: isoTime(segment.end) },
          bytes: segment.bytes,
          sha256: segment.sha256,
        })),
      },
    };
  }
}

/** Splits where the recording has a break. */
function groupUnbroken(segments: readonly StoredSegment[]): StoredSegment[][] {
  const groups: StoredSegment[][] = [];
  for (const segment of segments) {
    const group = groups.at(-1);
    const previous = group?.at(-1);
    if (group && previous && joins(previous, segment)) group.push(segment);
    else groups.push([segment]);
  }
  return groups;
}

/** The bytes that go into a clip are the very bytes whose hash was compared. */
async function* intactBytes(stretch: readonly StoredSegment[]): AsyncGenerator<Buffer> {
  const [first] = stretch;
  if (!first) return;
  for (const [file, sha256] of [[first.initFile, first.run.initSha256], ...stretch.map((segment) => [segment.file, segment.sha256])] as [string, string][]) {
    const bytes = await readIfIntact(file, sha256);
    if (!bytes) throw new AppError('EVIDENCE_FAILED', 'a recording changed while it was exported', { reason: 'clip' });
    yield bytes;
  }
}

async function readIfIntact(file: string, sha256: string): Promise<Buffer | null> {
  try {
    const bytes = await readFile(file);
    return createHash('sha256').update(bytes).digest('hex') === sha256 ? bytes : null;
  } catch (error) {
    const isGone = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!isGone) throw error;
    return null;
  }
}
