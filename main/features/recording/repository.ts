/** The archive's tables. */
import type { ReadDb, WriteTrx } from '../../db/db.ts';
import type { RecordingRunTable, RecordingSegmentTable } from '../../db/tables/recording.ts';
import { newId } from '../../kernel/ids.ts';
import type { Gap, Run, Segment } from './archive-types.ts';

/** Rows that a page of the retention or of the repair handles at once. */
export const PAGE_ROWS = 500;

export class ArchiveRepository {
  readonly #read: ReadDb;

  constructor(read: ReadDb) {
    this.#read = read;
  }

  async insertRun(trx: WriteTrx, run: Run): Promise<void> {
    await trx
      .insertInto('recording_run')
      .values({
        id: run.id,
        camera_id: run.cameraId,
        started_at: run.startedAt,
        ended_at: null,
        codec: run.codec,
        width: run.width,
        height: run.height,
        timescale: run.timescale,
        init_sha256: run.initSha256,
        init_bytes: run.initBytes,
      })
      .execute();
  }

  async insertSegments(trx: WriteTrx, segments: readonly Segment[]): Promise<void> {
    await trx
      .insertInto('recording_segment')
      .values(
        segments.map((segment) => ({
          id: segment.id,
          run_id: segment.runId,
          camera_id: segment.cameraId,
          start_ms: segment.start,
          end_ms: segment.end,
          media_start: segment.mediaStart,
          media_end: segment.mediaEnd,
          bytes: segment.bytes,
          sha256: segment.sha256,
          frames: segment.frames,
          key_frames: segment.keyFrames,
          lost_at: null,
        })),
      )
      .execute();
  }

  /** Segments that touch [from, to), oldest first, with their runs. What was lost is left out. */
  async segments(cameraId: string, from: number, to: number): Promise<{ segment: Segment; run: Run }[]> {
    const rows = await this.#read
      .selectFrom('recording_segment')
      .selectAll()
      .where('camera_id', '=', cameraId)
      .where('start_ms', '<', to)
      .where('start_ms', '>', from - LONGEST_SEGMENT_MS)
      .where('end_ms', '>', from)
      .where('lost_at', 'is', null)
      .orderBy('start_ms')
      .orderBy('id')
      .execute();
    const runs = await this.runs([...new Set(rows.map((row) => row.run_id))]);
    return rows.map((row) => {
      const run = runs.get(row.run_id);
      if (!run) throw new Error(`segment ${row.id} has no run`);
      return { segment: toSegment(row), run };
    });
  }

  async segment(id: string): Promise<Segment | null> {
    const row = await this.#read.selectFrom('recording_segment').selectAll().where('id', '=', id).executeTakeFirst();
    return row ? toSegment(row) : null;
  }

  async runs(ids: readonly string[]): Promise<Map<string, Run>> {
    if (ids.length === 0) return new Map();
    const rows = await this.#read
      .selectFrom('recording_run')
      .selectAll()
      .where('id', 'in', [...ids])
      .execute();
    return new Map(rows.map((row) => [row.id, toRun(row)]));
  }

  /** The run of a camera that was under way at a time. */
  async runAt(cameraId: string, time: number): Promise<Run | null> {
    const row = await this.#read
      .selectFrom('recording_run')
      .selectAll()
      .where('camera_id', '=', cameraId)
      .where('started_at', '<=', time)
      .orderBy('started_at', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row ? toRun(row) : null;
  }

  /** Stretches without a break inside [from, to): one per run. */
  async recordedSpans(cameraId: string, from: number, to: number): Promise<{ from: number; to: number }[]> {
    const rows = await this.#read
      .selectFrom('recording_segment')
      .select((eb) => [eb.fn.min('start_ms').as('from'), eb.fn.max('end_ms').as('to')])
      .where('camera_id', '=', cameraId)
      .where('start_ms', '<', to)
      .where('start_ms', '>', from - LONGEST_SEGMENT_MS)
      .where('end_ms', '>', from)
      .groupBy('run_id')
      .execute();
    return rows.map((row) => ({ from: Number(row.from), to: Number(row.to) }));
  }

  async lostSpans(cameraId: string, from: number, to: number): Promise<{ from: number; to: number }[]> {
    const rows = await this.#read
      .selectFrom('recording_segment')
      .select(['start_ms', 'end_ms'])
      .where('camera_id', '=', cameraId)
      .where('lost_at', 'is not', null)
      .where('start_ms', '<', to)
      .where('end_ms', '>', from)
      .execute();
    return rows.map((row) => ({ from: row.start_ms, to: row.end_ms }));
  }

  async firstStart(cameraId: string): Promise<number | null> {
    const row = await this.#read
      .selectFrom('recording_segment')
      .select('start_ms')
      .where('camera_id', '=', cameraId)
      .orderBy('start_ms')
      .limit(1)
      .executeTakeFirst();
    return row?.start_ms ?? null;
  }

  async lastEnd(cameraId: string): Promise<number | null> {
    const row = await this.#read
      .selectFrom('recording_segment')
      .select('end_ms')
      .where('camera_id', '=', cameraId)
      .orderBy('start_ms', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row?.end_ms ?? null;
  }

  async gaps(cameraId: string, from: number, to: number): Promise<Gap[]> {
    const rows = await this.#read
      .selectFrom('recording_gap')
      .select(['from_ms', 'to_ms', 'cause'])
      .where('camera_id', '=', cameraId)
      .where('from_ms', '<', to)
      .where((eb) => eb.or([eb('to_ms', 'is', null), eb('to_ms', '>', from)]))
      .orderBy('from_ms')
      .execute();
    return rows.map((row) => ({ from: row.from_ms, to: row.to_ms, cause: row.cause }));
  }

  async openGap(trx: WriteTrx, cameraId: string): Promise<{ id: string; from: number; cause: string } | null> {
    const row = await trx
      .selectFrom('recording_gap')
      .select(['id', 'from_ms', 'cause'])
      .where('camera_id', '=', cameraId)
      .where('to_ms', 'is', null)
      .executeTakeFirst();
    return row ? { id: row.id, from: row.from_ms, cause: row.cause } : null;
  }

  async insertGap(trx: WriteTrx, cameraId: string, gap: Gap): Promise<void> {
    await trx.insertInto('recording_gap').values({ id: newId(), camera_id: cameraId, from_ms: gap.from, to_ms: gap.to, cause: gap.cause }).execute();
  }

  async closeGap(trx: WriteTrx, id: string, to: number): Promise<void> {
    await trx.updateTable('recording_gap').set({ to_ms: to }).where('id', '=', id).execute();
  }

  async totalBytes(): Promise<number> {
    const row = await this.#read
      .selectFrom('recording_segment')
      .select((eb) => eb.fn.sum('bytes').as('bytes'))
      .executeTakeFirst();
    return Number(row?.bytes ?? 0);
  }

  /** The oldest segments that no lock covers, optionally only those that ended before a time. */
  async oldestUnlocked(limit: number, endedBefore?: number): Promise<Segment[]> {
    let query = this.#read
      .selectFrom('recording_segment as s')
      .selectAll('s')
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('evidence_lock as l')
              .select('l.id')
              .whereRef('l.camera_id', '=', 's.camera_id')
              .where('l.released_at', 'is', null)
              .whereRef('l.from_ms', '<', 's.end_ms')
              .whereRef('l.to_ms', '>', 's.start_ms'),
          ),
        ),
      )
      .orderBy('s.start_ms')
      .limit(limit);
    if (endedBefore !== undefined) query = query.where('s.end_ms', '<', endedBefore);
    return (await query.execute()).map(toSegment);
  }

  /** Fails when one of them is locked: the database refuses. */
  async deleteSegments(trx: WriteTrx, ids: readonly string[]): Promise<void> {
    await trx
      .deleteFrom('recording_segment')
      .where('id', 'in', [...ids])
      .execute();
  }

  /** Ended runs of which no segment is left. */
  async emptyRuns(limit: number): Promise<Run[]> {
    const rows = await this.#read
      .selectFrom('recording_run as r')
      .selectAll('r')
      .where('r.ended_at', 'is not', null)
      .where((eb) => eb.not(eb.exists(eb.selectFrom('recording_segment as s').select('s.id').whereRef('s.run_id', '=', 'r.id'))))
      .limit(limit)
      .execute();
    return rows.map(toRun);
  }

  async deleteRuns(trx: WriteTrx, ids: readonly string[]): Promise<void> {
    await trx
      .deleteFrom('recording_run')
      .where('id', 'in', [...ids])
      .execute();
  }

  async endRuns(trx: WriteTrx, cameraId: string, at: number): Promise<void> {
    await trx.updateTable('recording_run').set({ ended_at: at }).where('camera_id', '=', cameraId).where('ended_at', 'is', null).execute();
  }

  async markLost(trx: WriteTrx, ids: readonly string[], at: number): Promise<void> {
    await trx
      .updateTable('recording_segment')
      .set({ lost_at: at })
      .where('id', 'in', [...ids])
      .where('lost_at', 'is', null)
      .execute();
  }

  /** Every camera that has something in the archive. */
  async cameraIds(): Promise<string[]> {
    const rows = await this.#read.selectFrom('recording_run').select('camera_id').distinct().execute();
    return rows.map((row) => row.camera_id);
  }

  /** Segments of a camera that began at or after a time, lost ones too. */
  async segmentsSince(cameraId: string, since: number): Promise<Segment[]> {
    const rows = await this.#read.selectFrom('recording_segment').selectAll().where('camera_id', '=', cameraId).where('start_ms', '>=', since).execute();
    return rows.map(toSegment);
  }
}

/** No segment is longer; keeps searches inside the index. */
const LONGEST_SEGMENT_MS = 10 * 60_000;

function toSegment(row: RecordingSegmentTable): Segment {
  return {
    id: row.id,
    runId: row.run_id,
    cameraId: row.camera_id,
    start: row.start_ms,
    end: row.end_ms,
    mediaStart: row.media_start,
    mediaEnd: row.media_end,
    bytes: row.bytes,
    sha256: row.sha256,
    frames: row.frames,
    keyFrames: row.key_frames,
  };
}

function toRun(row: RecordingRunTable): Run {
  return {
    id: row.id,
    cameraId: row.camera_id,
    startedAt: row.started_at,
    codec: row.codec,
    width: row.width,
    height: row.height,
    timescale: row.timescale,
    initSha256: row.init_sha256,
    initBytes: row.init_bytes,
  };
}
