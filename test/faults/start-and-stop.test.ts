/** One host for one data folder, and nothing left behind when it is asked to end. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startRefused, startServer, type RunningServer } from '../helpers/built-server.ts';
import { connectDesk } from '../helpers/desk-connection.ts';
import { childRunning, descendantsOf, isRunning } from '../helpers/processes.ts';
import { until } from '../helpers/until.ts';

/** The exit code that the README and the launcher know. */
const DATA_IN_USE = 3;

let server: RunningServer;

beforeAll(async () => {
  server = await startServer({ cameras: 2, args: ['--light', 'day', '--events', 'off'] });
});
afterAll(async () => {
  await server?.close();
});

it('refuses a second start on the same data and says what to do, while the first runs on', async () => {
  const second = await startRefused({ dataDir: server.dataDir, cameras: 2 });
  expect(second.exitCode).toBe(DATA_IN_USE);
  expect(second.output).toContain(`Lubart already runs on this data folder (process ${server.pid}): ${server.dataDir}`);
  expect(second.output).toContain('--data OTHER-FOLDER');

  const { client, close } = connectDesk(server.origin);
  expect((await client.host.status()).database.state).toBe('ok');
  close();
});

it('ends everything it started when it is asked to end', async () => {
  await until('all parts run', () => (['go2rtc', 'simulator.js', 'demo-services.js'] as const).every((program) => childRunning(server.pid, program)), 60_000);
  const started = descendantsOf(server.pid);
  expect(started.length).toBeGreaterThanOrEqual(3);

  const ended = new Promise((resolve) => server.process.once('exit', (code) => resolve(code)));
  server.process.kill('SIGTERM');
  expect(await ended).toBe(0);
  // They are ended one after the other and waited for, so nothing may be left by now.
  expect(started.filter(isRunning).map(({ argv }) => argv.join(' '))).toEqual([]);
});
