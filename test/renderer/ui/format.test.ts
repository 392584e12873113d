import { describe, expect, it } from 'vitest';
import { en } from '#shared/i18n/en/index.ts';
import { uk } from '#shared/i18n/uk/index.ts';
import { makeFormat, startOfDay } from '#renderer/ui/format.ts';

function words(catalogue: { common: { unit: Record<string, string> } }) {
  return (key: string, values?: Record<string, string | number>) =>
    (catalogue.common.unit[key.replace('common.unit.', '')] ?? key).replace('{{n}}', String(values?.['n'] ?? ''));
}

const english = makeFormat('en', 'Europe/Kyiv', words(en));
const ukrainian = makeFormat('uk', 'Europe/Kyiv', words(uk));
const AT = Date.UTC(2026, 10, 20, 15, 42, 8);

describe('times', () => {
  it('are in the zone of the centre, not of this machine', () => {
    expect(english.time(AT)).toBe('17:42:08');
    expect(makeFormat('en', 'UTC', words(en)).time(AT)).toBe('15:42:08');
  });
  it('have their date in the language on screen', () => {
    expect(english.date(AT)).toBe('Fri 20 Nov 2026');
    expect(ukrainian.date(AT)).toMatch(/^пт 20 лист\.? 2026$/);
  });
  it('of another day carry the day', () => {
    expect(english.timeOrDate(AT, AT + 3_600_000)).toBe('17:42:08');
    expect(english.timeOrDate(AT, AT + 86_400_000)).toBe('20 Nov 17:42:08');
  });
});

describe('ages', () => {
  it('have one decimal while small, then seconds, then a clock', () => {
    expect([400, 9_900, 12_000, 72_000].map(english.age)).toEqual(['0.4 s', '9.9 s', '12 s', '01:12']);
    expect(ukrainian.age(400)).toBe('0,4 с');
  });
  it('are never negative', () => {
    expect(english.age(-50)).toBe('0.0 s');
  });
});

describe('clocks', () => {
  it('show hours when there are any, and days above two', () => {
    expect([54_000, 3_900_000, 200 * 3_600_000].map(english.clock)).toEqual(['00:54', '1:05:00', '8 d']);
  });
});

describe('numbers', () => {
  it('part thousands by a thin space in both languages', () => {
    expect(english.number(1_048_211)).toBe('1\u202f048\u202f211');
    expect(ukrainian.number(1_048_211)).toBe('1\u202f048\u202f211');
  });
  it('say sizes and distances in the unit that fits', () => {
    expect(english.bytes(1_430_000_000)).toBe('1.4 GB');
    expect(english.distance(118)).toBe('118\u00a0m');
    expect(english.distance(2_120)).toBe('2.1\u00a0km');
  });
});

describe('the start of a day', () => {
  it('is midnight in the zone, also on the days of 23 and 25 hours', () => {
    expect(startOfDay(AT, 'Europe/Kyiv')).toBe(Date.UTC(2026, 10, 19, 22));
    expect(startOfDay(Date.UTC(2026, 2, 29, 12), 'Europe/Kyiv')).toBe(Date.UTC(2026, 2, 28, 22));
    expect(startOfDay(Date.UTC(2026, 9, 25, 12), 'Europe/Kyiv')).toBe(Date.UTC(2026, 9, 24, 21));
  });
});
