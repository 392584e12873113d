import { expect, it } from 'vitest';
import { axisTicks, courseOf } from '#renderer/features/incidents/page/course.ts';
import { fakeIncident } from '../../helpers/fake-city.ts';

const NOW = 1_800_000_000_000;
const incident = fakeIncident(NOW);
const spansOf = (code: string) => courseOf(incident, NOW).lanes.find((lane) => lane.label === code)?.spans ?? [];

it('draws what was overdue, who is present and where there is no service', () => {
  expect(spansOf('103').map((span) => span.kind)).toEqual(['normal', 'overdue']);
  expect(spansOf('102').at(-1)).toMatchObject({ kind: 'present', from: NOW - 54_000, to: NOW });
  expect(spansOf('1580').at(-1)).toMatchObject({ kind: 'refused', from: NOW - 125_000 });
});

it('does not draw the clip into the future', () => {
  expect(spansOf('К-114, К-115').every((span) => span.to <= NOW)).toBe(true);
});

it('ends now, with every unfinished bar, however short the course is', () => {
  const [first] = incident.dispatchList;
  if (!first) throw new Error('the incident has no dispatch');
  const delivered = {
    ...first,
    state: 'delivered' as const,
    stateSince: NOW - 3_000,
    createdAt: NOW - 4_000,
    acceptDueAt: NOW + 60_000,
    facts: [],
    attempts: [],
  };
  const young = {
    ...incident,
    state: 'dispatched' as const,
    seenAt: NOW - 6_000,
    loggedAt: NOW - 4_000,
    stateSince: NOW - 4_000,
    clips: [],
    dispatchList: [delivered],
  };
  const course = courseOf(young, NOW);
  expect(course.to).toBe(NOW);
  expect(course.lanes[0]?.spans.at(-1)?.to).toBe(NOW);
  expect(course.to - course.from).toBeGreaterThanOrEqual(30_000);
});

it('stops at the last fact when the incident is closed', () => {
  const closed = { ...incident, state: 'resolved' as const, stateSince: NOW - 10_000 };
  expect(courseOf(closed, NOW + 3_600_000).to).toBe(NOW - 10_000);
});

it('puts at most eight round moments on the axis', () => {
  const ticks = axisTicks(NOW, NOW + 20 * 60_000);
  expect(ticks.length).toBeLessThanOrEqual(8);
  expect(ticks.every((at) => at % 60_000 === 0)).toBe(true);
});
