import { child, numberOf, type XmlNode } from './xml.ts';

/** UTC milliseconds from a GetSystemDateAndTimeResponse, or null when it holds no sensible UTCDateTime. */
export function readDeviceTime(response: XmlNode): number | null {
  const utc = child(response, 'SystemDateAndTime', 'UTCDateTime');
  const parts = [['Date', 'Year'], ['Date', 'Month'], ['Date', 'Day'], ['Time', 'Hour'], ['Time', 'Minute'], ['Time', 'Second']].map((path) => numberOf(child(utc, ...path)));
  const [year, month, day, hour, minute, second] = parts;
  if (year == null || month == null || day == null || hour == null || minute == null || second == null) return null;
  const isSensible = year >= 1970 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour >= 0 && hour <= 24 && minute >= 0 && minute <= 59 && second >= 0 && second <= 61;
  return isSensible ? Date.UTC(year, month - 1, day, hour, minute, second) : null;
}
