/**
 * Brings files and index together after the host died: unfinished and unindexed segments are entered, rows whose file
 * is gone are marked, and the time in which nothing was recorded is noted. Nothing is deleted: what fits nowhere is set
 * aside. Only the newest days can be in disorder, so only they are read.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, readdir, rename, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Kernel } from '../../kernel/kernel.ts';
import { Mp4Error, readBox } from '../../protocols/mp4/box.ts';
import { readFragment } from '../../protocols/mp4/fragment.ts';
import { readInit } from '../../protocols/mp4/init-segment.ts';
import { parseSegmentName, utcDay, type ArchivePaths } from './archive-paths.ts';
import type { Run, Segment } from './archive-types.ts';
import type { GapBook } from './gap-book.ts';
import type { ArchiveRepository } from './repository.ts';

export interface RepairReport {
  /** Segments that were on disk but not in the index. */
  entered: number;
  /** Segments that are in the index but not on disk. */
  lost: number;
  setAside: number;
}

/** The provisional start in a part file's name may be this much later than the run began. */
const RUN_TOLERANCE_MS = 2_000;

export class ArchiveRepair {
  readonly #kernel: Kernel;
  readonly #paths: ArchivePaths;
  readonly #repository: ArchiveRepository;
  readonly #gaps: GapBook;

  constructor(kernel: Kernel, paths: ArchivePaths, repository: ArchiveRepository, gaps: GapBook) {
    this.#kernel = kernel;
    this.#paths = paths;
    this.#repository = repository;
    this.#gaps = gaps;
  }

  /** Runs before any camera is recorded. */
  async run(): Promise<RepairReport> {
    const report: RepairReport = { entered: 0, lost: 0, setAside: 0 };
    for (const cameraId of await this.#repository.cameraIds()) {
      await this.#repairCamera(cameraId, report);
      const lastEnd = await this.#repository.lastEnd(cameraId);
      if (lastEnd === null) continue;
      await this.#kernel.db.write((trx) => this.#repository.endRuns(trx, cameraId, lastEnd));
      await this.#gaps.open(cameraId, lastEnd, 'host-stopped');
    }
    if (report.entered + report.lost + report.setAside > 0) this.#kernel.log.warn({ ...report }, 'the archive was repaired');
    return report;
  }

  async #repairCamera(cameraId: string, report: RepairReport): Promise<void> {
    const lastEnd = await this.#repository.lastEnd(cameraId);
    const firstDay = utcDay(Math.max(0, (lastEnd ?? 0) - DAY_MS));
    const days = (await listIfThere(this.#paths.camera(cameraId))).filter((name) => /^\d{4}-\d{2}-\d{2}$/.test(name) && name >= firstDay).sort();
    const known = new Map(
      (await this.#repository.segmentsSince(cameraId, lastEnd === null ? 0 : Date.parse(firstDay))).map((segment) => [segment.id, segment]),
    );
    const seen = new Set<string>();
    for (const day of days) {
      const folder = join(this.#paths.camera(cameraId), day);
      for (const name of (await readdir(folder)).sort()) {
        const id = await this.#repairFile(cameraId, join(folder, name), known, report);
        if (id) seen.add(id);
      }
    }
    const lost = [...known.keys()].filter((id) => !seen.has(id));
    if (lost.length === 0) return;
    report.lost += lost.length;
    await this.#kernel.db.write((trx) => this.#repository.markLost(trx, lost, this.#kernel.clock.now()));
    this.#kernel.log.error({ cameraId, lost: lost.length }, 'files of the archive are gone');
  }

  /** Returns the id of the segment that the file holds, or null when it was set aside. */
  async #repairFile(cameraId: string, file: string, known: ReadonlyMap<string, Segment>, report: RepairReport): Promise<string | null> {
    const name = parseSegmentName(basename(file));
    const row = name ? known.get(name.id) : undefined;
    if (name && row && !name.isPart) return (await stat(file)).size === row.bytes ? row.id : null;
    if (name && row) {
      // It was stored and indexed, only its new name did not reach the disk.
      await rename(file, this.#paths.segment(row));
      return row.id;
    }
    try {
      if (!name) throw new Mp4Error('a file with a foreign name');
      const run = await this.#repository.runAt(cameraId, name.start + RUN_TOLERANCE_MS);
      if (!run) throw new Mp4Error('no run is known for the file');
      const segment = await this.#salvage(file, name, run);
      await rename(file, this.#paths.segment(segment));
      await this.#kernel.db.write((trx) => this.#repository.insertSegments(trx, [segment]));
      report.entered += 1;
      return segment.id;
    } catch (error) {
      if (!(error instanceof Mp4Error)) throw error;
      this.#kernel.log.warn({ file: basename(file), err: error }, 'a file of the archive is set aside');
      await mkdir(this.#paths.setAside(cameraId), { recursive: true, mode: 0o700 });
      await rename(file, join(this.#paths.setAside(cameraId), basename(file)));
      report.setAside += 1;
      return null;
    }
  }

  /** Keeps the whole fragments of a file that was cut off, and reads what its row must say. */
  async #salvage(file: string, name: { start: number; id: string }, run: Run): Promise<Segment> {
    const initFile = this.#paths.init(run.cameraId, run.id);
    if (!existsSync(initFile)) throw new Mp4Error('the initialisation segment of the run is gone');
    const init = readInit(await readFile(initFile));
    const bytes = await readFile(file);
    const found = { mediaStart: -1, mediaEnd: 0, frames: 0, keyFrames: 0, length: 0 };
    for (let offset = 0; ;) {
      const moof = wholeBox(bytes, offset);
      const mdat = moof ? wholeBox(bytes, moof.end) : null;
      if (!moof || !mdat) break;
      if (moof.type !== 'moof' || mdat.type !== 'mdat') throw new Mp4Error('not a sequence of fragments');
      for (const fragment of readFragment(bytes.subarray(moof.start, moof.end), init)) {
        if (fragment.trackId !== init.video.id) continue;
        if (found.mediaStart < 0 && !fragment.startsWithKey) throw new Mp4Error('does not start with a key frame');
        if (found.mediaStart < 0) found.mediaStart = fragment.decodeTime;
        found.mediaEnd = Math.max(found.mediaEnd, fragment.decodeTime + Math.max(1, fragment.duration));
        found.frames += fragment.samples;
        found.keyFrames += fragment.keySamples;
      }
      offset = mdat.end;
      found.length = offset;
    }
    if (found.frames === 0) throw new Mp4Error('holds no whole frame');
    if (found.length < bytes.length) await truncateTo(file, found.length);
    return {
      id: name.id,
      runId: run.id,
      cameraId: run.cameraId,
      start: name.start,
      end: name.start + Math.max(1, Math.round(((found.mediaEnd - found.mediaStart) / run.timescale) * 1_000)),
      mediaStart: found.mediaStart,
      mediaEnd: found.mediaEnd,
      bytes: found.length,
      sha256: createHash('sha256').update(bytes.subarray(0, found.length)).digest('hex'),
      frames: found.frames,
      keyFrames: found.keyFrames,
    };
  }
}

const DAY_MS = 86_400_000;

function wholeBox(bytes: Buffer, offset: number): ReturnType<typeof readBox> | null {
  if (bytes.length - offset < 8 || bytes.readUInt32BE(offset) > bytes.length - offset) return null;
  return readBox(bytes, offset);
}

async function truncateTo(file: string, length: number): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.truncate(length);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function listIfThere(folder: string): Promise<string[]> {
  return existsSync(folder) ? readdir(folder) : [];
}
