import { describe, expect, it } from 'vitest';
import type { Alarm } from '#shared/contract/alarms.ts';
import type { Severity } from '#shared/domain/severity.ts';
import { fitAlarms, nextToTake, orderAlarms } from '#renderer/features/alarms/alarm-order.ts';
import { fakeId } from '../../helpers/fake-city.ts';

function alarm(n: number, severity: Severity, startedAt: number, isTaken = false): Alarm {
  return {
    id: fakeId(n),
    kind: 'signal-lost',
    severity,
    startedAt,
    endedAt: null,
    acknowledgedAt: isTaken ? 1 : null,
    acknowledgedBy: isTaken ? 'А' : null,
    cameraId: null,
    incidentId: null,
    dispatchId: null,
    data: {},
  };
}

const ids = (alarms: readonly Alarm[]) => alarms.map((each) => Number(each.id.slice(-3)));

describe('the alarm strip', () => {
  it('stands oldest critical first', () => {
    expect(ids(orderAlarms([alarm(1, 2, 10), alarm(2, 1, 30), alarm(3, 1, 20), alarm(4, 4, 1)]))).toEqual([3, 2, 1, 4]);
  });
  it('does not move an alarm when it is acknowledged', () => {
    expect(ids(orderAlarms([alarm(1, 1, 10, true), alarm(2, 1, 20)]))).toEqual([1, 2]);
  });
  it('takes the oldest of the worst that nobody has', () => {
    expect(nextToTake(orderAlarms([alarm(1, 1, 10, true), alarm(2, 2, 5), alarm(3, 1, 20)]))?.id).toBe(fakeId(3));
    expect(nextToTake([alarm(1, 1, 10, true)])).toBeNull();
  });
  it('never hides one that nobody has taken behind one that somebody has', () => {
    const ordered = orderAlarms([alarm(1, 1, 1, true), alarm(2, 1, 2, true), alarm(3, 2, 3), alarm(4, 3, 4)]);
    const { shown, hidden } = fitAlarms(ordered, 3);
    expect(ids(shown)).toEqual([1, 3, 4]);
    expect(hidden).toBe(1);
  });
});
