import { useEffect, useRef } from 'react';
import type { Alarm } from '#shared/contract/alarms.ts';
import { isSilenced } from './silence.ts';
import { playTone } from './tones.ts';

/** A critical alarm that nobody takes sounds again. */
const CRITICAL_AGAIN_MS = 5_000;

/** Sounds once for each new alarm (the worst of those that come together), and again for critical ones until taken. */
export function useAlarmSound(unacknowledged: readonly Alarm[]): void {
  const heard = useRef(new Set<string>());
  useEffect(() => {
    const fresh = unacknowledged.filter((alarm) => !heard.current.has(alarm.id));
    heard.current = new Set(unacknowledged.map((alarm) => alarm.id));
    const worst = fresh[0];
    if (worst && !isSilenced()) playTone(worst.severity);
  }, [unacknowledged]);
  const hasCritical = unacknowledged.some((alarm) => alarm.severity === 1);
  useEffect(() => {
    if (!hasCritical) return undefined;
    const timer = setInterval(() => {
      if (!isSilenced()) playTone(1);
    }, CRITICAL_AGAIN_MS);
    return () => clearInterval(timer);
  }, [hasCritical]);
}
