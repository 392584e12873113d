import { kyivTimeParts } from '../osd/osd-clock.ts';
import type { Light } from '../types.ts';

/** `auto` follows the city's clock; `mixed` gives every other camera the night, for demonstrations. */
export type LightMode = 'auto' | 'day' | 'night' | 'mixed';

const DAY_BEGINS_MINUTE = 7 * 60;
const DAY_ENDS_MINUTE = 17 * 60 + 30;

/** The light over camera number `index` (from 0) at a moment. */
export function lightAt(epochMs: number, mode: LightMode, index: number): Light {
  if (mode === 'mixed') return index % 2 === 0 ? 'day' : 'night';
  if (mode !== 'auto') return mode;
  const { hour, minute } = kyivTimeParts(Math.floor(epochMs / 1000));
  const minuteOfDay = Number(hour) * 60 + Number(minute);
  return minuteOfDay >= DAY_BEGINS_MINUTE && minuteOfDay < DAY_ENDS_MINUTE ? 'day' : 'night';
}
