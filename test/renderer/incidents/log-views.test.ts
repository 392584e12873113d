import type { IncidentRow } from '#shared/contract/incidents.ts';
import { describe, expect, it } from 'vitest';
import { filterOf, isNarrowed, keepsRow, NO_NARROWING, type LogNarrowing } from '#renderer/features/incidents/log/log-views.ts';
import { rowClock } from '#renderer/features/incidents/log/row-clock.ts';
import { fakeRows } from '../../helpers/fake-city.ts';

const NOW = 1_800_000_000_000;
const rows = fakeRows(NOW);
const row = (number: string) => rows.find((each) => each.number.endsWith(number)) as IncidentRow;

describe('views of the log', () => {
  it('ask the host for what they are called', () => {
    expect(filterOf('open', NO_NARROWING, 0)).toEqual({ states: ['open', 'dispatched', 'in-progress'] });
    expect(filterOf('overdue', NO_NARROWING, 0)).toMatchObject({ overdueOnly: true });
    expect(filterOf('to-review', NO_NARROWING, 0)).toEqual({ states: ['resolved'] });
    expect(filterOf('all', NO_NARROWING, 0)).toEqual({});
  });
  it('are narrowed by hand, the state chosen by hand over that of the view', () => {
    const narrowing: LogNarrowing = {
      ...NO_NARROWING,
      search: ' соб ',
      state: 'reviewed',
      severities: [1, 2],
      district: 'Центр',
      cameraId: 'camera-1',
      period: 'week',
    };
    expect(filterOf('open', narrowing, 1_000_000_000_000)).toEqual({
      states: ['reviewed'],
      search: 'соб',
      severities: [1, 2],
      district: 'Центр',
      cameraId: 'camera-1',
      from: 1_000_000_000_000 - 6 * 86_400_000,
    });
    expect(isNarrowed(narrowing)).toBe(true);
    expect(isNarrowed(NO_NARROWING)).toBe(false);
  });
  it('keep only mine, and only what no service has taken over', () => {
    expect(rows.filter((each) => keepsRow('mine', each, 'І. Мельник')).every((each) => each.author === 'І. Мельник')).toBe(true);
    expect(keepsRow('not-accepted', row('4317'), '')).toBe(true);
    expect(keepsRow('not-accepted', row('4315'), '')).toBe(false);
  });
});

describe('the clock of a row', () => {
  it('counts up what is overdue, red once the supervisor is called', () => {
    expect(rowClock(row('4318'), NOW)).toEqual({ ms: 189_000, isOver: true, tone: 's1' });
    expect(rowClock(row('4317'), NOW)).toEqual({ ms: 72_000, isOver: true, tone: 's2' });
  });
  it('says how long an open one has been open, and nothing of a finished one', () => {
    expect(rowClock(row('4315'), NOW)).toMatchObject({ isOver: false, tone: 't2' });
    expect(rowClock(row('4314'), NOW)).toBeNull();
  });
});
