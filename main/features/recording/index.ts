/** The archive: records the cameras, keeps what is locked, plays and hands out what is there. */
import type { HostStatus } from '#shared/contract/host.ts';
import type { WriteTrx } from '../../db/db.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Module } from '../../kernel/module.ts';
import type { Api } from '../../transport/guard.ts';
import type { HttpServer } from '../../transport/http.ts';
import { ArchivePaths } from './archive-paths.ts';
import type { Gap, Lock, Segment, StoredSegment } from './archive-types.ts';
import { CustodyLog } from './custody.ts';
import { DiskSpace } from './disk-space.ts';
import { GapBook } from './gap-book.ts';
import { Locks, type LockRequest } from './locks.ts';
import type { RecordingDeps } from './ports.ts';
import { recordingProcedures } from './procedures.ts';
import { Recorder } from './recorder.ts';
import { ArchiveRepair } from './repair.ts';
import { ArchiveRepository } from './repository.ts';
import { Retention } from './retention.ts';
import { recordingRoutes } from './routes.ts';
import { SegmentIndex } from './segment-index.ts';
import { ArchiveService } from './service.ts';
import type { Span } from './timeline.ts';

export type { Gap, Lock, Run, Segment, StoredSegment } from './archive-types.ts';
export type { CustodyAction, CustodyEvent, CustodyLog } from './custody.ts';
export type { LockRequest } from './locks.ts';
export type { RecordingDeps } from './ports.ts';
export { isoSpan } from './locks.ts';
export { joins } from './playlist.ts';
export type { Span } from './timeline.ts';

export interface RecordingFeature extends Module {
  /** Locks a stretch of the archive inside the transaction of the incident. */
  lock(trx: WriteTrx, request: LockRequest): Promise<void>;
  locksOf(incidentId: string): Promise<Lock[]>;
  segments(cameraId: string, from: number, to: number): Promise<StoredSegment[]>;
  gaps(cameraId: string, from: number, to: number): Promise<Gap[]>;
  /** Recorded and missing spans, in order, up to what is in the index. */
  timeline(cameraId: string, from: number, to: number): Promise<Span[]>;
  /** Waits until what was seen up to `to` is stored, at most `timeoutMs`. */
  waitRecorded(cameraId: string, to: number, timeoutMs: number, signal: AbortSignal): Promise<void>;
  /** Marks a segment whose file is gone or changed. */
  noteLost(segment: Segment): Promise<void>;
  /** Chain of custody of incidents. */
  readonly custody: CustodyLog;
  /** Free bytes beyond the reserve, or null when not measured yet. */
  spareBytes(): number | null;
  health(): HostStatus['recorder'];
  procedures(api: Api): ReturnType<typeof recordingProcedures>;
  routes(server: HttpServer): void;
}

const CARE_EVERY_MS = 60_000;
/** Segments come every six seconds; three missed ones are worth a word. */
const STALE_AFTER_MS = 20_000;

/** `options.segmentMs`: length of segments, for tests. */
export function createRecording(kernel: Kernel, deps: RecordingDeps, options: { segmentMs?: number } = {}): RecordingFeature {
  const paths = new ArchivePaths(kernel.config.dataDir);
  const repository = new ArchiveRepository(kernel.db.read);
  const gaps = new GapBook(kernel, repository);
  const custody = new CustodyLog(kernel.db.read, kernel.clock);
  const locks = new Locks(kernel, deps.audit, custody);
  const disk = new DiskSpace(kernel, deps, paths.root);
  const retention = new Retention(kernel, deps, paths, repository, disk);
  const recorder = new Recorder(kernel, deps.cameras, {
    kernel,
    gateway: deps.gateway,
    paths,
    repository,
    index: new SegmentIndex(kernel, repository),
    gaps,
    mayRecord: () => disk.mayRecord,
    onSegment: (segment) => retention.note(segment),
    onDiskFull: () => disk.noteFull(),
    ...options,
  });
  const service = new ArchiveService(
    kernel,
    { findCamera: (id) => deps.cameras.find(id), tickets: deps.tickets },
    { paths, repository, recorder, locks, custody },
  );
  let timer: NodeJS.Timeout | null = null;
  let caring: Promise<void> = Promise.resolve();

  const care = async (): Promise<void> => {
    try {
      await locks.releaseExpired();
      await retention.run();
    } catch (error) {
      // A lock that came in between makes the database refuse the page; the next round leaves it out.
      kernel.log.error({ err: error }, 'the retention of recordings failed, it is tried again in a minute');
    }
  };

  return {
    name: 'recording',
    custody,
    lock: (trx, request) => locks.lock(trx, request),
    locksOf: (incidentId) => locks.ofIncident(incidentId),
    segments: (cameraId, from, to) => service.segments(cameraId, from, to),
    gaps: (cameraId, from, to) => repository.gaps(cameraId, from, to),
    timeline: async (cameraId, from, to) => (await service.timeline(cameraId, from, to)).spans,
    waitRecorded: (cameraId, to, timeoutMs, signal) => service.waitRecorded(cameraId, to, timeoutMs, signal),
    noteLost: (segment) => service.noteLost(segment),
    spareBytes: () => (disk.freeBytes === null ? null : disk.freeBytes - disk.reserveBytes),
    health() {
      const counts = recorder.counts();
      const ageMs = recorder.ageMs();
      const common = { ...counts, ageMs, freeBytes: disk.freeBytes };
      if (!disk.mayRecord) return { ...common, state: 'bad', reason: 'diskFull' };
      if (counts.wanted > 0 && ageMs > STALE_AFTER_MS) return { ...common, state: 'bad', reason: 'recorderStalled' };
      if (counts.recording < counts.wanted) return { ...common, state: 'warn', reason: 'recorderIncomplete' };
      return { ...common, state: 'ok', reason: disk.missingBytes > 0 ? 'diskLow' : null };
    },
    procedures: (api) => recordingProcedures(api, service),
    routes: (server) => recordingRoutes(server, service, deps.tickets),
    async start() {
      await new ArchiveRepair(kernel, paths, repository, gaps).run();
      await retention.load();
      await disk.measure();
      await disk.judge();
      recorder.start();
      caring = care();
      timer = setInterval(() => {
        caring = caring.then(care);
      }, CARE_EVERY_MS);
    },
    async stop() {
      if (timer) clearInterval(timer);
      await caring;
      await recorder.stop();
    },
  };
}
