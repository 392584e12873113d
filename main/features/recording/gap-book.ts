/** Keeps account of the time in which a camera that should be recorded is not. At most one gap of a camera is open. */
import type { WriteTrx } from '../../db/db.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { GapCause } from './gap-cause.ts';
import type { ArchiveRepository } from './repository.ts';

/** Shorter than this is jitter, not a gap. */
export const SHORTEST_GAP_MS = 250;

export class GapBook {
  readonly #kernel: Kernel;
  readonly #repository: ArchiveRepository;

  constructor(kernel: Kernel, repository: ArchiveRepository) {
    this.#kernel = kernel;
    this.#repository = repository;
  }

  /** Notes that nothing is recorded since `from`. When a gap is open already, it stays as it began. */
  async open(cameraId: string, from: number, cause: GapCause): Promise<void> {
    const hasOpened = await this.#kernel.db.write(async (trx) => {
      if (await this.#repository.openGap(trx, cameraId)) return false;
      await this.#repository.insertGap(trx, cameraId, { from, to: null, cause });
      return true;
    });
    if (hasOpened) this.#kernel.bus.announce('recordings.changed', [cameraId]);
  }

  /**
   * Ends the open gap at `at` and goes on with another cause, as when the host stops while a camera is away. Without an
   * open gap one begins at `lastEnd`, where the recording ended.
   */
  async changeCause(cameraId: string, at: number, cause: GapCause, lastEnd: number = at): Promise<void> {
    await this.#kernel.db.write(async (trx) => {
      const open = await this.#repository.openGap(trx, cameraId);
      if (open?.cause === cause) return;
      if (open) await this.#repository.closeGap(trx, open.id, Math.max(open.from, at));
      await this.#repository.insertGap(trx, cameraId, { from: open ? Math.max(open.from, at) : lastEnd, to: null, cause });
    });
    this.#kernel.bus.announce('recordings.changed', [cameraId]);
  }

  /** Notes that recording goes on since `to`: closes the open gap, or enters the one since `lastEnd` when there was a break. */
  async resume(trx: WriteTrx, cameraId: string, to: number, lastEnd: number | null, cause: GapCause | null): Promise<void> {
    const open = await this.#repository.openGap(trx, cameraId);
    if (open) await this.#repository.closeGap(trx, open.id, Math.max(open.from, to));
    else if (lastEnd !== null && cause !== null && to - lastEnd >= SHORTEST_GAP_MS)
      await this.#repository.insertGap(trx, cameraId, { from: lastEnd, to, cause });
  }
}
