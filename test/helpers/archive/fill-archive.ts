/** Puts a stream into the archive as if it had been recorded, at the speed of the disk. */
import { ArchivePaths } from '#main/features/recording/archive-paths.ts';
import type { GapCause } from '#main/features/recording/gap-cause.ts';
import { ArchiveRepository } from '#main/features/recording/repository.ts';
import { writeWhole } from '#main/features/recording/segment-file.ts';
import { StreamRecorder } from '#main/features/recording/stream-recorder.ts';
import { manualClock, type TestKernel } from '../kernel.ts';
import type { MadeStream } from './stream-server.ts';

/** Records `stream` from `startMs` on. Returns where it ends. */
export async function fillArchive(
  kernel: TestKernel,
  cameraId: string,
  stream: MadeStream,
  startMs: number,
  options: { segmentMs?: number; causes?: (GapCause | null)[] } = {},
): Promise<number> {
  const clock = manualClock(startMs);
  const paths = new ArchivePaths(kernel.config.dataDir);
  const repository = new ArchiveRepository(kernel.db.read);
  let failure: unknown = null;
  let end = startMs;
  const recorder = new StreamRecorder({
    cameraId,
    paths,
    clock,
    segmentMs: options.segmentMs ?? 2_000,
    onFailure: (error) => (failure = error),
    sink: {
      async beginRun(run, init, cause) {
        options.causes?.push(cause);
        await writeWhole(paths.init(cameraId, run.id), init);
        await kernel.db.write((trx) => repository.insertRun(trx, run));
      },
      async addSegment(segment) {
        await kernel.db.write((trx) => repository.insertSegments(trx, [segment]));
        end = segment.end;
      },
    },
  });
  recorder.push(stream.init);
  for (const frame of stream.frames) {
    recorder.push(frame);
    clock.advance(1_000 / stream.framesPerSecond);
  }
  await recorder.finish();
  if (failure) throw failure instanceof Error ? failure : new Error('recording failed', { cause: failure });
  return end;
}
