import { spawn, type ChildProcess } from 'node:child_process';
import { LOOP_FRAMES } from '../scenes/motion/loop.ts';
import { buildScene } from '../scenes/index.ts';
import { SceneRenderer } from '../scenes/scene-renderer.ts';
import type { ClipKey } from '../types.ts';
import { ffmpegArguments } from './encoder.ts';

/** What one drawing needs; plain data, so that it can be handed to a worker thread. */
export interface ClipOrder {
  key: ClipKey;
  mainPath: string;
  subPath: string;
  ffmpegPath: string;
  /** Shorter loops are for tests: the first frames of the whole one. */
  frames: number;
}

/** Longest part of ffmpeg's complaints that is kept for an error, characters. */
const MOST_COMPLAINT = 2000;

/**
 * Draws a loop and encodes it to both files. Rejects when ffmpeg cannot
 * be started, fails, or is stopped by `signal`.
 */
export async function drawClip(order: ClipOrder, signal: AbortSignal, onProgress: (fraction: number) => void): Promise<void> {
  const frames = Math.min(order.frames, LOOP_FRAMES);
  const ffmpeg = spawn(order.ffmpegPath, ffmpegArguments({ main: order.mainPath, sub: order.subPath }, null), { stdio: ['pipe', 'ignore', 'pipe'] });
  const ended = endOf(ffmpeg);
  // The end is awaited below; until then a failure must not count as unhandled.
  ended.catch(() => undefined);
  const stop = (): void => {
    ffmpeg.kill('SIGKILL');
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    signal.throwIfAborted();
    const stage = buildScene(order.key.scene, order.key.look, order.key.light, order.key.event);
    const renderer = new SceneRenderer(stage);
    for (let frame = 0; frame < frames; frame++) {
      renderer.draw(frame, stage.home);
      await writePicture(ffmpeg, renderer.pixels());
      signal.throwIfAborted();
      if (frame % 12 === 11) onProgress((frame + 1) / frames);
    }
    ffmpeg.stdin?.end();
    await ended;
  } catch (error) {
    const endedByItself = ffmpeg.exitCode !== null || (error instanceof Error && 'code' in error && error.code === 'EPIPE');
    if (!endedByItself) ffmpeg.kill('SIGKILL');
    const complaint = await ended.then(
      () => null,
      (reason: unknown) => reason,
    );
    signal.throwIfAborted();
    // What ffmpeg said says more than the broken pipe.
    throw endedByItself && complaint !== null ? complaint : error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Hands one raw picture over and waits until the pipe has taken all of it, so that pictures do not pile up in memory. */
function writePicture(ffmpeg: ChildProcess, pixels: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    if (ffmpeg.stdin === null) reject(new Error('ffmpeg has no input'));
    else ffmpeg.stdin.write(pixels, (error) => (error ? reject(error) : resolve()));
  });
}

/** Resolves when the process ends well; rejects with its complaints otherwise. */
function endOf(ffmpeg: ChildProcess): Promise<void> {
  let complaint = '';
  ffmpeg.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-MOST_COMPLAINT);
  });
  // A broken pipe is reported by the write that met it and by the exit code.
  ffmpeg.stdin?.on('error', () => undefined);
  return new Promise((resolve, reject) => {
    ffmpeg.once('error', reject);
    ffmpeg.once('close', (code, killedBy) => {
      if (code === 0) resolve();
      else reject(new Error(`ffmpeg ended with ${killedBy ?? `code ${String(code)}`}: ${complaint.trim()}`));
    });
  });
}
