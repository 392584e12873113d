/**
 * One connection to the gateway: fragments come in, segments that start with a key frame go out. A run is what has one
 * initialisation segment and an unbroken media timeline; a break (frames missing, clock set, other picture size) starts
 * the next run.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Clock } from '../../kernel/clock.ts';
import { newId } from '../../kernel/ids.ts';
import { BoxStream, type StreamBox } from '../../protocols/mp4/box-stream.ts';
import { Mp4Error } from '../../protocols/mp4/box.ts';
import { readFragment, type TrackFragment } from '../../protocols/mp4/fragment.ts';
import { readInit, type InitSegment } from '../../protocols/mp4/init-segment.ts';
import { PART_SUFFIX, segmentName, type ArchivePaths } from './archive-paths.ts';
import type { Run, Segment } from './archive-types.ts';
import type { GapCause } from './gap-cause.ts';
import { BREAK_MS, MediaTimeline, SteadyClock } from './media-timeline.ts';
import { SegmentFile } from './segment-file.ts';

/** Where runs and segments go. Calls come in order; each resolves once it is durable. */
export interface ArchiveSink {
  /** `cause`: why the previous run of this connection ended, null for the first. */
  beginRun(run: Run, init: Buffer, cause: GapCause | null): Promise<void>;
  addSegment(segment: Segment): Promise<void>;
}

export interface StreamRecorderOptions {
  cameraId: string;
  paths: ArchivePaths;
  clock: Clock;
  sink: ArchiveSink;
  /** A segment is closed at the first key frame at or after this length. */
  segmentMs?: number;
  /** A file could not be written, or the index refused: recording of this connection must end. */
  onFailure: (error: unknown) => void;
}

interface OpenRun {
  run: Run;
  timeline: MediaTimeline;
  /** End of the last segment, so that the next begins exactly there. */
  lastEnd: number | null;
}

interface OpenSegment {
  id: string;
  provisionalStart: number;
  mediaStart: number;
  mediaEnd: number;
  frames: number;
  keyFrames: number;
  file: SegmentFile;
}

const SEGMENT_MS = 6_000;
/** A stream without a key frame for so long cannot be cut; it is opened anew. */
const LONGEST_SEGMENT_MS = 120_000;
const FLUSH_EVERY_MS = 1_000;

export class StreamRecorder {
  readonly #options: StreamRecorderOptions;
  readonly #boxes = new BoxStream();
  readonly #steady: SteadyClock;
  #ftyp: Buffer | null = null;
  #init: { parsed: InitSegment; bytes: Buffer } | null = null;
  #moof: { bytes: Buffer; fragments: TrackFragment[] } | null = null;
  #run: OpenRun | null = null;
  #segment: OpenSegment | null = null;
  #flushedAtMs = 0;
  #isCutWanted = false;
  #work: Promise<void> = Promise.resolve();
  #hasFailed = false;

  constructor(options: StreamRecorderOptions) {
    this.#options = options;
    this.#steady = new SteadyClock(options.clock);
  }

  /** When the segment being written began, or null when nothing is being written. */
  get openSince(): number | null {
    return this.#segment?.provisionalStart ?? null;
  }

  /** Takes the next bytes of the stream. Throws Mp4Error when they are no fragmented MP4. */
  push(chunk: Buffer): void {
    for (const box of this.#boxes.push(chunk)) this.#takeBox(box);
  }

  /** Closes the segment at the next key frame, however short it is. */
  cutSoon(): void {
    this.#isCutWanted = true;
  }

  /** Closes what is open and waits until everything is stored. */
  async finish(): Promise<void> {
    this.#closeRun();
    await this.#work;
  }

  #takeBox(box: StreamBox): void {
    if (box.type === 'ftyp') this.#ftyp = box.bytes;
    else if (box.type === 'moov') this.#takeMoov(box.bytes);
    else if (box.type === 'moof') {
      if (!this.#init) throw new Mp4Error('a fragment came before the initialisation segment');
      this.#moof = { bytes: box.bytes, fragments: readFragment(box.bytes, this.#init.parsed) };
    } else if (box.type === 'mdat' && this.#moof) {
      const { bytes, fragments } = this.#moof;
      this.#moof = null;
      this.#takeFragment(fragments, [bytes, box.bytes]);
    }
  }

  #takeMoov(moov: Buffer): void {
    if (!this.#ftyp) throw new Mp4Error('moov came before ftyp');
    const bytes = Buffer.concat([this.#ftyp, moov]);
    this.#closeRun();
    this.#init = { parsed: readInit(bytes), bytes };
  }

  #takeFragment(fragments: readonly TrackFragment[], buffers: Buffer[]): void {
    const video = fragments.find((fragment) => fragment.trackId === this.#init?.parsed.video.id);
    if (video) this.#takeVideo(video);
    const segment = this.#segment;
    if (!segment) return;
    if (video) {
      segment.mediaEnd = Math.max(segment.mediaEnd, video.decodeTime + Math.max(1, video.duration));
      segment.frames += video.samples;
      segment.keyFrames += video.keySamples;
    }
    segment.file.append(buffers);
    const nowMs = this.#options.clock.monotonicMs();
    if (nowMs - this.#flushedAtMs >= FLUSH_EVERY_MS) {
      this.#flushedAtMs = nowMs;
      segment.file.flush();
    }
    if (segment.file.failure) this.#fail(segment.file.failure);
  }

  #takeVideo(video: TrackFragment): void {
    if (video.startsWithKey) this.#takeKeyFrame(video, this.#steady.now());
    const arrivalMs = this.#steady.now();
    const run = this.#run;
    const segment = this.#segment;
    if (!run || !segment) return;
    run.timeline.note(video.decodeTime, arrivalMs);
    const lengthMs = ((video.decodeTime - segment.mediaStart) / run.run.timescale) * 1_000;
    if (lengthMs > LONGEST_SEGMENT_MS) throw new Mp4Error(`no key frame in ${LONGEST_SEGMENT_MS} ms`);
  }

  #takeKeyFrame(video: TrackFragment, arrivalMs: number): void {
    const cause = this.#breakCause(video, arrivalMs);
    if (cause) this.#closeRun();
    const { run, segment } = { run: this.#run, segment: this.#segment };
    if (!run || !segment) {
      const startedAt = Math.round(this.#steady.now());
      this.#beginRun(startedAt, cause);
      this.#beginSegment(video.decodeTime, startedAt);
      return;
    }
    const lengthMs = ((video.decodeTime - segment.mediaStart) / run.run.timescale) * 1_000;
    if (lengthMs < (this.#options.segmentMs ?? SEGMENT_MS) && !(this.#isCutWanted && lengthMs > 0)) return;
    segment.mediaEnd = video.decodeTime;
    this.#closeSegment(run, segment);
    this.#beginSegment(video.decodeTime, run.lastEnd ?? Math.round(arrivalMs));
  }

  /** Why this key frame cannot continue the run, or null. */
  #breakCause(video: TrackFragment, arrivalMs: number): GapCause | null {
    const wasClockSet = this.#steady.compare();
    if (!this.#run || !this.#segment) return null;
    if (wasClockSet) return 'clock-set';
    const isBackwards = video.decodeTime <= this.#segment.mediaStart;
    return isBackwards || Math.abs(this.#run.timeline.latenessMs(video.decodeTime, arrivalMs)) > BREAK_MS ? 'camera-lost' : null;
  }

  #beginRun(startedAt: number, cause: GapCause | null): void {
    if (!this.#init) throw new Mp4Error('a fragment came before the initialisation segment');
    const { parsed, bytes } = this.#init;
    const run: Run = {
      id: newId(),
      cameraId: this.#options.cameraId,
      startedAt,
      codec: parsed.video.codec,
      width: parsed.video.width,
      height: parsed.video.height,
      timescale: parsed.video.timescale,
      initSha256: createHash('sha256').update(bytes).digest('hex'),
      initBytes: bytes.length,
    };
    this.#run = { run, timeline: new MediaTimeline(run.timescale), lastEnd: null };
    this.#queue(() => this.#options.sink.beginRun(run, bytes, cause));
  }

  #beginSegment(mediaStart: number, provisionalStart: number): void {
    const id = newId();
    const { cameraId, paths } = this.#options;
    const partPath = join(paths.day(cameraId, provisionalStart), segmentName({ id, start: provisionalStart }) + PART_SUFFIX);
    this.#isCutWanted = false;
    this.#segment = { id, provisionalStart, mediaStart, mediaEnd: mediaStart, frames: 0, keyFrames: 0, file: new SegmentFile(partPath) };
  }

  #closeRun(): void {
    if (this.#run && this.#segment) this.#closeSegment(this.#run, this.#segment);
    this.#run = null;
  }

  #closeSegment(open: OpenRun, closing: OpenSegment): void {
    this.#segment = null;
    open.timeline.settle();
    const start = open.lastEnd ?? open.timeline.wallMs(closing.mediaStart);
    const end = Math.max(start + 1, open.timeline.wallMs(closing.mediaEnd));
    open.lastEnd = end;
    const { cameraId, paths, sink } = this.#options;
    const { id, mediaStart, mediaEnd, frames, keyFrames, file } = closing;
    this.#queue(async () => {
      const stored = await file.finish(paths.segment({ cameraId, id, start }));
      await sink.addSegment({ id, runId: open.run.id, cameraId, start, end, mediaStart, mediaEnd, frames, keyFrames, ...stored });
    });
  }

  #queue(job: () => Promise<void>): void {
    this.#work = this.#work.then(async () => {
      if (this.#hasFailed) return;
      try {
        await job();
      } catch (error) {
        this.#fail(error);
      }
    });
  }

  #fail(error: unknown): void {
    if (this.#hasFailed) return;
    this.#hasFailed = true;
    this.#options.onFailure(error);
  }
}
