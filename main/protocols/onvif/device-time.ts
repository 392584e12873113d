import { child, numberOf, type XmlNode } from './xml.ts';

/** UTC milliseconds from a GetSystemDateAndTimeResponse, or null when it holds no sensible UTCDateTime. */
export function readDeviceTime(response: XmlNode): number | null {
  const utc = child(response, 'SystemDateAndTime', 'UTCDateTime');
  const read = (group: string, name: string): number => numberOf(child(utc, group, name)) ?? NaN;
  const [year, month, day] = [read('Date', 'Year'), read('Date', 'Month'), read('Date', 'Day')];
  const [hour, minute, second] = [read('Time', 'Hour'), read('Time', 'Minute'), read('Time', 'Second')];
  // Comparisons with NaN are false, so a missing part makes the whole of no use.
  const isSensible =
    year >= 1970 &&
    year <= 9999 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= 31 &&
    hour >= 0 &&
    hour <= 24 &&
    minute >= 0 &&
    minute <= 59 &&
    second >= 0 &&
    second <= 61;
  return isSensible ? Date.UTC(year, month - 1, day, hour, minute, second) : null;
}
