/** Sound can be silenced for a minute, never for good. */
import { create } from 'zustand';
import { centreNow } from '#renderer/ui/centre-time.ts';

export const SILENCE_MS = 60_000;

/** UTC milliseconds by the host's clock until which no tone sounds; 0 = sounding. */
export const useSilence = create<{ until: number }>(() => ({ until: 0 }));

export function silence(now: number = centreNow()): void {
  useSilence.setState({ until: now + SILENCE_MS });
}

export function isSilenced(now: number = centreNow()): boolean {
  return now < useSilence.getState().until;
}
