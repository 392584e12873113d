import { describe, expect, it } from 'vitest';
import type { Dispatch } from '#shared/contract/dispatch.ts';
import { dispatchClock } from '#renderer/features/incidents/dispatch/dispatch-clock.ts';
import { dispatchSteps, lineTone } from '#renderer/features/incidents/dispatch/dispatch-steps.ts';
import { orderDispatches } from '#renderer/features/incidents/dispatch/dispatch-order.ts';
import { fakeIncident } from '../../helpers/fake-city.ts';

const NOW = 1_800_000_000_000;
const incident = fakeIncident(NOW);
const line = (code: string): Dispatch => incident.dispatchList.find((each) => each.serviceCode === code) as Dispatch;

describe('the clock of a dispatch line', () => {
  const awaited: Dispatch = { ...line('103'), createdAt: NOW, acceptDueAt: NOW + 60_000, escalation: 0 };
  it('counts down to acceptance, turns yellow in the last third, then counts up', () => {
    expect(dispatchClock(awaited, NOW + 30_000)).toMatchObject({ meaning: 'acceptDueIn', ms: 30_000, isOver: false, tone: null });
    expect(dispatchClock(awaited, NOW + 41_000)).toMatchObject({ meaning: 'acceptDueIn', ms: 19_000, tone: 's3' });
    expect(dispatchClock(awaited, NOW + 75_000)).toMatchObject({ meaning: 'acceptOverdue', ms: 15_000, isOver: true, tone: 's1' });
  });
  it('counts from a refusal how long there is no service', () => {
    expect(dispatchClock(line('1580'), NOW)).toMatchObject({ meaning: 'withoutService', ms: 125_000, tone: 's2' });
  });
  it('says what the service does now and for how long', () => {
    expect(dispatchClock(line('102'), NOW)).toMatchObject({ meaning: 'onSceneFor', ms: 54_000, tone: null });
    expect(dispatchClock(line('101'), NOW)).toMatchObject({ meaning: 'enRouteFor', ms: 167_000 });
  });
  it('names the next try while a message does not get through', () => {
    const stuck: Dispatch = { ...awaited, state: 'undeliverable', stateSince: NOW - 5_000, nextAttemptAt: NOW + 8_000 };
    expect(dispatchClock(stuck, NOW)).toMatchObject({ meaning: 'notDelivered', ms: 5_000, tone: 's1', sub: { key: 'nextTry', at: NOW + 8_000 } });
  });
  it('stands still when it is over', () => {
    const done: Dispatch = { ...awaited, state: 'done', stateSince: NOW + 100_000 };
    expect(dispatchClock(done, NOW + 9_000_000)).toMatchObject({ meaning: 'doneAfter', ms: 100_000 });
    expect(dispatchClock({ ...awaited, state: 'cancelled' }, NOW).ms).toBeNull();
  });
});

describe('the stepper', () => {
  const kinds = (dispatch: Dispatch) => dispatchSteps(dispatch, NOW).map((step) => step.kind);
  it('shows delivery, acceptance and refusal as three different facts', () => {
    expect(kinds(line('103'))).toEqual(['done', 'done', 'late', 'todo', 'todo', 'todo']);
    expect(kinds(line('1580'))).toEqual(['done', 'done', 'refused', 'todo', 'todo', 'todo']);
    expect(kinds(line('102'))).toEqual(['done', 'done', 'done', 'done', 'present', 'todo']);
  });
  it('gives each step its time and the name of who did it', () => {
    const accepted = dispatchSteps(line('102'), NOW)[2];
    expect(accepted).toMatchObject({ at: NOW - 212_000, by: 'І. Ковальчук' });
  });
  it('says when acceptance is due while nobody has accepted', () => {
    expect(dispatchSteps(line('103'), NOW)[2]).toMatchObject({ labelKey: 'not-accepted', dueAt: NOW - 189_000, at: null });
  });
  it('does not call delivered what was not', () => {
    const stuck: Dispatch = {
      ...line('103'),
      state: 'undeliverable',
      facts: [],
      attempts: [{ number: 1, at: NOW, channel: 'email', result: 'failed', detail: '' }],
    };
    expect(dispatchSteps(stuck, NOW)[1]).toMatchObject({ kind: 'late', labelKey: 'not-delivered', note: { key: 'attempts', value: '1' } });
  });
});

it('puts the line that needs a person first', () => {
  expect(orderDispatches(incident.dispatchList, NOW).map((each) => each.serviceCode)).toEqual(['103', '102', '101', '1580']);
  expect(lineTone(line('103'), NOW)).toBe('esc');
  expect(lineTone(line('1580'), NOW)).toBe('ref');
  expect(lineTone(line('102'), NOW)).toBeNull();
});
