/** Sound can be silenced for a minute, never for good. */
import { create } from 'zustand';

export const SILENCE_MS = 60_000;

/** UTC milliseconds of this machine's clock until which no tone sounds; 0 = sounding. */
export const useSilence = create<{ until: number }>(() => ({ until: 0 }));

export function silence(now: number = Date.now()): void {
  useSilence.setState({ until: now + SILENCE_MS });
}

export function isSilenced(now: number = Date.now()): boolean {
  return now < useSilence.getState().until;
}
