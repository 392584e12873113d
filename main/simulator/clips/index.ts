import { createHash, randomBytes } from 'node:crypto';
import { access, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { startWorker } from '../scenes/worker-file.ts';
import { LOOP_FRAMES } from '../scenes/motion/loop.ts';
import type { ClipFiles, ClipKey, ClipLibrary } from '../types.ts';
import type { ClipWorkerMessage } from './clip-worker.ts';
import type { ClipOrder } from './draw-clip.ts';
import { DRAWING_VERSION } from './drawing-version.ts';
import { Places } from './places.ts';

export type Log = (level: 'info' | 'warn' | 'error', message: string, data?: object) => void;

export interface ClipLibraryOptions {
  cacheDir: string;
  ffmpegPath: string;
  log: Log;
  /** Shorter loops: sketches, and tests. */
  frames?: number;
}

const AT_ONCE = 2;
/** Left by a process that was killed while it drew; older than any drawing takes. */
const STALE_MS = 10 * 60_000;
const PARTIAL = '.partial';

interface Flight {
  result: Promise<ClipFiles>;
  listeners: Set<(fraction: number) => void>;
  waiting: number;
  stop: AbortController;
}

/** Loops on disk, drawn when first asked for. Safe for several processes on one folder: files appear whole or not at all. */
export function createClipLibrary({ cacheDir, ffmpegPath, log, frames = LOOP_FRAMES }: ClipLibraryOptions): ClipLibrary {
  const flights = new Map<string, Flight>();
  const places = new Places(AT_ONCE);
  let swept: Promise<void> | null = null;

  const pathsOf = (name: string): ClipFiles => ({ mainPath: join(cacheDir, `${name}-main.h264`), subPath: join(cacheDir, `${name}-sub.h264`) });

  const draw = async (name: string, key: ClipKey, flight: Flight): Promise<ClipFiles> => {
    swept ??= sweep(cacheDir, log);
    await swept;
    const files = pathsOf(name);
    if (await bothThere(files)) return files;
    const leave = await places.take(flight.stop.signal);
    const tag = `${String(process.pid)}-${randomBytes(4).toString('hex')}${PARTIAL}`;
    const order: ClipOrder = { key, mainPath: `${files.mainPath}.${tag}`, subPath: `${files.subPath}.${tag}`, ffmpegPath, frames };
    const begunMs = performance.now();
    try {
      await drawInWorker(order, flight.stop.signal, (fraction) => {
        for (const listener of flight.listeners) listener(fraction);
      });
      // The main file last: a reader that finds it finds both.
      await rename(order.subPath, files.subPath);
      await rename(order.mainPath, files.mainPath);
      log('info', 'clip drawn', { ...key, tookMs: Math.round(performance.now() - begunMs) });
      return files;
    } finally {
      leave();
      await Promise.all([rm(order.mainPath, { force: true }), rm(order.subPath, { force: true })]);
    }
  };

  const start = (name: string, key: ClipKey): Flight => {
    const flight: Flight = { result: Promise.resolve(pathsOf(name)), listeners: new Set(), waiting: 0, stop: new AbortController() };
    flight.result = draw(name, key, flight).finally(() => {
      if (flights.get(name) === flight) flights.delete(name);
    });
    // Every waiter gets the rejection by itself; when all have left nobody would.
    flight.result.catch((error: unknown) => {
      if (!flight.stop.signal.aborted) log('error', 'clip could not be drawn', { ...key, reason: error instanceof Error ? error.message : String(error) });
    });
    flights.set(name, flight);
    return flight;
  };

  return {
    isThere: (key) => bothThere(pathsOf(clipName(key, frames))),
    async ensure(key, { onProgress, signal } = {}) {
      signal?.throwIfAborted();
      const name = clipName(key, frames);
      const files = pathsOf(name);
      if (!flights.has(name) && (await bothThere(files))) {
        onProgress?.(1);
        return files;
      }
      signal?.throwIfAborted();
      const flight = flights.get(name) ?? start(name, key);
      flight.waiting++;
      if (onProgress !== undefined) flight.listeners.add(onProgress);
      try {
        return await (signal === undefined ? flight.result : untilAborted(flight.result, signal));
      } finally {
        flight.waiting--;
        if (onProgress !== undefined) flight.listeners.delete(onProgress);
        if (flight.waiting === 0 && signal?.aborted === true) {
          if (flights.get(name) === flight) flights.delete(name);
          flight.stop.abort();
          // Files are gone when the caller hears that it has been stopped.
          await flight.result.then(
            () => undefined,
            () => undefined,
          );
        }
      }
    },
  };
}

/** File name of a loop: what is drawn, and by which drawing. */
export function clipName(key: ClipKey, frames: number): string {
  const identity = JSON.stringify([DRAWING_VERSION, key.scene, key.look, key.light, key.event, frames]);
  return `${key.scene}-${createHash('sha256').update(identity).digest('hex').slice(0, 20)}`;
}

async function bothThere(files: ClipFiles): Promise<boolean> {
  const found = await Promise.allSettled([access(files.mainPath), access(files.subPath)]);
  return found.every((result) => result.status === 'fulfilled');
}

async function sweep(cacheDir: string, log: Log): Promise<void> {
  await mkdir(cacheDir, { recursive: true });
  for (const name of await readdir(cacheDir)) {
    if (!name.endsWith(PARTIAL)) continue;
    const path = join(cacheDir, name);
    try {
      const { mtimeMs } = await stat(path);
      if (Date.now() - mtimeMs > STALE_MS) await rm(path, { force: true });
    } catch (error) {
      // Another process may have finished with it in this moment.
      log('info', 'a half-drawn clip could not be swept away', { path, reason: error instanceof Error ? error.message : String(error) });
    }
  }
}

function drawInWorker(order: ClipOrder, signal: AbortSignal, onProgress: (fraction: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = startWorker('clip-worker', 'clips', order);
    const stop = (): void => {
      worker.postMessage('stop');
    };
    let outcome: Error | null = new Error('the clip worker ended without a word');
    worker.on('message', (message: ClipWorkerMessage) => {
      if (message.kind === 'progress') onProgress(message.fraction);
      else outcome = message.kind === 'done' ? null : new Error(message.message);
    });
    worker.once('error', (error) => {
      outcome = error instanceof Error ? error : new Error(String(error));
    });
    worker.once('exit', () => {
      signal.removeEventListener('abort', stop);
      if (outcome === null) resolve();
      else reject(signal.aborted ? abortReason(signal) : outcome);
    });
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
  });
}

function abortReason(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error('stopped');
}

function untilAborted<T>(result: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      reject(abortReason(signal));
    };
    signal.addEventListener('abort', stop, { once: true });
    result.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', stop);
    });
  });
}
