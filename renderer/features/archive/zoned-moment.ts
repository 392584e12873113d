/** Moments as people type them, in the centre's zone. Pure. */

interface WallClock {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  formatters.set(timeZone, made);
  return made;
}

export function wallClockOf(at: number, timeZone: string): WallClock {
  const parts = new Map(
    formatterOf(timeZone)
      .formatToParts(at)
      .map((part) => [part.type, Number(part.value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  return { year: part('year'), month: part('month'), day: part('day'), hour: part('hour'), minute: part('minute'), second: part('second') };
}

function asUtc({ year, month, day, hour, minute, second }: WallClock): number {
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** UTC milliseconds of a wall clock. In the hour that is skipped in spring, the moment the clock would have shown; of the doubled one in autumn, one of both. */
export function momentOf(clock: WallClock, timeZone: string): number {
  const wanted = asUtc(clock);
  let at = wanted;
  // Twice: the first guess may lie on the other side of a change of the clocks.
  for (let n = 0; n < 2; n += 1) at += wanted - asUtc(wallClockOf(at, timeZone));
  return at;
}

const PATTERN = /^(?:(\d{1,2})[./](\d{1,2})(?:[./](\d{4}))?[\s,]+)?(\d{1,2}):(\d{2})(?::(\d{2}))?$/;

/**
 * `17:41`, `17:41:37`, `20.11 17:41`, `20.11.2026, 17:41:37` as UTC milliseconds; a missing date is the day of
 * `reference`. Null when it is no moment, such as 31.02 or 25:00.
 */
export function parseMoment(text: string, reference: number, timeZone: string): number | null {
  const found = PATTERN.exec(text.trim());
  if (!found) return null;
  const today = wallClockOf(reference, timeZone);
  const [, day, month, year, hour, minute, second] = found;
  const clock: WallClock = {
    year: year === undefined ? today.year : Number(year),
    month: month === undefined ? today.month : Number(month),
    day: day === undefined ? today.day : Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second ?? 0),
  };
  const isReal =
    clock.hour < 24 && clock.minute < 60 && clock.second < 60 && new Date(asUtc(clock)).getUTCDate() === clock.day && clock.month >= 1 && clock.month <= 12;
  return isReal ? momentOf(clock, timeZone) : null;
}

/** The same time of day so many days on; days of 23 or 25 hours included. */
export function daysOn(at: number, days: number, timeZone: string): number {
  const clock = wallClockOf(at, timeZone);
  return momentOf({ ...clock, day: clock.day + days }, timeZone) + (at % 1000);
}
