/** The demo city opens by itself, survives the death of its parts, and is the same city after a restart. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDemo, type DemoEndpoints, type DemoFeature } from '#main/features/demo/index.ts';
import { openCameraRig, type CameraRig } from '../helpers/camera-rig.ts';
import { until } from '../helpers/until.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const CAMERAS = 2;

let entryDir: string;
let rig: CameraRig;
let demo: DemoFeature;
let told: DemoEndpoints[] = [];

/** Programs are started as built files; here each is a line that runs its source. */
function writeEntry(name: string, source: string): void {
  const url = (...path: string[]) => JSON.stringify(pathToFileURL(join(ROOT, ...path)).href);
  writeFileSync(
    join(entryDir, `${name}.js`),
    `import { register } from ${url('node_modules', 'tsx', 'dist', 'esm', 'api', 'index.mjs')};\nregister();\nawait import(${url(source)});\n`,
  );
}

async function openDemo(): Promise<DemoFeature> {
  const opened = createDemo(rig.kernel, {
    cameras: rig.cameras,
    discovery: rig.discovery,
    dispatch: {
      useDemoEndpoints(endpoints) {
        told.push(endpoints);
        return Promise.resolve();
      },
    },
  });
  await opened.decision.start();
  await opened.start();
  return opened;
}

beforeAll(async () => {
  entryDir = mkdtempSync(join(tmpdir(), 'lubart-entries-'));
  mkdirSync(entryDir, { recursive: true });
  writeFileSync(join(entryDir, 'package.json'), '{"type":"module"}');
  writeEntry('simulator', 'test/main/features/demo/quick-simulator.ts');
  writeEntry('demo-services', 'main/entry/demo-services.ts');
  rig = await openCameraRig({
    start: ['gateway', 'health'],
    config: { entryDir, isDemoAllowed: true, demo: { cameras: CAMERAS, light: 'day', events: 'off' } },
  });
  demo = await openDemo();
});
afterAll(async () => {
  await demo?.stop();
  await rig?.close();
  rmSync(entryDir, { recursive: true, force: true });
});

const allStream = () => rig.cameras.all().length === CAMERAS && rig.cameras.all().every(({ state }) => state === 'streaming');

describe('a data folder without cameras', () => {
  it('becomes a demo city whose cameras are found and stream', async () => {
    expect(demo.isDemo()).toBe(true);
    await until('all cameras stream', allStream, 60_000);
    expect(rig.cameras.all().map(({ number }) => number)).toEqual(['К-008', 'К-012']);
    expect(told[0]).toEqual(demo.endpoints());
  });

  it('has its services listening where dispatch was told', async () => {
    const { httpPort } = demo.endpoints() ?? { httpPort: 0 };
    await until('the web server answers', async () => (await fetch(`http://127.0.0.1:${httpPort}/`)).status > 0);
  });
});

describe('when a part is killed', () => {
  it('the simulator comes back with the same cameras, and their pictures', async () => {
    const before = rig.cameras.all().map(({ id, address }) => [id, address]);
    const pid = demo.pids.simulator ?? 0;
    process.kill(pid, 'SIGKILL');
    // It may be back before any picture was missed, so the loss itself is not waited for.
    await until('another simulator runs', () => demo.pids.simulator !== null && demo.pids.simulator !== pid);
    await until('all cameras stream again', allStream, 60_000);
    expect(rig.cameras.all().map(({ id, address }) => [id, address])).toEqual(before);
  });

  it('the services come back on the same ports', async () => {
    const pid = demo.pids.services ?? 0;
    const { httpPort } = demo.endpoints() ?? { httpPort: 0 };
    process.kill(pid, 'SIGKILL');
    await until('another one runs', () => demo.pids.services !== pid && demo.pids.services !== null);
    await until('the web server answers', async () => (await fetch(`http://127.0.0.1:${httpPort}/`)).status > 0);
  });
});

describe('after a restart', () => {
  it('it is the same city on the same ports', async () => {
    const [endpoints, cameras] = [demo.endpoints(), rig.cameras.all().map(({ id }) => id)];
    await demo.stop();
    await until('the loss is seen', () => rig.cameras.all().every(({ state }) => state !== 'streaming'));
    told = [];
    demo = await openDemo();
    expect(demo.isDemo()).toBe(true);
    await until('all cameras stream', allStream, 60_000);
    expect(demo.endpoints()).toEqual(endpoints);
    expect(rig.cameras.all().map(({ id }) => id)).toEqual(cameras);
  });

  it('a host told to keep the demo away opens none', async () => {
    const kept = createDemo(
      { ...rig.kernel, config: { ...rig.kernel.config, isDemoAllowed: false } },
      { cameras: rig.cameras, discovery: rig.discovery, dispatch: { useDemoEndpoints: () => Promise.reject(new Error('not asked')) } },
    );
    await kept.decision.start();
    await kept.start();
    expect([kept.isDemo(), kept.pids.simulator, kept.endpoints()]).toEqual([false, null, null]);
    await kept.stop();
  });
});
