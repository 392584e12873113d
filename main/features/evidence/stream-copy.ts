/** Puts stored segments into one ordinary MP4 file with ffmpeg, without touching a picture (`-c copy`). */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { AppError } from '#shared/contract/errors.ts';

/** Packing copies bytes; a minute of 64 Mbit/s takes well under a second of CPU. */
const DEADLINE_MS = 10 * 60_000;
const MAX_STDERR_CHARS = 4_000;

/**
 * Writes `chunks` (initialisation segment, then segments) through ffmpeg to `outFile`. ffmpeg reads nothing but the pipe
 * and may use no protocol but that. EVIDENCE_FAILED with what ffmpeg said; rejects with the signal's reason when aborted.
 */
export async function streamCopy(ffmpegPath: string, chunks: AsyncIterable<Buffer>, outFile: string, signal: AbortSignal): Promise<void> {
  const input = ['-hide_banner', '-loglevel', 'error', '-nostdin', '-protocol_whitelist', 'pipe', '-f', 'mp4', '-i', 'pipe:0'];
  const output = ['-map', '0', '-c', 'copy', '-movflags', '+faststart', '-f', 'mp4', '-y', `file:${outFile}`];
  const child = spawn(ffmpegPath, [...input, ...output], {
    stdio: ['pipe', 'ignore', 'pipe'],
    windowsHide: true,
    signal,
    timeout: DEADLINE_MS,
    killSignal: 'SIGKILL',
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-MAX_STDERR_CHARS)));
  const exited = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code));
  });
  // When ffmpeg dies the pipe breaks; its exit tells why, the broken pipe does not.
  child.stdin.on('error', () => undefined);
  const feeding = feed(child.stdin, chunks);
  try {
    const [code] = await Promise.all([exited, feeding]);
    if (code !== 0) throw new AppError('EVIDENCE_FAILED', `ffmpeg could not pack a clip (exit code ${code}): ${said}`, { reason: 'clip' });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof AppError) throw error;
    throw new AppError('EVIDENCE_FAILED', `a clip could not be packed: ${said}`, { reason: 'clip' }, { cause: error });
  } finally {
    child.kill('SIGKILL');
  }
}

async function feed(pipe: NodeJS.WritableStream & { destroyed?: boolean }, chunks: AsyncIterable<Buffer>): Promise<void> {
  for await (const chunk of chunks) {
    if (pipe.destroyed) return;
    if (!pipe.write(chunk)) await Promise.race([once(pipe, 'drain'), once(pipe, 'close')]);
  }
  pipe.end();
}
