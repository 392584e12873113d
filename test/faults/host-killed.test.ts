/**
 * The host dies by SIGKILL, again and again, while desks log incidents and dispatch them. What it acknowledged is there
 * afterwards, once; what it had not acknowledged is logged once when the desk repeats it; what it started is gone.
 */
import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { newId } from '#main/kernel/ids.ts';
import type { Client } from '#shared/contract/index.ts';
import type { Incident, NewIncident } from '#shared/contract/incidents.ts';
import { lastHostLog, startServer, type RunningServer } from '../helpers/built-server.ts';
import { demoInbox } from '../helpers/demo-inbox.ts';
import { connectDesk, signIn, type DeskConnection } from '../helpers/desk-connection.ts';
import { descendantsOf, isRunning } from '../helpers/processes.ts';
import { until } from '../helpers/until.ts';

const ROUNDS = 8;
const DESKS = 4;
const CAMERAS = 3;
/** What dies with its parent dies at once; this is for a busy machine. */
const CHILDREN_GONE_WITHIN_MS = 5_000;

interface Acknowledged {
  sent: NewIncident;
  incident: Incident;
}

const dataDir = mkdtempSync(join(tmpdir(), 'lubart-killed-'));
const acknowledged: Acknowledged[] = [];
/** What each desk has sent and heard nothing of. */
const pending: (NewIncident | null)[] = Array.from({ length: DESKS }, () => null);
let server: RunningServer;
let inspector: string;
let cameraIds: string[] = [];
let serviceIds: string[] = [];

const start = () => startServer({ dataDir, cameras: CAMERAS, args: ['--light', 'day', '--events', 'off'] });

async function withClient<T>(token: string, use: (client: Client) => Promise<T>): Promise<T> {
  const desk = connectDesk(server.origin, token);
  try {
    return await use(desk.client);
  } finally {
    desk.close();
  }
}

function compose(desk: number): NewIncident {
  return {
    key: newId(),
    categoryKey: 'other',
    severity: 2,
    seenAt: Date.now(),
    cameraId: cameraIds[desk % CAMERAS] ?? null,
    place: `перехрестя ${desk}`,
    district: 'Центр',
    position: { lat: 50.75, lng: 25.32 },
    text: `Запис столу ${desk}, ${newId()}`,
    dispatches: serviceIds.map((serviceId) => ({ serviceId, priority: 1 as const })),
  };
}

/** Logs what is pending, or something new; a broken connection leaves it pending. */
async function logOne(desk: number, client: Client): Promise<void> {
  const sent = pending[desk] ?? compose(desk);
  pending[desk] = sent;
  const incident = await client.incidents.create(sent);
  acknowledged.push({ sent, incident });
  pending[desk] = null;
}

/** All desks log without a pause until the host is gone. */
async function logUntilKilled(connections: readonly DeskConnection[], isKilled: () => boolean): Promise<void> {
  await Promise.all(
    connections.map(async ({ client }, desk) => {
      for (;;) {
        try {
          await logOne(desk, client);
        } catch (error) {
          if (!isKilled()) throw error;
          return;
        }
      }
    }),
  );
}

/** One life of the host that ends in the middle of the work. */
async function runRound(): Promise<void> {
  const connections = Array.from({ length: DESKS }, () => connectDesk(server.origin, inspector));
  const enough = acknowledged.length + randomInt(3, 30);
  const started = descendantsOf(server.pid);
  let isKilled = false;
  const logging = logUntilKilled(connections, () => isKilled);
  await Promise.race([until('some incidents are logged', () => acknowledged.length >= enough, 60_000), logging]);
  await pause(randomInt(0, 40));
  started.push(...descendantsOf(server.pid));
  isKilled = true;
  await server.kill();
  await logging;
  for (const { close } of connections) close();
  await until('what the host had started is gone', () => !started.some(isRunning), CHILDREN_GONE_WITHIN_MS);
}

beforeAll(async () => {
  server = await start();
  inspector = await signIn(server.origin, 'inspector');
});
afterAll(async () => {
  await server?.close();
  rmSync(dataDir, { recursive: true, force: true });
});
beforeEach(({ onTestFailed }) => {
  onTestFailed(() => void process.stderr.write(lastHostLog(dataDir)));
});

it('is a centre with a city and services', async () => {
  await withClient(inspector, async (client) => {
    const services = await client.dispatch.services();
    serviceIds = (['email', 'webhook'] as const).map((channel) => services.find((one) => one.channel === channel)?.id ?? '');
    await until('the city is there and recorded', async () => (await client.host.status()).recorder.recording === CAMERAS, 100_000);
    cameraIds = (await client.cameras.list()).map(({ id }) => id);
  });
});

it('is killed and started again, and the desks repeat what was not acknowledged', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    await runRound();
    server = await start();
  }
  await withClient(inspector, async (client) => {
    for (let desk = 0; desk < DESKS; desk += 1) if (pending[desk]) await logOne(desk, client);
  });
  expect(acknowledged.length).toBeGreaterThanOrEqual(ROUNDS * 3);
});

it('has every acknowledged incident, whole and once', async () => {
  await withClient(inspector, async (client) => {
    const check = async ({ sent, incident }: Acknowledged) => {
      const found = await client.incidents.get({ id: incident.id });
      expect(found).toMatchObject({ number: incident.number, text: sent.text, place: sent.place, cameraId: sent.cameraId, isLocked: true });
      expect(found.chain).toMatchObject({ intact: true, brokenAtSeq: null });
      expect(found.journal.map(({ hash }) => hash).slice(0, incident.journal.length)).toEqual(incident.journal.map(({ hash }) => hash));
      expect(found.dispatchList.map(({ serviceId }) => serviceId).sort()).toEqual([...serviceIds].sort());
    };
    await Promise.all(acknowledged.map(check));
    const { total } = await client.incidents.list({ limit: 1 });
    expect(total).toBe(acknowledged.length);
    expect(new Set(acknowledged.map(({ incident }) => incident.number)).size).toBe(total);
  });
});

it('has delivered each dispatch once in effect', async () => {
  await withClient(inspector, async (client) => {
    await until('nothing waits in the outbox', async () => (await client.host.status()).outbox.waiting === 0, 60_000);
    const found = await Promise.all(acknowledged.map(({ incident }) => client.incidents.get({ id: incident.id })));
    expect(found.flatMap(({ dispatchList }) => dispatchList).filter(({ state }) => state !== 'delivered')).toEqual([]);
  });
  const inbox = await demoInbox(server.pid);
  const received = inbox.map(({ number, channel }) => `${number ?? ''} ${channel}`).sort();
  expect(received).toEqual(acknowledged.flatMap(({ incident }) => [`${incident.number} email`, `${incident.number} webhook`]).sort());
});

it('has an audit log without a break that names each incident once', async () => {
  await withClient(await signIn(server.origin, 'supervisor'), async (client) => {
    expect(await client.audit.verify()).toMatchObject({ intact: true, brokenAtSeq: null });
    const logged: (string | null)[] = [];
    for (let beforeSeq: number | undefined; beforeSeq !== 1;) {
      const rows = await client.audit.list({ limit: 500, ...(beforeSeq === undefined ? {} : { beforeSeq }) });
      // A repeated call that found its incident logged already is a row too, without an object of its own.
      logged.push(...rows.filter(({ action, objectId }) => action === 'incidents.create' && objectId !== null).map(({ objectId }) => objectId));
      beforeSeq = rows.at(-1)?.seq ?? 1;
    }
    expect(logged.sort()).toEqual(acknowledged.map(({ incident }) => incident.id).sort());
  });
});

it('records again, and says why there is nothing of the time between', async () => {
  await withClient(inspector, async (client) => {
    await until('all cameras are recorded again', async () => (await client.host.status()).recorder.recording === CAMERAS, 60_000);
    for (const cameraId of cameraIds) {
      await until(
        'the archive goes on',
        async () => {
          const now = Date.now();
          const { spans } = await client.recording.timeline({ cameraId, from: now - 10 * 60_000, to: now });
          const firstStop = spans.findIndex(({ cause }) => cause === 'host-stopped');
          return spans[firstStop - 1]?.state === 'recorded' && spans.slice(firstStop).some(({ state }) => state === 'recorded');
        },
        60_000,
      );
    }
  });
});
