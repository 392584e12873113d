/** How much room is left where the recordings lie, and whether recording may go on. */
import { mkdir, statfs } from 'node:fs/promises';
import type { Kernel } from '../../kernel/kernel.ts';
import type { RecordingDeps } from './ports.ts';

const GIB = 1024 ** 3;
const ALARM_KEY = 'disk-low';

export class DiskSpace {
  readonly #kernel: Kernel;
  readonly #deps: Pick<RecordingDeps, 'settings' | 'alarms'>;
  readonly #root: string;
  #freeBytes: number | null = null;
  #isStopped = false;

  constructor(kernel: Kernel, deps: Pick<RecordingDeps, 'settings' | 'alarms'>, root: string) {
    this.#kernel = kernel;
    this.#deps = deps;
    this.#root = root;
  }

  get freeBytes(): number | null {
    return this.#freeBytes;
  }

  /** False while the free space is below half of the reserve; the other half belongs to the database. */
  get mayRecord(): boolean {
    return !this.#isStopped;
  }

  get reserveBytes(): number {
    return this.#deps.settings.current().recording.reserveGiB * GIB;
  }

  /** How many bytes must be freed to have the reserve again. */
  get missingBytes(): number {
    return this.#freeBytes === null ? 0 : Math.max(0, this.reserveBytes - this.#freeBytes);
  }

  /** A write failed for want of room: recording stops until a measurement says otherwise. */
  noteFull(): void {
    this.#isStopped = true;
  }

  /** Asks the file system. */
  async measure(): Promise<void> {
    await mkdir(this.#root, { recursive: true, mode: 0o700 });
    const { bavail, bsize } = await statfs(this.#root);
    this.#freeBytes = bavail * bsize;
  }

  /** Decides after the retention has done what it could, and raises or ends the alarm. */
  async judge(): Promise<void> {
    if (this.#freeBytes === null) return;
    const isLow = this.#freeBytes < this.reserveBytes;
    const wasStopped = this.#isStopped;
    this.#isStopped = this.#freeBytes < this.reserveBytes / 2;
    if (wasStopped !== this.#isStopped) this.#kernel.log.error({ freeBytes: this.#freeBytes, isStopped: this.#isStopped }, 'room for recordings has changed');
    if (isLow)
      await this.#deps.alarms.raise({
        kind: 'disk-low',
        severity: this.#isStopped ? 1 : 2,
        data: { freeGiB: (this.#freeBytes / GIB).toFixed(1) },
        key: ALARM_KEY,
      });
    else await this.#deps.alarms.end(ALARM_KEY);
  }
}
