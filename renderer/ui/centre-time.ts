/**
 * The centre's time: its zone, and how far this machine's clock is from the host's. Ages are counted from the host's
 * clock, so a desk whose clock is wrong still shows true ages.
 */
import { create } from 'zustand';

interface CentreTime {
  timeZone: string;
  /** Host clock minus this machine's clock, in milliseconds; 0 until the host was heard. */
  offsetMs: number;
}

export const useCentreTime = create<CentreTime>(() => ({ timeZone: 'Europe/Kyiv', offsetMs: 0 }));

export function setCentreTimeZone(timeZone: string): void {
  if (useCentreTime.getState().timeZone !== timeZone) useCentreTime.setState({ timeZone });
}

/** Takes a reading: what the host said and half of the time the answer took. Small wobble is ignored. */
export function noteHostTime(hostNow: number, roundTripMs: number, localNow: number = Date.now()): void {
  const offsetMs = Math.round(hostNow + roundTripMs / 2 - localNow);
  if (Math.abs(offsetMs - useCentreTime.getState().offsetMs) > 20) useCentreTime.setState({ offsetMs });
}

/** UTC milliseconds by the host's clock. */
export function centreNow(): number {
  return Date.now() + useCentreTime.getState().offsetMs;
}
