/** The archive for the rest of the host: what is there, what is missing, playing it, waiting for it. */
import { AppError } from '#shared/contract/errors.ts';
import type { Camera } from '#shared/contract/cameras.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Tickets } from '../../kernel/tickets.ts';
import type { Actor } from '../../transport/context.ts';
import type { ArchivePaths } from './archive-paths.ts';
import type { Run, Segment, StoredSegment } from './archive-types.ts';
import type { CustodyLog } from './custody.ts';
import { isoSpan, type Locks } from './locks.ts';
import type { Recorder } from './recorder.ts';
import type { ArchiveRepository } from './repository.ts';
import { buildTimeline, type Span } from './timeline.ts';

/** What a playback ticket stands for. */
export interface PlaybackWindow {
  cameraId: string;
  from: number;
  to: number;
}

export const PLAYBACK_TICKET = 'playback';
const TICKET_LIFE_MS = 4 * 3_600_000;
const HOUR_MS = 3_600_000;
const MAX_TIMELINE_MS = 31 * 24 * HOUR_MS;
const MAX_PLAYBACK_MS = 24 * HOUR_MS;
const POLL_MS = 100;

export class ArchiveService {
  readonly #kernel: Kernel;
  readonly #deps: { findCamera: (id: string) => Camera | null; tickets: Tickets };
  readonly #paths: ArchivePaths;
  readonly #repository: ArchiveRepository;
  readonly #recorder: Recorder;
  readonly #locks: Locks;
  readonly #custody: CustodyLog;

  constructor(
    kernel: Kernel,
    deps: { findCamera: (id: string) => Camera | null; tickets: Tickets },
    parts: { paths: ArchivePaths; repository: ArchiveRepository; recorder: Recorder; locks: Locks; custody: CustodyLog },
  ) {
    this.#kernel = kernel;
    this.#deps = deps;
    this.#paths = parts.paths;
    this.#repository = parts.repository;
    this.#recorder = parts.recorder;
    this.#locks = parts.locks;
    this.#custody = parts.custody;
  }

  /** Segments that touch [from, to), oldest first, with their files. */
  async segments(cameraId: string, from: number, to: number): Promise<StoredSegment[]> {
    const found = await this.#repository.segments(cameraId, from, to);
    return found.map(({ segment, run }) => ({ ...segment, run, file: this.#paths.segment(segment), initFile: this.#paths.init(cameraId, run.id) }));
  }

  /**
   * Recorded and missing spans that cover [from, to] up to now; while a camera is being recorded, up to what is in the
   * index. BAD_INPUT for a window that ends before it begins or is longer than 31 days.
   */
  async timeline(cameraId: string, from: number, to: number): Promise<{ spans: Span[]; locks: { from: number; to: number; incidentNumber: string | null }[] }> {
    checkWindow(from, to, MAX_TIMELINE_MS);
    const edge = Math.min(to, this.#recorder.of(cameraId)?.openSince ?? this.#kernel.clock.now());
    const locks = (await this.#locks.of(cameraId, from, to)).map((lock) => ({ from: lock.from, to: lock.to, incidentNumber: lock.incidentNumber }));
    if (edge <= from) return { spans: [], locks };
    const [recorded, lost, gaps, keptSince] = await Promise.all([
      this.#repository.recordedSpans(cameraId, from, edge),
      this.#repository.lostSpans(cameraId, from, edge),
      this.#repository.gaps(cameraId, from, edge),
      this.#repository.firstStart(cameraId),
    ]);
    return { spans: buildTimeline({ from, to: edge, recorded, lost, gaps, keptSince }), locks };
  }

  /** Opens a window of the archive for playing. NO_RECORDING when nothing of it is there. */
  async playback(actor: Actor, cameraId: string, from: number, to: number): Promise<{ path: string; expiresAt: number; from: number; to: number }> {
    checkWindow(from, to, MAX_PLAYBACK_MS);
    const stored = await this.#repository.segments(cameraId, from, to);
    const [first, last] = [stored[0]?.segment, stored.at(-1)?.segment];
    if (!first || !last) throw new AppError('NO_RECORDING', 'nothing of that time is recorded', { cameraId, from, to });
    await this.#noteViewing(actor, cameraId, from, to);
    const { ticket, expiresAt } = this.#deps.tickets.issue<PlaybackWindow>(
      PLAYBACK_TICKET,
      { accountId: actor.accountId, name: actor.name },
      { cameraId, from, to },
      TICKET_LIFE_MS,
    );
    return { path: `/media/recordings/${ticket}/index.m3u8`, expiresAt, from: first.start, to: last.end };
  }

  /** The segments behind a ticket. */
  windowSegments(window: PlaybackWindow): Promise<{ segment: Segment; run: Run }[]> {
    return this.#repository.segments(window.cameraId, window.from, window.to);
  }

  /** File of a segment when it belongs to the window, else null. */
  async segmentFile(window: PlaybackWindow, id: string): Promise<string | null> {
    const segment = await this.#repository.segment(id);
    const isInside = segment !== null && segment.cameraId === window.cameraId && segment.start < window.to && segment.end > window.from;
    return isInside ? this.#paths.segment(segment) : null;
  }

  /** File of a run's initialisation segment when the run is the camera's own, else null. */
  async initFile(window: PlaybackWindow, runId: string): Promise<string | null> {
    const run = (await this.#repository.runs([runId])).get(runId);
    return run?.cameraId === window.cameraId ? this.#paths.init(run.cameraId, run.id) : null;
  }

  /**
   * Waits until a camera's index reaches `to` (cutting the open segment early), until it stops being recorded, or at
   * most `timeoutMs`. Never rejects but for an aborted signal.
   */
  async waitRecorded(cameraId: string, to: number, timeoutMs: number, signal: AbortSignal): Promise<void> {
    const deadline = this.#kernel.clock.monotonicMs() + timeoutMs;
    for (;;) {
      signal.throwIfAborted();
      const recorder = this.#recorder.of(cameraId);
      if (!recorder?.isRecording || (recorder.recordedUntil ?? 0) >= to || this.#kernel.clock.monotonicMs() >= deadline) return;
      if (this.#kernel.clock.now() >= to) recorder.cutSoon();
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  /** A file was found gone or changed: what it held counts as missing from now on. */
  async noteLost(segment: Segment): Promise<void> {
    await this.#kernel.db.write((trx) => this.#repository.markLost(trx, [segment.id], this.#kernel.clock.now()));
    this.#kernel.log.error({ segment: segment.id, cameraId: segment.cameraId }, 'a file of the archive is gone or changed');
    this.#kernel.bus.announce('recordings.changed', [segment.cameraId]);
  }

  /** Whoever views what is locked as evidence is written into the chain of custody of its incident. */
  async #noteViewing(actor: Actor, cameraId: string, from: number, to: number): Promise<void> {
    const incidents = new Set((await this.#locks.of(cameraId, from, to)).map((lock) => lock.incidentId));
    if (incidents.size === 0) return;
    const label = this.#deps.findCamera(cameraId)?.number ?? cameraId;
    await this.#kernel.db.write(async (trx) => {
      for (const incidentId of incidents)
        await this.#custody.append(trx, { incidentId, action: 'playback', by: actor.name, detail: `${label} ${isoSpan(from, to)}` });
    });
  }
}

function checkWindow(from: number, to: number, longestMs: number): void {
  if (to <= from) throw new AppError('BAD_INPUT', 'the window ends before it begins', { field: 'to', reason: 'window' });
  if (to - from > longestMs) throw new AppError('BAD_INPUT', 'the window is too long', { field: 'to', reason: 'window', hours: longestMs / HOUR_MS });
}
