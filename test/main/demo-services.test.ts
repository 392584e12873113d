/** The demo's services as the demo starts them: a process of its own, killed and started again. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { readMail } from '#main/demo-services/mail-reader.ts';
import { newIncident, openDesk } from '../helpers/incident-desk.ts';
import { WEBHOOK_SECRET } from '../helpers/receivers.ts';
import { until } from '../helpers/until.ts';

const root = join(import.meta.dirname, '../..');
const closings: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close();
});

interface Ready {
  smtpPort: number;
  httpPort: number;
}

async function start(dir: string, ports?: Ready): Promise<{ child: ChildProcess; ready: Ready; exited: Promise<unknown> }> {
  const args = ['--import', 'tsx', join(root, 'main/entry/demo-services.ts'), '--dir', dir, '--leash'];
  if (ports) args.push('--smtp-port', String(ports.smtpPort), '--http-port', String(ports.httpPort));
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, LUBART_DEMO_WEBHOOK_SECRET: WEBHOOK_SECRET },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  closings.push(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  let printed = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (printed += chunk));
  const line = await until('it is ready', () => printed.split('\n').find((one) => one.includes('"ready"')));
  return { child, ready: JSON.parse(line) as Ready, exited };
}

const messages = async (port: number) =>
  (await (await fetch(`http://127.0.0.1:${port}/messages`)).json()) as { key: string; channel: string; number: string; deliveries: number; effects: number }[];

it('receives by both channels, keeps it through a kill, and counts a repeated delivery once', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'lubart-demo-'));
  closings.push(() => rmSync(dir, { recursive: true, force: true }));
  const first = await start(dir);
  const desk = await openDesk();
  closings.push(() => desk.close());
  await desk.dispatch.useDemoEndpoints({ ...first.ready, webhookSecret: WEBHOOK_SECRET });
  const services = await desk.as(desk.inspector).dispatch.services();
  expect(services.map((service) => service.code)).toEqual(['101', '102', '103', '104', '1560', '1570', '1580', '1590']);
  const wanted = services.filter((service) => ['102', '103'].includes(service.code));
  const incident = await desk
    .as(desk.inspector)
    .incidents.create(newIncident({ categoryKey: 'crash-injured', dispatches: wanted.map((service) => ({ serviceId: service.id, priority: 1, text: '' })) }));
  await until('both arrived', async () => (await messages(first.ready.httpPort)).length === 2);
  await until('the desk knows', async () => (await desk.incidents.get(incident.id)).dispatchList.every((one) => one.state === 'delivered'));

  first.child.kill('SIGKILL');
  await first.exited;
  for (const one of incident.dispatchList) await desk.as(desk.inspector).dispatch.resend({ id: one.id });
  const second = await start(dir);
  await desk.dispatch.useDemoEndpoints({ ...second.ready, webhookSecret: WEBHOOK_SECRET });
  await until('delivered again', async () => (await messages(second.ready.httpPort)).every((message) => message.deliveries === 2));
  const kept = await messages(second.ready.httpPort);
  expect(kept.map((message) => [message.channel, message.number, message.effects]).sort()).toEqual([
    ['email', incident.number, 1],
    ['webhook', incident.number, 1],
  ]);
  const page = await (await fetch(`http://127.0.0.1:${second.ready.httpPort}/`)).text();
  expect(page).toContain(incident.number);

  second.child.stdin?.end();
  await second.exited;
});

it('takes no message without a good signature', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'lubart-demo-'));
  closings.push(() => rmSync(dir, { recursive: true, force: true }));
  const { ready } = await start(dir);
  const post = (headers: Record<string, string>) =>
    fetch(`http://127.0.0.1:${ready.httpPort}/hooks/102`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'x', ...headers },
      body: '{"type":"test"}',
    });
  expect((await post({})).status).toBe(401);
  expect((await post({ 'lubart-timestamp': String(Math.floor(Date.now() / 1000)), 'lubart-signature': 'v1=00' })).status).toBe(401);
  expect(await messages(ready.httpPort)).toEqual([]);
});

it('reads a mail in Ukrainian', () => {
  const mail = readMail(
    [
      'Subject: =?UTF-8?Q?=D0=94=D0=A2?= =?UTF-8?B?0J8=?=',
      'Content-Type: multipart/alternative; boundary="b"',
      '',
      '--b',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      '=D0=9F=D1=80=D0=B8=\r\n=D0=B2=D1=96=D1=82',
      '--b--',
      '',
    ].join('\r\n'),
  );
  expect([mail.headers.get('subject'), mail.text.trim()]).toEqual(['ДТП', 'Привіт']);
});
