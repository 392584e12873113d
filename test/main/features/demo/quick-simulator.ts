/** The simulator as a program of its own, with test pictures that are coded in a moment instead of drawn streets. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readCity } from '#main/simulator/city/city-file.ts';
import { findResource } from '#main/simulator/city/resource-file.ts';
import { startSimulator } from '#main/simulator/index.ts';
import { FFMPEG, testClipLibrary } from '../../simulator/network/test-clips.ts';

const { values } = parseArgs({
  strict: false,
  options: {
    'port-base': { type: 'string' },
    cameras: { type: 'string' },
    user: { type: 'string' },
    'city-key': { type: 'string' },
    leash: { type: 'boolean' },
  },
});
const tell = (message: object) => process.stdout.write(`${JSON.stringify(message)}\n`);
const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
process.stdin.on('end', () => process.exit(0)).resume();

const simulator = await startSimulator({
  city: await readCity(findResource('demo-city/cameras.json')),
  cameraCount: Number(values.cameras),
  portBase: Number(values['port-base']),
  credentials: { user: String(values.user), password: process.env['LUBART_SIM_PASSWORD'] ?? '' },
  light: 'day',
  events: 'off',
  clips: testClipLibrary(mkdtempSync(join(tmpdir(), 'quick-city-'))),
  liveViews: { open: () => Promise.reject(new Error('no live views here')) },
  ffmpegPath: FFMPEG,
  parallelDrawing: 2,
  cityKey: String(values['city-key']),
  onProgress: ({ done, total, clip }) => tell({ type: 'progress', done, total, clip }),
  log: silent,
});
await simulator.firstCameraUp;
tell({ type: 'ready', rtspPort: simulator.rtspPort, controlPort: simulator.controlPort, cameras: simulator.cameras.length });
await simulator.allCamerasUp;
tell({ type: 'complete', camerasUp: simulator.cameras.length, cameras: simulator.cameras.length });
