import { spawn } from 'node:child_process';
import type { SimulatedCamera } from '../city/simulated-camera.ts';
import { joinAnnexB } from '../rtsp/annex-b.ts';
import type { ProfileName } from '../types.ts';

/** Too many stills are waiting; the client may ask again. */
export class SnapshotBusy extends Error {}

const MAX_IN_FLIGHT = 2;
const MAX_WAITING = 32;
const KEPT_MS = 1_000;
const DEADLINE_MS = 10_000;
const MAX_JPEG_BYTES = 8 * 1024 * 1024;

/** Makes JPEG stills of what cameras show, one ffmpeg run each; the same still serves everyone for a second. */
export interface SnapshotMaker {
  snapshot(camera: SimulatedCamera, profile: ProfileName): Promise<Buffer>;
  close(): void;
}

export function createSnapshotMaker(ffmpegPath: string): SnapshotMaker {
  const kept = new Map<string, { jpeg: Promise<Buffer>; madeAtMs: number }>();
  const waiting: (() => void)[] = [];
  const stop = new AbortController();
  let inFlight = 0;

  async function turn(): Promise<void> {
    if (inFlight < MAX_IN_FLIGHT) {
      inFlight++;
      return;
    }
    if (waiting.length >= MAX_WAITING) throw new SnapshotBusy('Too many stills are being made');
    await new Promise<void>((resolve) => waiting.push(resolve));
  }

  function passTurn(): void {
    const next = waiting.shift();
    if (next) next();
    else inFlight--;
  }

  async function make(camera: SimulatedCamera, profile: ProfileName): Promise<Buffer> {
    await turn();
    try {
      const { nals, count } = await camera.recentPictures(profile);
      return await decodeLast(ffmpegPath, joinAnnexB(nals), count, stop.signal);
    } finally {
      passTurn();
    }
  }

  return {
    snapshot(camera, profile) {
      const key = `${camera.description.id}/${profile}`;
      const now = Date.now();
      for (const [name, entry] of kept) if (now - entry.madeAtMs > KEPT_MS) kept.delete(name);
      const existing = kept.get(key);
      if (existing) return existing.jpeg;
      const jpeg = make(camera, profile);
      kept.set(key, { jpeg, madeAtMs: now });
      jpeg.catch(() => kept.delete(key));
      return jpeg;
    },
    close: () => stop.abort(),
  };
}

/** The last of `count` pictures of an Annex B stream as a JPEG. Rejects when ffmpeg fails or takes too long. */
async function decodeLast(ffmpegPath: string, stream: Buffer, count: number, stopped: AbortSignal): Promise<Buffer> {
  const args = [
    ...['-nostdin', '-hide_banner', '-loglevel', 'error', '-threads', '1', '-protocol_whitelist', 'pipe', '-f', 'h264', '-i', 'pipe:0'],
    ...['-vf', `select=eq(n\\,${count - 1})`, '-frames:v', '1', '-q:v', '3', '-f', 'mjpeg', 'pipe:1'],
  ];
  const child = spawn(ffmpegPath, args, { stdio: ['pipe', 'pipe', 'pipe'], signal: stopped, timeout: DEADLINE_MS, killSignal: 'SIGKILL' });
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let bytes = 0;
    let complaint = '';
    child.stdout.on('data', (part: Buffer) => {
      bytes += part.length;
      if (bytes > MAX_JPEG_BYTES) child.kill('SIGKILL');
      else parts.push(part);
    });
    child.stderr.on('data', (part: Buffer) => (complaint = (complaint + part.toString()).slice(-500)));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0 && bytes > 0) resolve(Buffer.concat(parts));
      else reject(new Error(`ffmpeg made no still (exit ${code}): ${complaint.trim()}`));
    });
    // ffmpeg stops reading once it has its picture; the broken pipe is no failure of the still.
    child.stdin.on('error', () => undefined);
    child.stdin.end(stream);
  });
}
