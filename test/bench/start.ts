/**
 * From launch to the first live picture on a desk: the built desktop on a data folder and a cache that an earlier start
 * has filled, signed in by the key of the first demo account as soon as the page offers it, until a tile has decoded a
 * frame. Against launch to first paint of an empty window of the same runtime, in turns, started in the same way.
 *
 * `--cameras N` (16) and `--runs N` (3) change the city and the number of turns.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { _electron } from '@playwright/test';
import type { HostStatus } from '#shared/contract/host.ts';
import { freePort } from '#main/protocols/loopback-ports.ts';
import { startDesktop } from '../helpers/built-app.ts';
import { printFigure } from '../helpers/figure.ts';
import { until } from '../helpers/until.ts';

/** The first start of all draws the city, which takes minutes on a slow machine. */
const DRAWN_WITHIN_MS = 20 * 60_000;
const SHOWN_WITHIN_MS = 120_000;
const SIZE = { width: 1920, height: 1080 };

const { values } = parseArgs({ options: { cameras: { type: 'string', default: '16' }, runs: { type: 'string', default: '3' } } });
const cameras = Number(values.cameras);
const runs = Number(values.runs);
const folder = mkdtempSync(join(tmpdir(), 'lubart-bench-'));
const dataDir = join(folder, 'data');

interface Launch {
  windowMs: number;
  signInMs: number;
  firstFrameMs: number;
}

/** Opens the city once and waits until all its cameras are known and drawn, so that the measured starts find them. */
async function prepareCity(): Promise<void> {
  const port = await freePort();
  const desktop = await startDesktop({ dataDir, cameras, args: ['--port', String(port)] });
  try {
    await until(
      'the city is drawn and all cameras stream',
      async () => {
        const status = (await (await fetch(`http://127.0.0.1:${port}/api/host/status`)).json()) as HostStatus;
        return status.tasks.length === 0 && status.gateway.cameras === cameras;
      },
      DRAWN_WITHIN_MS,
    );
  } finally {
    await desktop.close();
  }
}

async function launchProduct(): Promise<Launch> {
  const launchedMs = performance.now();
  const since = () => performance.now() - launchedMs;
  const desktop = await startDesktop({ dataDir, cameras, size: SIZE });
  try {
    const windowMs = since();
    await desktop.page.locator('.kbd', { hasText: 'Alt 1' }).waitFor({ timeout: SHOWN_WITHIN_MS });
    const signInMs = since();
    await desktop.page.keyboard.press('Alt+1');
    await desktop.page.waitForFunction(
      () => [...document.querySelectorAll<HTMLElement>('.live-tile')].some((tile) => Number(tile.dataset['frames']) > 0),
      undefined,
      { timeout: SHOWN_WITHIN_MS },
    );
    return { windowMs, signInMs, firstFrameMs: since() };
  } finally {
    await desktop.close();
  }
}

/** An empty window: one main script, one page of one colour (a page of no colour is never painted). */
function writeEmptyProgram(): string {
  const main = join(folder, 'empty.cjs');
  const page = 'data:text/html,<body style="background:%23123"></body>';
  writeFileSync(
    main,
    `const { app, BrowserWindow } = require('electron');
app.setPath('userData', ${JSON.stringify(join(folder, 'empty'))});
app.whenReady().then(() => new BrowserWindow({ width: ${SIZE.width}, height: ${SIZE.height} }).loadURL(${JSON.stringify(page)}));
`,
  );
  return main;
}

async function launchEmpty(main: string): Promise<number> {
  const launchedMs = performance.now();
  const app = await _electron.launch({ args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), main] });
  try {
    const page = await app.firstWindow();
    await page.waitForFunction(() => performance.getEntriesByName('first-paint').length > 0, undefined, { timeout: SHOWN_WITHIN_MS });
    return performance.now() - launchedMs;
  } finally {
    await app.close();
  }
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? 0)) / 2;
}

try {
  await prepareCity();
  const empty = writeEmptyProgram();
  const launches: Launch[] = [];
  const empties: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    empties.push(await launchEmpty(empty));
    launches.push(await launchProduct());
  }
  const whole = (numbers: readonly number[]) => numbers.map(Math.round);
  const of = (part: keyof Launch) => launches.map((launch) => launch[part]);
  printFigure({
    bench: 'start',
    unit: 'ms from launch to the first live frame on a tile',
    figure: median(of('firstFrameMs')),
    reference: median(empties),
    referenceIs: 'launch to first paint of an empty window of the same Electron, in turns with the product, driven in the same way',
    detail: {
      cameras,
      runs,
      medianWindowMs: Math.round(median(of('windowMs'))),
      medianSignInOfferedMs: Math.round(median(of('signInMs'))),
      firstFrameMs: whole(of('firstFrameMs')),
      emptyWindowMs: whole(empties),
      resolutionMs: 200,
    },
  });
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
