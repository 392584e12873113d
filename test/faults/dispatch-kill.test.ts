/** kill -9 of the host in the middle of logging and dispatching: nothing acknowledged is lost, nothing counts twice. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '#main/db/open.ts';
import { createSecretBox } from '#main/kernel/secret-box.ts';
import { enterService, openDesk } from '../helpers/incident-desk.ts';
import { openTestKernel, type TestKernel } from '../helpers/kernel.ts';
import { openReceivers, WEBHOOK_SECRET, type DemoReceivers } from '../helpers/receivers.ts';
import { until } from '../helpers/until.ts';

const ROUNDS = 8;
const key = randomBytes(32);
let kernel: TestKernel;
let inbox: DemoReceivers;
let dir: string;
beforeAll(async () => {
  inbox = await openReceivers();
  kernel = await openTestKernel();
  kernel.secrets = createSecretBox(key, 'key-file');
  dir = join(kernel.dir, 'data');
  await enterService(kernel, { code: '102', channel: 'webhook', address: `http://127.0.0.1:${inbox.httpPort}/hooks/102`, secret: WEBHOOK_SECRET });
  await enterService(kernel, { code: '103', channel: 'email', address: 'duty-103@demo.invalid' });
  await kernel.db.close();
});
afterAll(async () => {
  await inbox.close();
  await kernel.close();
});

/** Runs the writer until it has acknowledged `count` incidents and `afterMs` more have passed, then kills it. */
async function runAndKill(count: number, afterMs: number): Promise<string[]> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', join(import.meta.dirname, 'dispatch-writer.ts'), dir, String(inbox.smtpPort), key.toString('hex')],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const exited = new Promise((resolve) => child.once('exit', resolve));
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (printed += chunk));
  const lines = () => printed.split('\n').slice(0, -1);
  await until('the writer works', () => lines().length >= count || child.exitCode !== null, 30_000);
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  child.kill('SIGKILL');
  await exited;
  return lines();
}

it('keeps and delivers all that was acknowledged, each once in effect', async () => {
  const acknowledged: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) acknowledged.push(...(await runAndKill(2 + round, round * 7)));
  expect(new Set(acknowledged).size).toBe(acknowledged.length);

  kernel.db = await openDatabase({ file: join(dir, 'lubart.db') });
  expect(await kernel.db.quickCheck()).toBe('ok');
  const desk = await openDesk({ kernel, settings: { smtp: { host: '127.0.0.1', port: inbox.smtpPort, from: 'centre@lubart.invalid', startTls: 'never' } } });
  try {
    await until('everything went out', async () => (await desk.dispatch.outboxStatus()).waiting === 0, 60_000);
    const numbers = (await kernel.db.read.selectFrom('incident').select(['number', 'id']).execute()).map((row) => row.number);
    expect(numbers).toEqual(expect.arrayContaining(acknowledged));
    const messages = inbox.store.list();
    // One message per service and incident, whatever the number of deliveries.
    expect(messages.map((message) => `${message.service} ${message.number}`).sort()).toEqual(
      numbers.flatMap((number) => [`102 ${number}`, `103 ${number}`]).sort(),
    );
    const chains = await Promise.all(
      (await kernel.db.read.selectFrom('incident').select('id').execute()).map(async ({ id }) => (await desk.incidents.get(id)).chain.intact),
    );
    expect(chains.every(Boolean)).toBe(true);
    expect((await desk.audit.service.verify()).intact).toBe(true);
  } finally {
    await desk.stop();
  }
});
