/** Worker thread: draws one live view by the wall clock and has ffmpeg encode it. */
import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { parentPort, workerData } from 'node:worker_threads';
import { ffmpegArguments } from '../clips/encoder.ts';
import { buildScene } from '../scenes/index.ts';
import { LOOP_FRAMES } from '../scenes/motion/loop.ts';
import { SceneRenderer } from '../scenes/scene-renderer.ts';
import { FRAMES_PER_SECOND, type ProfileName, type PtzPosition } from '../types.ts';
import { AviPictures } from './avi-pictures.ts';
import type { LiveViewCommand, LiveViewOrder, LiveViewReport } from './messages.ts';
import { glide, poseAt } from './ptz-pose.ts';

/** More missed pictures than this are not made up for; the machine slept. */
const MOST_REPEATS = FRAMES_PER_SECOND * 2;
const MOST_COMPLAINT = 2000;

if (parentPort === null) throw new Error('the live view worker runs in a worker thread only');
const port = parentPort;
const order = workerData as LiveViewOrder;
const tell = (report: LiveViewReport): void => {
  port.postMessage(report);
};

/** Frames since the epoch; the loop and the key frames follow the wall clock. */
const tickNow = (): number => Math.floor((Date.now() * FRAMES_PER_SECOND) / 1000);

let stage = buildScene(order.scene, order.look, order.light, order.event);
let renderer = new SceneRenderer(stage);
let position: PtzPosition = order.position;
let wanted: PtzPosition = order.position;
let closing = false;
let timer: NodeJS.Timeout | undefined;
let pixels: Buffer = Buffer.alloc(0);
let tick = tickNow();

const ffmpeg = spawn(order.ffmpegPath, ffmpegArguments({ main: 'pipe:1', sub: 'pipe:3' }, { firstTick: tick }), { stdio: ['pipe', 'pipe', 'pipe', 'pipe'] });
let complaint = '';
ffmpeg.stderr.setEncoding('utf8').on('data', (text: string) => {
  complaint = (complaint + text).slice(-MOST_COMPLAINT);
});
const end = (reason: string | null): void => {
  if (timer !== undefined) clearTimeout(timer);
  tell({ kind: 'ended', reason: closing ? null : reason });
  port.close();
};
ffmpeg.once('spawn', () => {
  tell({ kind: 'started' });
  drawNext();
});
ffmpeg.once('error', (error) => {
  if (ffmpeg.pid === undefined) end(`ffmpeg could not be started: ${error.message}`);
});
ffmpeg.once('close', (code, signal) => {
  if (ffmpeg.pid !== undefined) end(`ffmpeg ended with ${signal ?? `code ${String(code)}`}: ${complaint.trim()}`);
});
// The encoder's own end is reported by its exit; a broken pipe is only the echo of it.
ffmpeg.stdin.on('error', () => undefined);

const listen = (stream: Readable, profile: ProfileName): void => {
  const pictures = new AviPictures((annexB) => {
    tell({ kind: 'picture', profile, annexB });
  });
  stream.on('data', (bytes: Buffer) => {
    pictures.push(bytes);
  });
};
listen(ffmpeg.stdout, 'main');
listen(ffmpeg.stdio[3] as Readable, 'sub');

port.on('message', (command: LiveViewCommand) => {
  if (command.kind === 'position') wanted = command.position;
  else if (command.kind === 'scene') {
    stage = buildScene(order.scene, order.look, command.light, command.event);
    renderer = new SceneRenderer(stage);
  } else {
    closing = true;
    ffmpeg.kill('SIGKILL');
  }
});

/** Draws the picture of this tick, after repeating the last one for ticks that were missed: the count must stay in step. */
function drawNext(): void {
  if (closing) return;
  const now = tickNow();
  const missed = now - tick;
  for (let i = 0; i < Math.min(missed, MOST_REPEATS) && pixels.length > 0; i++) ffmpeg.stdin.write(pixels);
  // After a long sleep the whole seconds are skipped, so that key frames stay on the second.
  tick = missed > MOST_REPEATS ? tick + MOST_REPEATS + Math.floor((missed - MOST_REPEATS) / FRAMES_PER_SECOND) * FRAMES_PER_SECOND : now;
  position = glide(position, wanted);
  renderer.draw(((tick % LOOP_FRAMES) + LOOP_FRAMES) % LOOP_FRAMES, poseAt(stage.home, position));
  pixels = renderer.pixels();
  tick++;
  const wait = (): void => {
    timer = setTimeout(drawNext, Math.max(0, (tick * 1000) / FRAMES_PER_SECOND - Date.now()));
  };
  ffmpeg.stdin.write(pixels, (error) => {
    if (!error) wait();
  });
}
