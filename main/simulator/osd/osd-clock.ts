const KYIV = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Kyiv',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** Parts of the city's local time; the demo city keeps Kyiv time. */
export function kyivTimeParts(epochSeconds: number): Record<'day' | 'month' | 'year' | 'hour' | 'minute' | 'second', string> {
  const parts = { day: '', month: '', year: '', hour: '', minute: '', second: '' };
  for (const { type, value } of KYIV.formatToParts(epochSeconds * 1000)) if (type in parts) parts[type as keyof typeof parts] = value;
  return parts;
}

let lastSecond = Number.NaN;
let lastText = '';

/** The burned-in clock, "20-11-2026 17:42:08", for a whole second of the Unix epoch. */
export function osdClockText(epochSeconds: number): string {
  if (epochSeconds !== lastSecond) {
    const { day, month, year, hour, minute, second } = kyivTimeParts(epochSeconds);
    lastText = `${day}-${month}-${year} ${hour}:${minute}:${second}`;
    lastSecond = epochSeconds;
  }
  return lastText;
}
