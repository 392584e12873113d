/** Milliseconds of an xs:duration without years and months ("PT10S", "P1DT2H"); null when it is not one. */
export function parseDurationMs(text: string): number | null {
  const match = /^P(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,8}(?:\.\d{1,9})?)S)?)?$/.exec(text);
  if (!match || text === 'P' || text.endsWith('T')) return null;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}

/** Moment named by an xs:dateTime or, from now on, by an xs:duration; null when it is neither. */
export function parseTerminationMs(text: string, nowMs: number): number | null {
  const duration = parseDurationMs(text);
  if (duration !== null) return nowMs + duration;
  const moment = Date.parse(text);
  return Number.isFinite(moment) ? moment : null;
}
