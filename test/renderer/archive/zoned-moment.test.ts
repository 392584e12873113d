import { expect, test } from 'vitest';
import { daysOn, momentOf, parseMoment, wallClockOf } from '#renderer/features/archive/zoned-moment.ts';

const KYIV = 'Europe/Kyiv';
const REFERENCE = Date.parse('2026-11-20T15:41:37Z');
const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

test('a time of the day shown, in the zone of the centre, not of the desk', () => {
  expect(iso(parseMoment('17:41', REFERENCE, KYIV))).toBe('2026-11-20T15:41:00.000Z');
  expect(iso(parseMoment('17:41', REFERENCE, 'Asia/Tehran'))).toBe('2026-11-20T14:11:00.000Z');
});

test('with seconds, with a day, with a year, as they are written here and elsewhere', () => {
  expect(iso(parseMoment(' 7:05:09 ', REFERENCE, KYIV))).toBe('2026-11-20T05:05:09.000Z');
  expect(iso(parseMoment('1.7 12:00', REFERENCE, KYIV))).toBe('2026-07-01T09:00:00.000Z');
  expect(iso(parseMoment('20.11.2025, 17:41:37', REFERENCE, KYIV))).toBe('2025-11-20T15:41:37.000Z');
  expect(iso(parseMoment('20/11/2026 17:41', REFERENCE, KYIV))).toBe('2026-11-20T15:41:00.000Z');
});

test('what is no moment is none', () => {
  for (const text of ['', 'noon', '25:00', '12:60', '31.02.2026 12:00', '1.13 12:00', '0.11 12:00', '12', '12:00:61'])
    expect(parseMoment(text, REFERENCE, KYIV), text).toBeNull();
});

test('a day on is the same time of day, also over a change of the clocks', () => {
  const before = momentOf({ year: 2026, month: 10, day: 24, hour: 12, minute: 0, second: 0 }, KYIV);
  const after = daysOn(before, 1, KYIV);
  expect(after - before).toBe(25 * 3_600_000);
  expect(wallClockOf(after, KYIV)).toMatchObject({ day: 25, hour: 12, minute: 0 });
  expect(wallClockOf(daysOn(before, -24, KYIV), KYIV)).toMatchObject({ month: 9, day: 30, hour: 12 });
});
