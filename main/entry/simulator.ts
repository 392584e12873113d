/** The demo city's cameras as a process of their own. Tells its milestones on stdout, one JSON object a line; logs on stderr. */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { createLogger } from '../kernel/log.ts';
import { findResource } from '../simulator/city/resource-file.ts';
import { readCity } from '../simulator/city/city-file.ts';
import { createClipLibrary } from '../simulator/clips/index.ts';
import { startSimulator, type Simulator } from '../simulator/index.ts';
import { createLiveViewFactory } from '../simulator/live-view/index.ts';
import { FRAMES_PER_SECOND, SKETCH_SECONDS } from '../simulator/types.ts';

const PARALLEL_DRAWING = 2;

/** Used when the environment names none: these cameras guard nothing but drawings. */
const DEFAULT_PASSWORD = 'demo-camera';

const optionsSchema = z.object({
  'port-base': z.coerce.number().int().min(1025).max(65_000).default(28_554),
  cameras: z.coerce.number().int().min(1).max(1000).default(16),
  cache: z.string().min(1),
  ffmpeg: z.string().min(1).default('ffmpeg'),
  user: z
    .string()
    .regex(/^[\x21-\x7e]{1,32}$/)
    .default('admin'),
  light: z.enum(['auto', 'day', 'night', 'mixed']).default('auto'),
  events: z.enum(['off', 'normal', 'often']).default('normal'),
  'city-key': z
    .string()
    .regex(/^[a-z0-9-]{1,64}$/)
    .default('demo-city'),
  leash: z.boolean().default(false),
});

type Options = z.infer<typeof optionsSchema>;

const log = createLogger({ level: 'info' });

function tell(message: object): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

function readOptions(): Options {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: {
      'port-base': text,
      cameras: text,
      cache: text,
      ffmpeg: text,
      user: text,
      light: text,
      events: text,
      'city-key': text,
      leash: { type: 'boolean' },
    },
  });
  return optionsSchema.parse(values);
}

async function run(): Promise<void> {
  const options = readOptions();
  if (options['port-base'] + options.cameras > 65_535) throw new Error('The ports of the last cameras would be above 65535');
  let simulator: Simulator | null = null;
  let leaving = false;

  const leave = (why: string): void => {
    if (leaving) return;
    leaving = true;
    log.info({ why }, 'The demo city closes');
    const closed = simulator?.close() ?? Promise.resolve();
    closed.then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'Could not close in order');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => leave('terminated'));
  process.on('SIGINT', () => leave('interrupted'));
  process.on('disconnect', () => leave('the parent is gone'));
  if (options.leash) {
    process.stdin.on('end', () => leave('the parent closed the leash'));
    process.stdin.on('error', () => leave('the leash broke'));
    process.stdin.resume();
  }
  // The parent may die without reading on; that is no reason to fail in the middle of closing.
  process.stdout.on('error', () => leave('nobody reads any more'));

  const logLine = (level: 'info' | 'warn' | 'error', message: string, data: object = {}): void => log[level](data, message);
  simulator = await startSimulator({
    city: await readCity(findResource('demo-city/cameras.json')),
    cameraCount: options.cameras,
    portBase: options['port-base'],
    credentials: { user: options.user, password: process.env['LUBART_SIM_PASSWORD'] ?? DEFAULT_PASSWORD },
    light: options.light,
    events: options.events,
    clips: createClipLibrary({ cacheDir: options.cache, ffmpegPath: options.ffmpeg, log: logLine }),
    sketches: createClipLibrary({ cacheDir: options.cache, ffmpegPath: options.ffmpeg, log: logLine, frames: SKETCH_SECONDS * FRAMES_PER_SECOND }),
    liveViews: createLiveViewFactory({ ffmpegPath: options.ffmpeg, log: logLine }),
    ffmpegPath: options.ffmpeg,
    parallelDrawing: PARALLEL_DRAWING,
    cityKey: options['city-key'],
    onProgress: ({ done, total, clip }) => tell({ type: 'progress', done, total, clip }),
    log,
  });
  const { rtspPort, controlPort, cameras } = simulator;
  await Promise.race([simulator.firstCameraUp, simulator.allCamerasUp]);
  if (!cameras.some((camera) => camera.state === 'up')) throw new Error('No clip could be drawn; the log says why');
  tell({ type: 'ready', rtspPort, controlPort, cameras: cameras.length });
  await simulator.allCamerasUp;
  tell({ type: 'complete', camerasUp: cameras.filter((camera) => camera.state === 'up').length, cameras: cameras.length });
}

run().catch((error: unknown) => {
  log.error({ err: error }, 'The demo city could not be opened');
  tell({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  process.exit(1);
});
