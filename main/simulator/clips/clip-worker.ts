/** Worker thread: draws one clip, so that the simulator's network stays quick meanwhile. */
import { parentPort, workerData } from 'node:worker_threads';
import { drawClip, type ClipOrder } from './draw-clip.ts';

/** What the worker tells: how far it is, or how it ended. */
export type ClipWorkerMessage = { kind: 'progress'; fraction: number } | { kind: 'done' } | { kind: 'failed'; message: string };

if (parentPort === null) throw new Error('the clip worker runs in a worker thread only');
const port = parentPort;
const tell = (message: ClipWorkerMessage): void => {
  port.postMessage(message);
};
const stop = new AbortController();
port.on('message', () => {
  stop.abort();
});
try {
  await drawClip(workerData as ClipOrder, stop.signal, (fraction) => {
    tell({ kind: 'progress', fraction });
  });
  tell({ kind: 'done' });
} catch (error) {
  tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
}
port.close();
