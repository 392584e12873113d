import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actionsIn, DISPATCH_STATES, RESPONDER_ACTIONS, stateAfterAction, type DispatchState } from '#shared/domain/dispatch-status.ts';
import { newId } from '#main/kernel/ids.ts';
import { manualClock, openTestKernel } from '../../../helpers/kernel.ts';
import { enterService, newIncident, openDesk, type Desk } from '../../../helpers/incident-desk.ts';
import { until } from '../../../helpers/until.ts';

const clock = manualClock(Date.now());
let desk: Desk;
let serviceId: string;
beforeAll(async () => {
  desk = await openDesk({ kernel: await openTestKernel({ clock }) });
  serviceId = await enterService(desk.kernel, { code: '102', channel: 'webhook', address: 'http://127.0.0.1:9/' });
});
afterAll(() => desk.close());
const responder = () => desk.as(null).response;

/** A fresh dispatch and the token of its link. */
async function dispatched() {
  const incident = await desk.as(desk.inspector).incidents.create(newIncident({ seenAt: clock.now(), dispatches: [{ serviceId, priority: 1, text: '' }] }));
  const id = incident.dispatchList[0]?.id ?? '';
  const row = await desk.kernel.db.read.selectFrom('dispatch').select('token_sealed').where('id', '=', id).executeTakeFirstOrThrow();
  return { incidentId: incident.id, id, token: desk.kernel.secrets.open(row.token_sealed) };
}
const bring = (id: string, state: DispatchState) => desk.kernel.db.write((trx) => trx.updateTable('dispatch').set({ state }).where('id', '=', id).execute());

describe('every action in every state', () => {
  for (const state of DISPATCH_STATES.filter((one) => one !== 'cancelled')) {
    it(`${state}: takes what the table allows and refuses the rest`, async () => {
      for (const action of RESPONDER_ACTIONS) {
        const { id, token, incidentId } = await dispatched();
        await bring(id, state);
        const press = responder().act({ token, key: newId(), action, name: 'Іван', ...(action === 'refuse' ? { cause: 'no-crew' as const } : {}) });
        const wanted = stateAfterAction(state, action);
        if (wanted === null) {
          await expect(press, action).rejects.toMatchObject({ code: 'STEP_NOT_ALLOWED', data: { action, state } });
          continue;
        }
        const view = await press;
        expect(view.state, action).toBe(wanted);
        expect(view.actions).toEqual(actionsIn(wanted));
        const { journal } = await desk.incidents.get(incidentId);
        expect(journal.filter((entry) => entry.kind === 'dispatch-state').map((entry) => [entry.by, entry.data['state']])).toEqual([['Іван', wanted]]);
      }
    });
  }
});

describe('a press', () => {
  it('counts once, a hundred times at once', async () => {
    const { token, incidentId } = await dispatched();
    const key = newId();
    const views = [];
    for (let batch = 0; batch < 5; batch += 1)
      views.push(...(await Promise.all(Array.from({ length: 20 }, () => responder().act({ token, key, action: 'accept', name: 'Іван' })))));
    expect(views.every((view) => view.state === 'accepted')).toBe(true);
    const incident = await desk.incidents.get(incidentId);
    expect(incident.dispatchList[0]?.facts.filter((fact) => fact.state === 'accepted')).toHaveLength(1);
    expect(incident.journal.filter((entry) => entry.kind === 'dispatch-state')).toHaveLength(1);
    expect(incident.state).toBe('in-progress');
  });

  it('that waited for the network carries the time it was made, never later than now nor before the dispatch', async () => {
    const { token } = await dispatched();
    const sentAt = clock.now();
    clock.advance(60_000);
    const accepted = await responder().act({ token, key: newId(), action: 'accept', name: 'Іван', pressedAt: sentAt + 5_000 });
    expect(accepted.facts.at(-1)).toMatchObject({ state: 'accepted', at: sentAt + 5_000 });
    const going = await responder().act({ token, key: newId(), action: 'en-route', name: 'Іван', pressedAt: clock.now() + 3_600_000 });
    expect(going.facts.at(-1)?.at).toBe(clock.now());
    const scene = await responder().act({ token, key: newId(), action: 'on-scene', name: 'Іван', pressedAt: 0 });
    expect(scene.facts.at(-1)?.at).toBe(sentAt);
  });

  it('on en route alone accepts too', async () => {
    const { token } = await dispatched();
    const view = await responder().act({ token, key: newId(), action: 'en-route', name: 'Іван' });
    expect(view.facts.map((fact) => fact.state).slice(-2)).toEqual(['accepted', 'en-route']);
  });

  it('of refusal needs its cause', async () => {
    const { token } = await dispatched();
    await expect(responder().act({ token, key: newId(), action: 'refuse', name: 'Іван' })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('is in the audit log without the token', async () => {
    const { token, id } = await dispatched();
    await responder().act({ token, key: newId(), action: 'accept', name: 'Іван' });
    const rows = await desk.audit.service.list({ limit: 20 });
    expect(rows.find((row) => row.action === 'response.act' && row.objectId === id)).toBeDefined();
    expect(JSON.stringify(rows)).not.toContain(token);
  });
});

describe('words to the desk', () => {
  it('become one journal entry and are found by search', async () => {
    const { token, incidentId } = await dispatched();
    const key = newId();
    for (let i = 0; i < 3; i += 1) await responder().say({ token, key, name: 'Іван', message: 'Потрібен автокран' });
    const { journal } = await desk.incidents.get(incidentId);
    expect(journal.filter((entry) => entry.kind === 'message').map((entry) => [entry.by, entry.text])).toEqual([['Іван', 'Потрібен автокран']]);
    expect((await desk.as(desk.inspector).incidents.list({ filter: { search: 'автокран' } })).total).toBe(1);
  });
});

describe('a link', () => {
  it('that never was, that is over, that was revoked: three different answers', async () => {
    await expect(responder().view({ token: 'A'.repeat(43) })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(responder().view({ token: 'short' })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    const revoked = await dispatched();
    await desk.as(desk.inspector).dispatch.cancel({ id: revoked.id, reason: 'помилка' });
    for (const call of [responder().view({ token: revoked.token }), responder().act({ token: revoked.token, key: newId(), action: 'accept', name: 'Іван' })]) {
      await expect(call).rejects.toMatchObject({ code: 'GONE', data: { reason: 'revoked' } });
    }
    const old = await dispatched();
    clock.advance(73 * 3_600_000);
    await expect(responder().view({ token: old.token })).rejects.toMatchObject({ code: 'GONE', data: { reason: 'expired' } });
  });

  it('is stored only as a hash and sealed', async () => {
    const { token } = await dispatched();
    const rows = JSON.stringify(await desk.kernel.db.read.selectFrom('dispatch').selectAll().execute());
    expect(rows).not.toContain(token);
  });

  it('opened is told once, and every opening is audited', async () => {
    const { token, id, incidentId } = await dispatched();
    for (let i = 0; i < 3; i += 1) await responder().view({ token });
    const incident = await desk.incidents.get(incidentId);
    expect(incident.dispatchList[0]?.state).toBe('opened');
    expect(incident.journal.filter((entry) => entry.kind === 'opened')).toHaveLength(1);
    const rows = await desk.audit.service.list({ limit: 50 });
    expect(rows.filter((row) => row.action === 'response.view' && row.objectId === id)).toHaveLength(3);
  });

  it('shows what the desk shares and nothing of other services but that they come', async () => {
    const { token, incidentId } = await dispatched();
    const other = await enterService(desk.kernel, { code: '103', channel: 'webhook', address: 'http://127.0.0.1:9/' });
    await desk.as(desk.inspector).dispatch.send({ incidentId, serviceId: other, priority: 2, text: 'таємно для 103' });
    await desk.as(desk.inspector).incidents.addEntry({ id: incidentId, key: newId(), text: 'Перекрито рух' });
    const view = await responder().view({ token });
    expect(view.others).toEqual([{ code: '103', state: 'queued' }]);
    expect(view.updates.map((update) => update.text)).toEqual(['Перекрито рух']);
    expect(JSON.stringify(view)).not.toContain('таємно');
  });

  it('that is opened again and again is told to wait', async () => {
    const { token } = await dispatched();
    const all = await Promise.allSettled(Array.from({ length: 130 }, () => responder().view({ token })));
    const refused = all.filter((one) => one.status === 'rejected');
    expect(refused).toHaveLength(10);
    expect(refused[0]).toMatchObject({ reason: { code: 'TOO_MANY' } });
  });
});

describe('watching', () => {
  it('yields the view again when something changed, and ends with the link', async () => {
    const { token, id } = await dispatched();
    const views: string[] = [];
    const watching = (async () => {
      for await (const view of await responder().watch({ token })) views.push(view.state);
    })();
    await until('the first view', () => views.length > 0);
    await desk.as(desk.inspector).dispatch.acceptByPhone({ id, name: 'Черговий Петренко' });
    await until('the change', () => views.includes('accepted'));
    await desk.as(desk.inspector).dispatch.cancel({ id, reason: 'помилка' });
    await watching;
  });
});
