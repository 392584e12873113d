/** Records one camera: opens its stream, keeps it open, and says why whenever it cannot. */
import type { Readable } from 'node:stream';
import { backoffMs } from '../../kernel/backoff.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { Mp4Error } from '../../protocols/mp4/box.ts';
import type { ArchivePaths } from './archive-paths.ts';
import type { Segment } from './archive-types.ts';
import type { GapBook } from './gap-book.ts';
import type { GapCause } from './gap-cause.ts';
import type { RecordingDeps } from './ports.ts';
import type { ArchiveRepository } from './repository.ts';
import { writeWhole } from './segment-file.ts';
import type { SegmentIndex } from './segment-index.ts';
import { StreamRecorder } from './stream-recorder.ts';

export interface RecorderTools {
  kernel: Kernel;
  gateway: RecordingDeps['gateway'];
  paths: ArchivePaths;
  repository: ArchiveRepository;
  index: SegmentIndex;
  gaps: GapBook;
  /** False while the disk has no room for recordings. */
  mayRecord: () => boolean;
  onSegment: (segment: Segment) => void;
  onDiskFull: () => void;
  segmentMs?: number;
}

const BACKOFF = { firstMs: 500, maxMs: 10_000 };
/** No bytes for so long: the camera is lost even though the connection stands. */
const SILENCE_MS = 5_000;

export class CameraRecorder {
  readonly cameraId: string;
  readonly #tools: RecorderTools;
  readonly #ending = new AbortController();
  #stream: StreamRecorder | null = null;
  #lastEnd: number | null = null;
  #lastSegmentAtMs: number | null = null;
  #attempt = 0;
  #wake: (() => void) | null = null;
  #done: Promise<void> | null = null;
  #finalCause: GapCause = 'host-stopped';

  constructor(cameraId: string, tools: RecorderTools) {
    this.cameraId = cameraId;
    this.#tools = tools;
  }

  /** Start of what is being written but not yet in the index, or null. */
  get openSince(): number | null {
    return this.#stream?.openSince ?? null;
  }

  get isRecording(): boolean {
    return this.openSince !== null;
  }

  /** Monotonic milliseconds of the last stored segment. */
  get lastSegmentAtMs(): number | null {
    return this.#lastSegmentAtMs;
  }

  /** End of the newest stored segment of this life. */
  get recordedUntil(): number | null {
    return this.#lastEnd;
  }

  /** `afterMs`: wait before the first try, so that many cameras do not open in the same instant. */
  start(afterMs: number): void {
    this.#done ??= this.#run(afterMs);
  }

  /** Closes and stores what is open. `cause` is why nothing is recorded from now on. */
  async stop(cause: GapCause): Promise<void> {
    this.#finalCause = cause;
    this.#ending.abort();
    this.retryNow();
    await this.#done;
  }

  /** Tries at once instead of waiting for the backoff. */
  retryNow(): void {
    this.#wake?.();
  }

  cutSoon(): void {
    this.#stream?.cutSoon();
  }

  async #run(afterMs: number): Promise<void> {
    const { kernel, gaps, repository } = this.#tools;
    const { signal } = this.#ending;
    try {
      this.#lastEnd = await repository.lastEnd(this.cameraId);
      await this.#wait(afterMs);
      while (!signal.aborted) {
        const cause = await this.#recordOnce();
        if (signal.aborted) break;
        // After a start the time so far was the host's; from now on it is the camera's.
        if (this.#lastSegmentAtMs === null && this.#attempt === 0 && cause === 'camera-lost') await gaps.changeCause(this.cameraId, kernel.clock.now(), cause);
        else await gaps.open(this.cameraId, this.#lastEnd ?? kernel.clock.now(), cause);
        this.#attempt += 1;
        await this.#wait(backoffMs(this.#attempt, BACKOFF));
      }
      if (this.#lastEnd !== null) await gaps.changeCause(this.cameraId, kernel.clock.now(), this.#finalCause, this.#lastEnd);
    } catch (error) {
      kernel.log.error({ cameraId: this.cameraId, err: error }, 'the recorder of a camera ended with a bug');
    }
  }

  /** One connection, from opening to its end. Returns why it ended. */
  async #recordOnce(): Promise<GapCause> {
    const { kernel, gateway } = this.#tools;
    if (!this.#tools.mayRecord()) return 'disk-full';
    if (!gateway.isUp) return 'gateway-restarted';
    const connection = new AbortController();
    const { signal } = this.#ending;
    const onEnding = () => connection.abort();
    signal.addEventListener('abort', onEnding, { once: true });
    let cause: GapCause = 'camera-lost';
    const recorder = this.#openRecorder((error) => {
      cause = this.#causeOf(error);
      connection.abort();
    });
    try {
      const stream = await gateway.openMp4(this.cameraId, 'main', connection.signal);
      this.#stream = recorder;
      await this.#pump(stream, recorder, connection.signal);
    } catch (error) {
      if (!connection.signal.aborted) {
        if (error instanceof Mp4Error) kernel.log.warn({ cameraId: this.cameraId, err: error }, 'a stream cannot be recorded');
        else kernel.log.debug({ cameraId: this.cameraId, err: error }, 'a stream ended');
      }
    } finally {
      connection.abort();
      signal.removeEventListener('abort', onEnding);
      await recorder.finish();
      this.#stream = null;
    }
    if (cause !== 'camera-lost') return cause;
    if (!this.#tools.mayRecord()) return 'disk-full';
    return gateway.isUp ? 'camera-lost' : 'gateway-restarted';
  }

  #openRecorder(onFailure: (error: unknown) => void): StreamRecorder {
    const { kernel, paths, index, repository, gaps, onSegment, segmentMs } = this.#tools;
    return new StreamRecorder({
      cameraId: this.cameraId,
      paths,
      clock: kernel.clock,
      onFailure,
      ...(segmentMs === undefined ? {} : { segmentMs }),
      sink: {
        beginRun: async (run, init, cause) => {
          await writeWhole(paths.init(run.cameraId, run.id), init);
          await kernel.db.write(async (trx) => {
            await repository.endRuns(trx, run.cameraId, this.#lastEnd ?? run.startedAt);
            await repository.insertRun(trx, run);
            await gaps.resume(trx, run.cameraId, run.startedAt, this.#lastEnd, cause);
          });
          kernel.bus.announce('recordings.changed', [run.cameraId]);
        },
        addSegment: async (segment) => {
          await index.add(segment);
          this.#lastEnd = segment.end;
          this.#lastSegmentAtMs = kernel.clock.monotonicMs();
          this.#attempt = 0;
          onSegment(segment);
        },
      },
    });
  }

  /** Reads the stream to its end; a long silence ends it too. */
  async #pump(stream: Readable, recorder: StreamRecorder, signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      let silence: NodeJS.Timeout | null = null;
      const end = (error?: unknown) => {
        if (silence) clearTimeout(silence);
        signal.removeEventListener('abort', onAbort);
        stream.off('data', onData);
        stream.destroy();
        if (error === undefined) resolve();
        else reject(error instanceof Error ? error : new Error('the stream failed', { cause: error }));
      };
      const onAbort = () => end();
      const onSilence = () => end(new Error(`no data for ${SILENCE_MS} ms`));
      const onData = (chunk: Buffer) => {
        silence?.refresh();
        try {
          recorder.push(chunk);
        } catch (error) {
          end(error);
        }
      };
      if (signal.aborted) return end();
      silence = setTimeout(onSilence, SILENCE_MS);
      signal.addEventListener('abort', onAbort, { once: true });
      // An error after the end (an aborted socket) has nobody left to care; before it, it ends the stream.
      stream.on('error', end);
      stream.once('end', () => end());
      stream.once('close', () => end());
      stream.on('data', onData);
    });
  }

  #causeOf(error: unknown): GapCause {
    const { kernel, onDiskFull } = this.#tools;
    const isFull = error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT' || error.code === 'SQLITE_FULL');
    kernel.log.error({ cameraId: this.cameraId, err: error }, 'a recording could not be stored');
    if (isFull) onDiskFull();
    return isFull ? 'disk-full' : 'recorder-restarted';
  }

  async #wait(ms: number): Promise<void> {
    if (this.#ending.signal.aborted || ms <= 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = null;
  }
}
