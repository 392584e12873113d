/**
 * The host's parts die, one after the other, while it runs: the media gateway, the cameras, the services' receivers.
 * Each time the desk is told, and everything comes back by itself.
 */
import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LIVE_CLOSE } from '#main/features/gateway/index.ts';
import { newId } from '#main/kernel/ids.ts';
import type { Client } from '#shared/contract/index.ts';
import type { Dispatch } from '#shared/contract/dispatch.ts';
import { lastHostLog, startServer, type RunningServer } from '../helpers/built-server.ts';
import { demoInbox, demoPorts } from '../helpers/demo-inbox.ts';
import { connectDesk, signIn, type DeskConnection } from '../helpers/desk-connection.ts';
import { decodedPictures, watchLive, type LiveViewer } from '../helpers/live-viewer.ts';
import { childRunning } from '../helpers/processes.ts';
import { until } from '../helpers/until.ts';

const CAMERAS = 3;
/** A new part has to start, sign in at every camera and wait for a key frame, on a machine that does much else. */
const BACK_WITHIN_MS = 60_000;
const PICTURES = 12;

let server: RunningServer;
let desk: DeskConnection;
let client: Client;
let cameraIds: string[] = [];

const allStream = async () => {
  const cameras = await client.cameras.list();
  return cameras.length === CAMERAS && cameras.every(({ state }) => state === 'streaming');
};
const allRecorded = async () => (await client.host.status()).recorder.recording === CAMERAS;

/** Waits until a tile that opened just now shows pictures that can be decoded. */
async function seesPictures(cameraId: string): Promise<LiveViewer> {
  const viewer = await watchLive(client, server.origin, cameraId);
  await until('enough of the picture has come to decode it', async () => (await decodedPictures(viewer.received())) >= PICTURES, BACK_WITHIN_MS);
  return viewer;
}

/** Kills the part and whatever is started in its place until the desk has noticed what it should. */
async function keepKilling(program: 'go2rtc' | 'simulator.js', what: string, isNoticed: () => Promise<boolean>): Promise<void> {
  await until(
    what,
    async () => {
      const child = childRunning(server.pid, program);
      if (child) process.kill(child.pid, 'SIGKILL');
      return isNoticed();
    },
    BACK_WITHIN_MS,
  );
}

/** Waits until the archive tells of a break since `since` with this cause, recorded before and after. */
async function archiveTellsBreak(cameraId: string, since: number, cause: string): Promise<void> {
  await until(
    `the archive goes on after ${cause}`,
    async () => {
      const { spans } = await client.recording.timeline({ cameraId, from: since - 60_000, to: Date.now() });
      const at = spans.findIndex((span) => span.cause === cause && span.to > since);
      return spans[at - 1]?.state === 'recorded' && spans.slice(at).some(({ state }) => state === 'recorded');
    },
    BACK_WITHIN_MS,
  );
}

beforeAll(async () => {
  server = await startServer({ cameras: CAMERAS, args: ['--light', 'day', '--events', 'off'] });
  desk = connectDesk(server.origin, await signIn(server.origin, 'inspector'));
  client = desk.client;
});
afterAll(async () => {
  desk?.close();
  await server?.close();
});
beforeEach(({ onTestFailed }) => {
  onTestFailed(() => void process.stderr.write(lastHostLog(server.dataDir)));
});

it('shows the city first', async () => {
  await until('all cameras stream and are recorded', async () => (await allStream()) && (await allRecorded()), 100_000);
  cameraIds = (await client.cameras.list()).map(({ id }) => id);
  await until(
    'something of every camera is in the archive',
    async () => {
      const timelines = await Promise.all(cameraIds.map((cameraId) => client.recording.timeline({ cameraId, from: Date.now() - 60_000, to: Date.now() })));
      return timelines.every(({ spans }) => spans.some(({ state }) => state === 'recorded'));
    },
    BACK_WITHIN_MS,
  );
});

describe('kill -9 of the media gateway', () => {
  let killedAt = 0;
  let before: LiveViewer;

  it('is told at the desk: the part is down, the pictures stand, the tile is asked to open again', async () => {
    before = await seesPictures(cameraIds[0] ?? '');
    killedAt = Date.now();
    await keepKilling('go2rtc', 'the desk is told that the gateway is down', async () => {
      const { gateway } = await client.host.status();
      return gateway.state === 'bad' && gateway.reason === 'gatewayDown';
    });
    await keepKilling('go2rtc', 'every camera is said to stand', async () =>
      (await client.cameras.list()).every(({ state, stateReason }) => state === 'stalled' && stateReason === 'gatewayDown'),
    );
    await until('the socket of the tile is closed', () => before.closeCode() !== null);
    expect(before.closeCode()).toBe(LIVE_CLOSE.reopen);
  });

  it('comes back by itself, and a new ticket shows pictures again', async () => {
    await until('the gateway is up', async () => (await client.host.status()).gateway.state === 'ok', BACK_WITHIN_MS);
    const after = await seesPictures(cameraIds[0] ?? '');
    after.close();
    await until('all cameras stream', allStream, BACK_WITHIN_MS);
  });

  it('leaves a gap with its cause in the recording, which goes on', async () => {
    for (const cameraId of cameraIds) await archiveTellsBreak(cameraId, killedAt, 'gateway-restarted');
    expect(await allRecorded()).toBe(true);
  });

  it('is no fault of the cameras: nobody is alarmed about them', async () => {
    expect((await client.alarms.list()).filter(({ kind }) => kind === 'signal-lost' || kind === 'picture-stalled')).toEqual([]);
  });
});

describe('kill -9 of all cameras', () => {
  let killedAt = 0;
  const alarmsOfCameras = async () => (await client.alarms.list()).filter(({ kind, cameraId }) => kind === 'signal-lost' && cameraIds.includes(cameraId ?? ''));

  it('is told at the desk: not reachable, and an alarm for each', async () => {
    killedAt = Date.now();
    await keepKilling('simulator.js', 'every camera is said to be unreachable', async () =>
      (await client.cameras.list()).every(({ state }) => state === 'unreachable'),
    );
    await keepKilling('simulator.js', 'each has its alarm', async () => (await alarmsOfCameras()).filter(({ endedAt }) => endedAt === null).length === CAMERAS);
  });

  it('they come back by themselves as the same cameras, with their pictures', async () => {
    await until('all cameras stream', allStream, BACK_WITHIN_MS);
    expect((await client.cameras.list()).map(({ id }) => id).sort()).toEqual([...cameraIds].sort());
    for (const cameraId of cameraIds) (await seesPictures(cameraId)).close();
  });

  it('the alarms end, and stay until somebody has seen them', async () => {
    await until('every alarm has ended', async () => (await alarmsOfCameras()).every(({ endedAt }) => endedAt !== null), BACK_WITHIN_MS);
    expect((await alarmsOfCameras()).map(({ cameraId }) => cameraId).sort()).toEqual([...cameraIds].sort());
    for (const { id } of await alarmsOfCameras()) await client.alarms.acknowledge({ id });
    expect(await alarmsOfCameras()).toEqual([]);
  });

  it('leaves a gap with its cause in the recording, which goes on', async () => {
    for (const cameraId of cameraIds) await archiveTellsBreak(cameraId, killedAt, 'camera-lost');
  });
});

describe('kill -9 of the receivers', () => {
  let number = '';
  let incidentId = '';
  let squatters: Server[] = [];
  const dispatches = async (): Promise<Dispatch[]> => (await client.incidents.get({ id: incidentId })).dispatchList;
  const stuckAlarms = async () => (await client.alarms.list()).filter((alarm) => alarm.kind === 'dispatch-undeliverable' && alarm.incidentId === incidentId);

  /** Takes a port as soon as it is free and hangs up on everybody, so that no receiver can start there. */
  async function squat(port: number): Promise<Server> {
    const squatter = createServer((socket) => socket.destroy());
    await until(
      `port ${port} is free`,
      () =>
        new Promise<boolean>((resolve, reject) => {
          squatter.once('error', reject);
          squatter.listen(port, '127.0.0.1', () => resolve(true));
        }),
    );
    return squatter;
  }

  afterAll(() => {
    for (const squatter of squatters) squatter.close();
  });

  it('what is dispatched meanwhile waits, is tried again, and the desk is told', async () => {
    const ports = demoPorts(server.pid) ?? { smtp: 0, http: 0 };
    process.kill(childRunning(server.pid, 'demo-services.js')?.pid ?? 0, 'SIGKILL');
    squatters = [await squat(ports.smtp), await squat(ports.http)];
    const services = await client.dispatch.services();
    const wanted = (['email', 'webhook'] as const).map((channel) => services.find((one) => one.channel === channel)?.id ?? '');
    const incident = await client.incidents.create({
      key: newId(),
      categoryKey: 'other',
      severity: 1,
      seenAt: Date.now(),
      cameraId: cameraIds[0] ?? null,
      place: 'Театральний майдан',
      district: 'Центр',
      position: null,
      text: 'Приймач лежить',
      dispatches: wanted.map((serviceId) => ({ serviceId, priority: 1 as const })),
    });
    ({ number, id: incidentId } = incident);
    await until(
      'each was tried three times',
      async () => (await dispatches()).every(({ attempts }) => attempts.filter(({ result }) => result === 'failed').length >= 3),
      BACK_WITHIN_MS,
    );
    expect((await dispatches()).map(({ state }) => state)).toEqual(['queued', 'queued']);
    expect((await client.host.status()).outbox).toMatchObject({ waiting: 2 });
    await until('the desk is alarmed for each', async () => (await stuckAlarms()).length === 2, BACK_WITHIN_MS);
  });

  it('arrives once the receivers are back, once in effect', async () => {
    for (const squatter of squatters) squatter.close();
    await until('both are delivered', async () => (await dispatches()).every(({ state }) => state === 'delivered'), BACK_WITHIN_MS);
    const arrived = (await demoInbox(server.pid)).filter((message) => message.number === number);
    expect(arrived.map(({ channel }) => channel).sort()).toEqual(['email', 'webhook']);
    expect((await client.host.status()).outbox).toMatchObject({ waiting: 0, state: 'ok' });
    await until('the alarms have ended', async () => (await stuckAlarms()).every(({ endedAt }) => endedAt !== null), BACK_WITHIN_MS);
  });

  it('a receiver that hangs in the middle gets the message again and counts it once', async () => {
    const receiver = childRunning(server.pid, 'demo-services.js')?.pid ?? 0;
    process.kill(receiver, 'SIGSTOP');
    const hook = (await dispatches()).find(({ channel }) => channel === 'webhook');
    if (!hook) throw new Error('no webhook was dispatched');
    try {
      await client.dispatch.resend({ id: hook.id });
      await until('an attempt is under way that nobody answers', async () => (await client.host.status()).outbox.waiting === 1);
      await until(
        'it was broken off',
        async () =>
          (await dispatches()).some(
            ({ id, attempts }) => id === hook.id && (attempts.at(-1)?.result ?? '') === 'failed' && attempts.length > hook.attempts.length,
          ),
        BACK_WITHIN_MS,
      );
    } finally {
      process.kill(receiver, 'SIGCONT');
    }
    await until('nothing waits in the outbox', async () => (await client.host.status()).outbox.waiting === 0, BACK_WITHIN_MS);
    const arrived = (await demoInbox(server.pid)).filter((message) => message.number === number && message.channel === 'webhook');
    expect(arrived).toHaveLength(1);
    expect(arrived[0]?.deliveries).toBeGreaterThan(1);
  });
});
