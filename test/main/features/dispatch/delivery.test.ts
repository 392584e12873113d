import { afterEach, describe, expect, it } from 'vitest';
import { newIncident, enterService, openDesk, type Desk } from '../../../helpers/incident-desk.ts';
import { openReceivers, openScripted, WEBHOOK_SECRET, type DemoReceivers, type ScriptedReceiver } from '../../../helpers/receivers.ts';
import { until } from '../../../helpers/until.ts';

const closings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close();
});

async function desk(options: Parameters<typeof openDesk>[0] = {}): Promise<Desk> {
  const opened = await openDesk(options);
  closings.push(() => opened.close());
  return opened;
}
async function receivers(options: Parameters<typeof openReceivers>[0] = {}): Promise<DemoReceivers> {
  const opened = await openReceivers(options);
  closings.push(() => opened.close());
  return opened;
}
async function scripted(answer: Parameters<typeof openScripted>[0]): Promise<ScriptedReceiver> {
  const opened = await openScripted(answer);
  closings.push(() => opened.close());
  return opened;
}

const smtp = (port: number) => ({ smtp: { host: '127.0.0.1', port, from: 'centre@lubart.invalid', startTls: 'never' as const } });

describe('delivery', () => {
  it('brings one incident to two services, each by its channel, with a link that answers', async () => {
    const inbox = await receivers();
    const at = await desk({ settings: smtp(inbox.smtpPort) });
    const police = await enterService(at.kernel, {
      code: '102',
      channel: 'webhook',
      address: `http://127.0.0.1:${inbox.httpPort}/hooks/102`,
      secret: WEBHOOK_SECRET,
    });
    const ambulance = await enterService(at.kernel, { code: '103', kind: 'ambulance', channel: 'email', address: 'duty-103@demo.invalid' });
    const incident = await at.as(at.inspector).incidents.create(
      newIncident({
        dispatches: [
          { serviceId: police, priority: 1, text: 'Перекрийте смугу' },
          { serviceId: ambulance, priority: 1, text: 'Один потерпілий' },
        ],
      }),
    );
    expect(incident.state).toBe('dispatched');
    const delivered = await until('both are delivered', async () => {
      const now = await at.incidents.get(incident.id);
      return now.dispatchList.every((one) => one.state === 'delivered') ? now : null;
    });
    const messages = inbox.store.list();
    expect(messages.map((one) => [one.service, one.channel, one.number, one.deliveries]).sort()).toEqual([
      ['102', 'webhook', incident.number, 1],
      ['103', 'email', incident.number, 1],
    ]);
    const mail = messages.find((one) => one.channel === 'email');
    expect(mail?.text).toContain('Один потерпілий');
    expect(mail?.text).toContain('пр. Соборності / пр. Молоді');
    for (const message of messages) {
      const token = message.responseUrl?.split('/r/')[1] ?? '';
      const view = await at.as(null).response.view({ token });
      expect(view.number).toBe(incident.number);
    }
    expect(delivered.dispatchList.map((one) => one.attempts.length)).toEqual([1, 1]);
    expect(delivered.journal.map((entry) => entry.kind)).toContain('delivery');
    expect(delivered.chain.intact).toBe(true);
  });

  it('waits for a receiver that is down, and arrives once it is up', async () => {
    const first = await openReceivers();
    const ports = { smtpPort: first.smtpPort, httpPort: first.httpPort };
    await first.close();
    const at = await desk({ settings: smtp(ports.smtpPort) });
    const police = await enterService(at.kernel, {
      code: '102',
      channel: 'webhook',
      address: `http://127.0.0.1:${ports.httpPort}/hooks/102`,
      secret: WEBHOOK_SECRET,
    });
    const guard = await enterService(at.kernel, { code: '1590', channel: 'email', address: 'duty-1590@demo.invalid' });
    const incident = await at.as(at.inspector).incidents.create(
      newIncident({
        dispatches: [
          { serviceId: police, priority: 1 },
          { serviceId: guard, priority: 2 },
        ],
      }),
    );
    await until('an attempt failed for each', async () =>
      (await at.incidents.get(incident.id)).dispatchList.every((one) => one.attempts.some((attempt) => attempt.result === 'failed')),
    );
    const inbox = await receivers({ ports });
    await until('both arrived', () => inbox.store.list().length === 2);
    await until('the desk knows', async () => (await at.incidents.get(incident.id)).dispatchList.every((one) => one.state === 'delivered'));
    expect(inbox.store.list().map((one) => one.effects)).toEqual([1, 1]);
  });

  it('sends again after 500 with the same key, and after 429 not before it was asked to', async () => {
    const inbox = await scripted((response, number) => {
      if (number === 1) response.writeHead(500).end();
      else if (number === 2) response.writeHead(429, { 'retry-after': '2' }).end();
      else response.writeHead(204).end();
    });
    const at = await desk();
    const service = await enterService(at.kernel, { code: '102', channel: 'webhook', address: inbox.url });
    const incident = await at.as(at.inspector).incidents.create(newIncident({ dispatches: [{ serviceId: service, priority: 1 }] }));
    await until('delivered', async () => (await at.incidents.get(incident.id)).dispatchList[0]?.state === 'delivered');
    expect(new Set(inbox.requests.map((request) => request.key)).size).toBe(1);
    const [, second, third] = inbox.requests;
    expect((third?.at ?? 0) - (second?.at ?? 0)).toBeGreaterThanOrEqual(1_990);
    const [dispatch] = (await at.incidents.get(incident.id)).dispatchList;
    expect(dispatch?.attempts.map((attempt) => [attempt.number, attempt.result, attempt.detail])).toEqual([
      [1, 'failed', 'HTTP 500'],
      [2, 'failed', 'HTTP 429'],
      [3, 'delivered', 'HTTP 204'],
    ]);
  });

  it('is not held up by a service that takes the call and never answers', async () => {
    const silent = await scripted(() => undefined);
    const quick = await scripted((response) => response.writeHead(200).end());
    const at = await desk({ attemptDeadlineMs: 300 });
    const silentId = await enterService(at.kernel, { code: '104', channel: 'webhook', address: silent.url });
    const quickId = await enterService(at.kernel, { code: '102', channel: 'webhook', address: quick.url });
    for (let i = 0; i < 6; i += 1) await at.as(at.inspector).incidents.create(newIncident({ dispatches: [{ serviceId: silentId, priority: 1 }] }));
    const incident = await at.as(at.inspector).incidents.create(
      newIncident({
        dispatches: [
          { serviceId: silentId, priority: 1 },
          { serviceId: quickId, priority: 3 },
        ],
      }),
    );
    const dispatches = await until('the quick one has it', async () => {
      const { dispatchList } = await at.incidents.get(incident.id);
      return dispatchList.find((one) => one.serviceCode === '102')?.state === 'delivered' ? dispatchList : null;
    });
    expect(dispatches.find((one) => one.serviceCode === '104')?.state).toBe('queued');
    await until('the silent one counts as failed', async () => {
      const all = await at.incidents.get(incident.id);
      return all.dispatchList.find((one) => one.serviceCode === '104')?.attempts.some((attempt) => attempt.detail.includes('deadline'));
    });
  });

  it('does not follow a redirect', async () => {
    const elsewhere = await scripted((response) => response.writeHead(200).end());
    const inbox = await scripted((response) => response.writeHead(307, { location: elsewhere.url }).end());
    const at = await desk();
    const service = await enterService(at.kernel, { code: '102', channel: 'webhook', address: inbox.url });
    const incident = await at.as(at.inspector).incidents.create(newIncident({ dispatches: [{ serviceId: service, priority: 1 }] }));
    await until('failed', async () => (await at.incidents.get(incident.id)).dispatchList[0]?.attempts[0]?.result === 'failed');
    expect(elsewhere.requests).toHaveLength(0);
  });

  it('alarms after three failures and goes on; ends the alarm once it got through', async () => {
    let isBroken = true;
    const inbox = await scripted((response) => response.writeHead(isBroken ? 503 : 200, isBroken ? { 'retry-after': '1' } : {}).end());
    const at = await desk();
    const service = await enterService(at.kernel, { code: '102', channel: 'webhook', address: inbox.url });
    const incident = await at.as(at.inspector).incidents.create(newIncident({ dispatches: [{ serviceId: service, priority: 1 }] }));
    const dispatchId = incident.dispatchList[0]?.id ?? '';
    await until('the alarm is raised', async () =>
      (await at.as(at.inspector).alarms.list()).find(
        (alarm) => alarm.kind === 'dispatch-undeliverable' && alarm.dispatchId === dispatchId && alarm.endedAt === null,
      ),
    );
    isBroken = false;
    await at.as(at.inspector).dispatch.resend({ id: dispatchId });
    await until('delivered', async () => (await at.incidents.get(incident.id)).dispatchList[0]?.state === 'delivered');
    await until('the alarm ended', async () => (await at.as(at.inspector).alarms.list()).find((alarm) => alarm.kind === 'dispatch-undeliverable')?.endedAt);
  });
});

describe('a host that dies', () => {
  it('sends what was committed but never sent', async () => {
    const inbox = await receivers();
    const at = await desk({ settings: smtp(inbox.smtpPort) });
    const police = await enterService(at.kernel, {
      code: '102',
      channel: 'webhook',
      address: `http://127.0.0.1:${inbox.httpPort}/hooks/102`,
      secret: WEBHOOK_SECRET,
    });
    await at.stop();
    const incident = await at.as(at.inspector).incidents.create(newIncident({ dispatches: [{ serviceId: police, priority: 1 }] }));
    expect(inbox.store.list()).toHaveLength(0);
    await at.kernel.reopen();
    const next = await openDesk({ kernel: at.kernel });
    closings.push(() => next.stop());
    await until('it arrived', () => inbox.store.list().length === 1);
    await until('the desk knows', async () => (await next.incidents.get(incident.id)).dispatchList[0]?.state === 'delivered');
  });

  it('sends an interrupted attempt again with the same key, and counts once in effect', async () => {
    // Takes the message but the answer never reaches the host: the worst moment to die.
    const answers: (() => void)[] = [];
    const inbox = await scripted((response, number) => {
      if (number === 1) answers.push(() => response.writeHead(200).end());
      else response.writeHead(200).end();
    });
    const at = await desk();
    const service = await enterService(at.kernel, { code: '102', channel: 'webhook', address: inbox.url });
    const incident = await at.as(at.inspector).incidents.create(newIncident({ dispatches: [{ serviceId: service, priority: 1 }] }));
    await until('the message is there', () => inbox.requests.length === 1);
    await at.stop();
    await at.kernel.reopen();
    const next = await openDesk({ kernel: at.kernel });
    closings.push(() => next.stop());
    const after = await until('delivered', async () => {
      const [dispatch] = (await next.incidents.get(incident.id)).dispatchList;
      return dispatch?.state === 'delivered' ? dispatch : null;
    });
    expect(inbox.requests).toHaveLength(2);
    expect(inbox.requests[0]?.key).toBe(inbox.requests[1]?.key);
    expect(after.attempts.map((attempt) => attempt.result)).toEqual(['failed', 'delivered']);
    expect(after.attempts[0]?.detail).toContain('interrupted');
  });
});
