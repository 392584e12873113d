/** One export from waiting to done or failed: what is asked, the build, and the facts that follow from it. */
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, isAppError } from '#shared/contract/errors.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { ClipRequest } from './clips.ts';
import type { DeskKeys } from './desk-keys.ts';
import { syncPath } from './hashed-file.ts';
import { PackageBuilder, type BuiltPackage } from './package-builder.ts';
import type { EvidenceDeps } from './ports.ts';
import type { PackageRepository, PackageRow } from './repository.ts';

/** A segment is at most a few seconds from being closed; the camera may have been lost meanwhile. */
const WAIT_RECORDED_MS = 12_000;
/** Clips lie twice on disk while the zip is written. */
const ROOM_FACTOR = 2.2;

export class ExportJob {
  readonly #kernel: Kernel;
  readonly #deps: EvidenceDeps;
  readonly #repository: PackageRepository;
  readonly #keys: DeskKeys;
  readonly #packagesDir: string;

  constructor(kernel: Kernel, deps: EvidenceDeps, repository: PackageRepository, keys: DeskKeys, packagesDir: string) {
    this.#kernel = kernel;
    this.#deps = deps;
    this.#repository = repository;
    this.#keys = keys;
    this.#packagesDir = packagesDir;
  }

  /** Never rejects. When `signal` aborts, the package stays as it is and is made anew at the next start. */
  async run(row: PackageRow, signal: AbortSignal): Promise<void> {
    const workDir = join(this.#packagesDir, 'work', row.id);
    try {
      await this.#set(row.id, { state: 'running', progress: 0 });
      const requests = await this.#requests(row, signal);
      await this.#checkRoom(requests);
      const previous = await this.#repository.lastDone(row.incidentId);
      const built = await new PackageBuilder(this.#kernel, this.#deps, {
        row,
        data: await this.#deps.incidents.exportData(row.incidentId),
        requests,
        key: await this.#keys.current(),
        previous: previous?.manifestSha256 ? { packageId: previous.id, manifestSha256: previous.manifestSha256 } : null,
        workDir,
        onProgress: (share) => this.#set(row.id, { progress: 0.1 + 0.9 * share }),
        signal,
      }).build();
      signal.throwIfAborted();
      await this.#finish(row, built);
    } catch (error) {
      if (signal.aborted) this.#kernel.log.info({ packageId: row.id }, 'an export was interrupted, it goes on at the next start');
      else await this.#fail(row, error);
    } finally {
      await rm(workDir, { recursive: true, force: true }).catch((error: unknown) =>
        this.#kernel.log.warn({ err: error, workDir }, 'a work folder could not be removed'),
      );
    }
  }

  /** What of the archive is asked for: the locks of the incident, joined per camera, up to now; waits until that is stored. */
  async #requests(row: PackageRow, signal: AbortSignal): Promise<ClipRequest[]> {
    const locks = (await this.#deps.recording.locksOf(row.incidentId)).filter((lock) => lock.releasedAt === null);
    const requests: ClipRequest[] = [];
    for (const lock of locks) {
      const to = Math.min(lock.to, row.createdAt);
      if (to <= lock.from) continue;
      const last = requests.at(-1);
      if (last && last.cameraId === lock.cameraId && lock.from <= last.to) last.to = Math.max(last.to, to);
      else requests.push({ cameraId: lock.cameraId, cameraNumber: this.#deps.cameras.find(lock.cameraId)?.number ?? lock.cameraId, from: lock.from, to });
    }
    await Promise.all(requests.map(({ cameraId, to }) => this.#deps.recording.waitRecorded(cameraId, to, WAIT_RECORDED_MS, signal)));
    return requests;
  }

  async #checkRoom(requests: readonly ClipRequest[]): Promise<void> {
    const spare = this.#deps.recording.spareBytes();
    if (spare === null) return;
    let bytes = 0;
    for (const { cameraId, from, to } of requests) for (const segment of await this.#deps.recording.segments(cameraId, from, to)) bytes += segment.bytes;
    if (bytes * ROOM_FACTOR > spare)
      throw new AppError('DISK_FULL', 'there is no room for the package', { neededBytes: Math.round(bytes * ROOM_FACTOR), freeBytes: spare });
  }

  async #finish(row: PackageRow, built: BuiltPackage): Promise<void> {
    const fileName = `${built.root}.zip`;
    await mkdir(this.#packagesDir, { recursive: true, mode: 0o700 });
    await rename(built.zipPath, join(this.#packagesDir, fileName));
    await syncPath(this.#packagesDir);
    await this.#kernel.db.write(async (trx) => {
      await this.#repository.update(trx, row.id, {
        state: 'done',
        progress: 1,
        file_name: fileName,
        size_bytes: built.size,
        sha256: built.sha256,
        manifest_sha256: built.manifestSha256,
        finished_at: this.#kernel.clock.now(),
      });
      await this.#deps.recording.custody.append(trx, {
        incidentId: row.incidentId,
        action: 'exported',
        by: row.actor.name,
        detail: `${fileName} sha256 ${built.sha256}`,
      });
      await this.#deps.audit.append(trx, {
        actor: row.actor,
        action: 'evidence.exported',
        objectType: 'evidence',
        objectId: row.id,
        detail: { incidentNumber: row.incidentNumber, fileName, sha256: built.sha256, purpose: row.purpose },
      });
      await this.#deps.incidents.journal.append(trx, {
        incidentId: row.incidentId,
        kind: 'evidence-exported',
        by: row.actor.name,
        data: { fileName, sha256: built.sha256 },
        key: row.id,
      });
    });
    this.#kernel.bus.announce('evidence.changed', [row.id]);
    this.#kernel.bus.announce('incidents.changed', [row.incidentId]);
  }

  async #fail(row: PackageRow, error: unknown): Promise<void> {
    const code = codeOf(error);
    this.#kernel.log.error({ packageId: row.id, code, err: error }, 'an export failed');
    try {
      await this.#kernel.db.write(async (trx) => {
        await this.#repository.update(trx, row.id, { state: 'failed', error: code, finished_at: this.#kernel.clock.now() });
        await this.#deps.recording.custody.append(trx, { incidentId: row.incidentId, action: 'export-failed', by: row.actor.name, detail: code });
        await this.#deps.audit.append(trx, {
          actor: row.actor,
          action: 'evidence.exported',
          objectType: 'evidence',
          objectId: row.id,
          result: 'failed',
          detail: { code },
        });
      });
    } catch (writeError) {
      // It stays `running` and is made anew at the next start.
      this.#kernel.log.error({ packageId: row.id, err: writeError }, 'the failure of an export could not be noted');
    }
    this.#kernel.bus.announce('evidence.changed', [row.id]);
  }

  async #set(id: string, change: { state?: 'running'; progress: number }): Promise<void> {
    await this.#kernel.db.write((trx) => this.#repository.update(trx, id, change));
    this.#kernel.bus.announce('evidence.changed', [id]);
  }
}

function codeOf(error: unknown): string {
  if (isAppError(error)) return error.code;
  const isFull = error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
  return isFull ? 'DISK_FULL' : 'EVIDENCE_FAILED';
}
