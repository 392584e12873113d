/**
 * Times, dates, durations and numbers for people, in the centre's zone and the language on screen. Pure: the same
 * moment gives the same text on every desk. Units come from the catalogue.
 */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useCentreTime } from './centre-time.ts';

export type Translate = (key: string, values?: Record<string, string | number>) => string;

export interface Format {
  /** 17:42:41 */
  time: (at: number) => string;
  /** 17:42 */
  timeShort: (at: number) => string;
  /** Fri 20 Nov 2026 */
  date: (at: number) => string;
  /** 20 Nov */
  dateShort: (at: number) => string;
  /** 20.11.2026 */
  day: (at: number) => string;
  /** 20.11.2026, 17:42:41 */
  dateTime: (at: number) => string;
  /** 17:42:41 today, else with the day before it. */
  timeOrDate: (at: number, now: number) => string;
  /** 05:16, 1:05:16, 2 d */
  clock: (durationMs: number) => string;
  /** 0.4 s, 12 s, 05:16 */
  age: (ageMs: number) => string;
  number: (value: number) => string;
  percent: (share: number) => string;
  /** 1.4 GB */
  bytes: (value: number) => string;
  /** 118 m, 2.1 km */
  distance: (metres: number) => string;
}

const DAY_MS = 86_400_000;
const two = (value: number): string => String(value).padStart(2, '0');

/** Minutes and seconds, hours when needed; whole days above two. */
function clockText(durationMs: number, t: Translate): string {
  const seconds = Math.max(0, Math.floor(durationMs / 1000));
  const hours = Math.floor(seconds / 3600);
  if (hours >= 48) return t('common.unit.day', { n: Math.floor(hours / 24) });
  const rest = `${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
  return hours === 0 ? rest : `${hours}:${rest}`;
}

/** `language` is a BCP 47 tag, `timeZone` an IANA name. */
export function makeFormat(language: string, timeZone: string, t: Translate): Format {
  const locale = language === 'en' ? 'en-GB' : language;
  const formatter = (options: Intl.DateTimeFormatOptions): ((at: number) => string) => {
    const intl = new Intl.DateTimeFormat(locale, { timeZone, ...options });
    return (at) => intl.format(at);
  };
  const time = formatter({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
  const dateShort = formatter({ day: 'numeric', month: 'short' });
  const day = formatter({ year: 'numeric', month: '2-digit', day: '2-digit' });
  const dateParts = formatterOfDate(locale, timeZone);
  const number = new Intl.NumberFormat(locale);
  const oneDecimal = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  return {
    time,
    timeShort: formatter({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    date: dateParts,
    dateShort,
    day,
    dateTime: (at) => `${day(at)}, ${time(at)}`,
    timeOrDate: (at, now) => (day(at) === day(now) ? time(at) : `${dateShort(at)} ${time(at)}`),
    clock: (durationMs) => clockText(durationMs, t),
    age: (ageMs) => {
      if (ageMs < 9_950) return t('common.unit.second', { n: oneDecimal.format(Math.max(0, ageMs) / 1000) });
      if (ageMs < 60_000) return t('common.unit.second', { n: Math.floor(ageMs / 1000) });
      return clockText(ageMs, t);
    },
    number: (value) => thinGroups(number, value),
    percent: (share) => percent.format(share),
    bytes: (value) => bytesText(value, oneDecimal, number, t),
    distance: (metres) =>
      metres < 1000 ? t('common.unit.metre', { n: number.format(Math.round(metres)) }) : t('common.unit.kilometre', { n: oneDecimal.format(metres / 1000) }),
  };
}

/** Thousands parted by a thin space in every language: a comma there reads as a decimal elsewhere. */
function thinGroups(number: Intl.NumberFormat, value: number): string {
  return number
    .formatToParts(value)
    .map((part) => (part.type === 'group' ? '\u202f' : part.value))
    .join('');
}

/** Weekday, day, month, year without the commas that languages put between them. */
function formatterOfDate(locale: string, timeZone: string): (at: number) => string {
  const intl = new Intl.DateTimeFormat(locale, { timeZone, weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  return (at) => {
    const parts = new Map(intl.formatToParts(at).map((part) => [part.type, part.value]));
    return ['weekday', 'day', 'month', 'year'].map((type) => parts.get(type as Intl.DateTimeFormatPartTypes) ?? '').join(' ');
  };
}

function bytesText(value: number, oneDecimal: Intl.NumberFormat, number: Intl.NumberFormat, t: Translate): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
  let size = value;
  let n = 0;
  while (size >= 1000 && n < units.length - 1) {
    size /= 1000;
    n += 1;
  }
  return t(`common.unit.${units[n] ?? 'byte'}`, { n: n === 0 || size >= 100 ? number.format(Math.round(size)) : oneDecimal.format(size) });
}

/** Start of the day of `at` in the zone, in UTC milliseconds. Days of 23 or 25 hours included. */
export function startOfDay(at: number, timeZone: string): number {
  const parts = new Map(
    new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })
      .formatToParts(at)
      .map((part) => [part.type, Number(part.value)]),
  );
  const intoDayMs = ((parts.get('hour') ?? 0) * 3600 + (parts.get('minute') ?? 0) * 60 + (parts.get('second') ?? 0)) * 1000 + (at % 1000);
  const guess = at - intoDayMs;
  const key = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  const hourAt = (moment: number): number => Number(new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(moment));
  if (hourAt(guess) === 0 && key.format(guess) === key.format(at)) return guess;
  return hourAt(guess) > 12 ? guess + (24 - hourAt(guess)) * 3_600_000 : guess - hourAt(guess) * 3_600_000;
}

export const ONE_DAY_MS = DAY_MS;

/** The format of the language on screen and the centre's zone. */
export function useFormat(): Format {
  const { t, i18n } = useTranslation();
  const timeZone = useCentreTime((state) => state.timeZone);
  return useMemo(() => makeFormat(i18n.language, timeZone, (key, values) => t(key, values ?? {})), [t, i18n.language, timeZone]);
}
