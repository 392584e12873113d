/**
 * A small HTTP server that behaves like the gateway's stream.mp4: ffmpeg's own fragmented MP4 with one fragment a frame,
 * media time from zero on each connection, sent at the pace of the clock. Tests can make it silent, cut it, or change
 * the picture's size.
 */
import { spawnSync } from 'node:child_process';
import { createServer, get, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BoxStream } from '#main/protocols/mp4/box-stream.ts';

export interface MadeStream {
  init: Buffer;
  /** moof and mdat of each frame. */
  frames: Buffer[];
  framesPerSecond: number;
}

const made = new Map<string, MadeStream>();

/** H.264 with a key frame each second, without audio. */
export function makeStream(options: { seconds: number; size?: string; framesPerSecond?: number }): MadeStream {
  const { seconds, size = '320x180', framesPerSecond = 10 } = options;
  const key = JSON.stringify(options);
  const cached = made.get(key);
  if (cached) return cached;
  const dir = mkdtempSync(join(tmpdir(), 'lubart-stream-'));
  const file = join(dir, 'stream.mp4');
  const input = ['-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=${framesPerSecond}:duration=${seconds}`];
  const encode = ['-c:v', 'libx264', '-preset', 'ultrafast', '-bf', '0', '-g', String(framesPerSecond), '-pix_fmt', 'yuv420p'];
  const run = spawnSync('ffmpeg', [
    '-hide_banner',
    '-loglevel',
    'error',
    '-nostdin',
    '-y',
    ...input,
    ...encode,
    '-movflags',
    'empty_moov+default_base_moof+frag_every_frame',
    '-f',
    'mp4',
    file,
  ]);
  if (run.status !== 0) throw new Error(`ffmpeg: ${run.stderr.toString()}`);
  const boxes = new BoxStream().push(readFileSync(file));
  rmSync(dir, { recursive: true });
  const init = Buffer.concat(boxes.filter((box) => box.type === 'ftyp' || box.type === 'moov').map((box) => box.bytes));
  const frames: Buffer[] = [];
  let moof: Buffer | null = null;
  for (const box of boxes) {
    if (box.type === 'moof') moof = box.bytes;
    if (box.type === 'mdat' && moof) frames.push(Buffer.concat([moof, box.bytes]));
  }
  const stream = { init, frames, framesPerSecond };
  made.set(key, stream);
  return stream;
}

export class StreamServer {
  readonly #server: Server;
  readonly #open = new Set<ServerResponse>();
  stream: MadeStream;
  /** Speed against real time: a test need not wait for seconds of recording. */
  framesPerTick: number;
  isSilent = false;
  isRefusing = false;

  constructor(stream: MadeStream, framesPerTick = 1) {
    this.stream = stream;
    this.framesPerTick = framesPerTick;
    this.#server = createServer((_request, response) => this.#serve(response));
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  get connections(): number {
    return this.#open.size;
  }

  /** What the gateway feature offers: the stream of a camera. */
  openMp4(signal: AbortSignal): Promise<Readable> {
    const { port } = this.#server.address() as AddressInfo;
    return new Promise((resolve, reject) => {
      const request = get({ host: '127.0.0.1', port, path: '/api/stream.mp4', signal }, (response) => {
        if (response.statusCode === 200) resolve(response);
        else {
          response.resume();
          reject(new Error(`status ${response.statusCode}`));
        }
      });
      request.on('error', reject);
    });
  }

  /** Ends every open connection in the middle of a box, as a gateway that is killed does. */
  cut(): void {
    for (const response of this.#open) {
      response.write(this.stream.frames[1]?.subarray(0, 40));
      response.destroy();
    }
  }

  async close(): Promise<void> {
    for (const response of this.#open) response.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #serve(response: ServerResponse): void {
    if (this.isRefusing) {
      response.writeHead(500).end();
      return;
    }
    const { init, frames, framesPerSecond } = this.stream;
    this.#open.add(response);
    response.writeHead(200, { 'content-type': 'video/mp4' });
    response.write(init);
    let next = 0;
    const timer = setInterval(() => {
      if (this.isSilent) return;
      for (let count = 0; count < this.framesPerTick; count += 1) {
        const frame = frames[next];
        if (!frame) {
          response.end();
          return;
        }
        response.write(frame);
        next += 1;
      }
    }, 1_000 / framesPerSecond);
    response.on('close', () => {
      clearInterval(timer);
      this.#open.delete(response);
    });
  }
}
