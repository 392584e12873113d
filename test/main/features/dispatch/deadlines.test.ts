import { afterEach, describe, expect, it } from 'vitest';
import { newId } from '#main/kernel/ids.ts';
import { SECOND_LEVEL_AFTER_MS } from '#main/features/dispatch/deadline-watch.ts';
import { manualClock, openTestKernel } from '../../../helpers/kernel.ts';
import { enterService, newIncident, openDesk, type Desk } from '../../../helpers/incident-desk.ts';
import { openScripted } from '../../../helpers/receivers.ts';
import { until } from '../../../helpers/until.ts';

const closings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close();
});

async function waitingDispatch() {
  const inbox = await openScripted((response) => response.writeHead(200).end());
  closings.push(() => inbox.close());
  const clock = manualClock(Date.now());
  const desk = await openDesk({ kernel: await openTestKernel({ clock }) });
  closings.push(() => desk.close());
  const serviceId = await enterService(desk.kernel, { code: '102', channel: 'webhook', address: inbox.url, acceptWithinMs: 60_000 });
  const incident = await desk.as(desk.inspector).incidents.create(newIncident({ seenAt: clock.now(), dispatches: [{ serviceId, priority: 1 }] }));
  const dispatch = incident.dispatchList[0];
  if (!dispatch) throw new Error('no dispatch');
  await until('delivered', async () => (await desk.incidents.get(incident.id)).dispatchList[0]?.state === 'delivered');
  /** As its timer would, at a time of the test's choosing. */
  const pass = (ms: number) => {
    clock.advance(ms);
    desk.kernel.bus.announce('dispatch.changed', [dispatch.id]);
  };
  return { desk, incidentId: incident.id, dispatch, pass };
}

const alarmOf = async (desk: Desk, kind: string) => (await desk.as(desk.inspector).alarms.list()).find((alarm) => alarm.kind === kind);

describe('a dispatch that nobody takes over', () => {
  it('escalates in two steps, each an entry of the journal, and one alarm that ends with acceptance', async () => {
    const { desk, incidentId, dispatch, pass } = await waitingDispatch();
    expect(dispatch.acceptDueAt - dispatch.createdAt).toBe(60_000);
    pass(60_000);
    const alarm = await until('the alarm', () => alarmOf(desk, 'dispatch-overdue'));
    expect(alarm).toMatchObject({ severity: 1, dispatchId: dispatch.id, endedAt: null, data: { service: '102' } });
    pass(SECOND_LEVEL_AFTER_MS);
    await until('the second level', async () => (await desk.incidents.get(incidentId)).dispatchList[0]?.escalation === 2);
    const { journal } = await desk.incidents.get(incidentId);
    expect(journal.filter((entry) => entry.kind === 'escalation').map((entry) => entry.data['level'])).toEqual(['1', '2']);
    await desk.as(desk.inspector).dispatch.acceptByPhone({ id: dispatch.id, name: 'Черговий Петренко' });
    await until('the alarm ended', async () => (await alarmOf(desk, 'dispatch-overdue'))?.endedAt);
    const acknowledged = await desk.as(desk.inspector).alarms.acknowledge({ id: alarm.id });
    expect(acknowledged.acknowledgedBy).toBe('Олена Коваль');
    expect(await alarmOf(desk, 'dispatch-overdue')).toBeUndefined();
    const accepted = (await desk.incidents.get(incidentId)).dispatchList[0];
    expect(accepted?.facts.at(-1)).toMatchObject({ state: 'accepted', by: 'Черговий Петренко' });
  });

  it('is remembered as late across a restart, without a second entry', async () => {
    const { desk, incidentId, dispatch, pass } = await waitingDispatch();
    pass(61_000);
    await until('the alarm', () => alarmOf(desk, 'dispatch-overdue'));
    await desk.stop();
    await desk.kernel.reopen();
    const next = await openDesk({ kernel: desk.kernel });
    closings.push(() => next.stop());
    next.kernel.bus.announce('dispatch.changed', [dispatch.id]);
    await until('the watch looked', async () => (await next.dispatch.outboxStatus()).waiting === 0);
    expect((await next.as(next.inspector).alarms.list()).filter((alarm) => alarm.kind === 'dispatch-overdue')).toHaveLength(1);
    expect((await next.incidents.get(incidentId)).journal.filter((entry) => entry.kind === 'escalation')).toHaveLength(1);
  });

  it('stops being an alarm when it is cancelled, or when the incident is closed', async () => {
    const first = await waitingDispatch();
    first.pass(61_000);
    await until('the alarm', () => alarmOf(first.desk, 'dispatch-overdue'));
    await first.desk.as(first.desk.inspector).dispatch.cancel({ id: first.dispatch.id, reason: 'помилка' });
    await until('it ended', async () => (await alarmOf(first.desk, 'dispatch-overdue'))?.endedAt);
    const second = await waitingDispatch();
    second.pass(61_000);
    await until('the alarm', () => alarmOf(second.desk, 'dispatch-overdue'));
    await second.desk.as(second.desk.inspector).incidents.changeState({ id: second.incidentId, to: 'closed-false', reason: 'навчання' });
    await until('it ended', async () => (await alarmOf(second.desk, 'dispatch-overdue'))?.endedAt);
  });
});

describe('the desk', () => {
  it('does not send the same incident twice to a service, but again after it is done', async () => {
    const { desk, incidentId, dispatch } = await waitingDispatch();
    const again = { incidentId, serviceId: dispatch.serviceId, priority: 1 as const };
    await expect(desk.as(desk.inspector).dispatch.send(again)).rejects.toMatchObject({ code: 'CONFLICT' });
    await desk.as(desk.inspector).dispatch.cancel({ id: dispatch.id, reason: 'помилка' });
    expect((await desk.as(desk.inspector).dispatch.send(again)).state).toBe('queued');
    await expect(desk.as(desk.inspector).dispatch.cancel({ id: dispatch.id, reason: 'ще раз' })).rejects.toMatchObject({ code: 'STEP_NOT_ALLOWED' });
    await expect(desk.as(desk.inspector).dispatch.resend({ id: dispatch.id })).rejects.toMatchObject({ code: 'STEP_NOT_ALLOWED' });
    await expect(desk.as(desk.inspector).dispatch.resend({ id: newId() })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('lets a delivery that comes late never move a state backwards', async () => {
    const { desk, incidentId, dispatch } = await waitingDispatch();
    await desk.as(desk.inspector).dispatch.acceptByPhone({ id: dispatch.id, name: 'Черговий' });
    await desk.as(desk.inspector).dispatch.resend({ id: dispatch.id });
    await until(
      'delivered again',
      async () => (await desk.incidents.get(incidentId)).dispatchList[0]?.attempts.filter((attempt) => attempt.result === 'delivered').length === 2,
    );
    expect((await desk.incidents.get(incidentId)).dispatchList[0]?.state).toBe('accepted');
  });

  it('tests a service for administrators alone, and tells what went wrong', async () => {
    const { desk, dispatch } = await waitingDispatch();
    await expect(desk.as(desk.inspector).dispatch.testService({ id: dispatch.serviceId })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    await expect(desk.as(desk.administrator).dispatch.testService({ id: dispatch.serviceId })).resolves.toEqual({ ok: true });
    const deaf = await enterService(desk.kernel, { code: '900', channel: 'webhook', address: 'http://127.0.0.1:9/' });
    await expect(desk.as(desk.administrator).dispatch.testService({ id: deaf })).rejects.toMatchObject({ code: 'NOT_AVAILABLE' });
  });
});
