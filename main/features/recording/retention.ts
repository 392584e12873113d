/**
 * Deletes the oldest recordings: what is past its days, what is over the quota, and what stands in the way of the
 * reserve of free disk. Never what an evidence lock covers; the database refuses that even if this code is wrong.
 */
import { readdir, rm, rmdir, unlink } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Kernel } from '../../kernel/kernel.ts';
import { parseSegmentName, utcDay, type ArchivePaths } from './archive-paths.ts';
import type { Segment } from './archive-types.ts';
import type { DiskSpace } from './disk-space.ts';
import type { RecordingDeps } from './ports.ts';
import { PAGE_ROWS, type ArchiveRepository } from './repository.ts';

const GIB = 1024 ** 3;
const DAY_MS = 86_400_000;
/** A run of the retention deletes at most so many pages, so that it never holds the host for long. */
const MAX_PAGES = 20;

export class Retention {
  readonly #kernel: Kernel;
  readonly #deps: Pick<RecordingDeps, 'settings' | 'audit'>;
  readonly #paths: ArchivePaths;
  readonly #repository: ArchiveRepository;
  readonly #disk: DiskSpace;
  #storedBytes = 0;

  constructor(kernel: Kernel, deps: Pick<RecordingDeps, 'settings' | 'audit'>, paths: ArchivePaths, repository: ArchiveRepository, disk: DiskSpace) {
    this.#kernel = kernel;
    this.#deps = deps;
    this.#paths = paths;
    this.#repository = repository;
    this.#disk = disk;
  }

  /** Counts what is stored; afterwards `note` keeps the sum. */
  async load(): Promise<void> {
    this.#storedBytes = await this.#repository.totalBytes();
  }

  get storedBytes(): number {
    return this.#storedBytes;
  }

  note(segment: Segment): void {
    this.#storedBytes += segment.bytes;
  }

  /** One round. Returns how many segments went. */
  async run(): Promise<number> {
    const { retentionDays, quotaGiB } = this.#deps.settings.current().recording;
    const expiry = this.#kernel.clock.now() - retentionDays * DAY_MS;
    const deleted = new Map<string, { segments: number; bytes: number; to: number }>();
    await this.#disk.measure();
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const excess = Math.max(this.#storedBytes - quotaGiB * GIB, this.#disk.missingBytes);
      const victims =
        excess > 0 ? upTo(await this.#repository.oldestUnlocked(PAGE_ROWS), excess, expiry) : await this.#repository.oldestUnlocked(PAGE_ROWS, expiry);
      if (victims.length === 0) break;
      await this.#delete(victims, deleted);
      if (victims.length < PAGE_ROWS && excess <= 0) break;
      await this.#disk.measure();
    }
    if (deleted.size > 0) await this.#finish(deleted);
    await this.#disk.judge();
    return [...deleted.values()].reduce((sum, one) => sum + one.segments, 0);
  }

  async #delete(victims: readonly Segment[], deleted: Map<string, { segments: number; bytes: number; to: number }>): Promise<void> {
    await this.#kernel.db.write(async (trx) => {
      await this.#repository.deleteSegments(
        trx,
        victims.map((segment) => segment.id),
      );
    });
    for (const segment of victims) {
      await unlinkIfThere(this.#paths.segment(segment));
      this.#storedBytes -= segment.bytes;
      const sum = deleted.get(segment.cameraId) ?? { segments: 0, bytes: 0, to: 0 };
      deleted.set(segment.cameraId, { segments: sum.segments + 1, bytes: sum.bytes + segment.bytes, to: Math.max(sum.to, segment.end) });
    }
  }

  async #finish(deleted: ReadonlyMap<string, { segments: number; bytes: number; to: number }>): Promise<void> {
    const runs = await this.#repository.emptyRuns(PAGE_ROWS);
    await this.#kernel.db.write(async (trx) => {
      if (runs.length > 0) {
        await this.#repository.deleteRuns(
          trx,
          runs.map((run) => run.id),
        );
      }
      for (const [cameraId, sum] of deleted)
        await this.#deps.audit.append(trx, { actor: null, action: 'recording.expire', objectType: 'camera', objectId: cameraId, detail: { ...sum } });
    });
    for (const run of runs) await unlinkIfThere(this.#paths.init(run.cameraId, run.id));
    for (const cameraId of deleted.keys()) await this.#tidyFolders(cameraId);
    this.#kernel.bus.announce('recordings.changed', [...deleted.keys()]);
  }

  /** Removes days before the oldest row; a file in them has no row any more, whatever interrupted its deletion. */
  async #tidyFolders(cameraId: string): Promise<void> {
    const folder = this.#paths.camera(cameraId);
    if (!existsSync(folder)) return;
    const oldest = await this.#repository.firstStart(cameraId);
    const oldestDay = utcDay(oldest ?? this.#kernel.clock.now());
    for (const day of await readdir(folder)) {
      if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || day >= oldestDay) continue;
      const names = await readdir(join(folder, day));
      for (const name of names) if (parseSegmentName(name)) await rm(join(folder, day, name), { force: true });
      if ((await readdir(join(folder, day))).length === 0) await rmdir(join(folder, day));
    }
  }
}

/** The first victims that together free `bytes`, and whatever is expired anyway. */
function upTo(oldest: readonly Segment[], bytes: number, expiry: number): Segment[] {
  let freed = 0;
  const victims: Segment[] = [];
  for (const segment of oldest) {
    if (freed >= bytes && segment.end >= expiry) break;
    victims.push(segment);
    freed += segment.bytes;
  }
  return victims;
}

async function unlinkIfThere(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    const isGone = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!isGone) throw error;
  }
}
