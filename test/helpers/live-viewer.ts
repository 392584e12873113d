/** A tile without a screen: opens a live picture by ticket as the page does, and counts what arrives. */
import { spawn } from 'node:child_process';
import { WebSocket, type RawData } from 'ws';
import type { Client } from '#shared/contract/index.ts';

export interface LiveViewer {
  /** Bytes of all fragments so far: one fMP4 stream. */
  received(): Buffer;
  /** The close code, once the host has closed the socket. */
  closeCode(): number | null;
  close(): void;
}

/** Asks for the sub stream of a camera. */
export async function watchLive(client: Client, origin: string, cameraId: string): Promise<LiveViewer> {
  const { path } = await client.cameras.liveTicket({ id: cameraId, role: 'sub' });
  const socket = new WebSocket(`${origin.replace(/^http/, 'ws')}${path}`);
  const chunks: Buffer[] = [];
  let closeCode: number | null = null;
  socket.on('open', () => socket.send(JSON.stringify({ type: 'mse', value: 'avc1.640029,avc1.64002A,avc1.640033' })));
  socket.on('message', (data: RawData, isBinary: boolean) => {
    if (isBinary) chunks.push(Buffer.from(data as Buffer));
  });
  // Shows as a close code; without a listener it would end the test's process.
  socket.on('error', () => undefined);
  socket.on('close', (code: number) => (closeCode = code));
  return { received: () => Buffer.concat(chunks), closeCode: () => closeCode, close: () => socket.terminate() };
}

/** Pictures that a decoder makes of an fMP4 stream. */
export async function decodedPictures(stream: Buffer): Promise<number> {
  const decoder = spawn(process.env['LUBART_FFMPEG'] ?? 'ffmpeg', ['-v', 'error', '-i', 'pipe:0', '-map', '0:v', '-f', 'framecrc', 'pipe:1'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  let lines = '';
  decoder.stdout.on('data', (chunk: Buffer) => (lines += chunk.toString()));
  // It may stop reading before the last, cut off fragment.
  decoder.stdin.on('error', () => undefined);
  decoder.stdin.end(stream);
  await new Promise((resolve, reject) => {
    decoder.once('error', reject);
    decoder.once('close', resolve);
  });
  return lines.split('\n').filter((line) => line !== '' && !line.startsWith('#')).length;
}
