import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { makeFormat, type Format } from '../../ui/format.ts';
import type { LinkState, ResponseLink } from './response-link.ts';

/** After so long without a word from the desk the page says that what it shows may be old. */
const STALE_AFTER_MS = 16_000;
const NAME_STORED_AS = 'lubart.response.name';

export function useLink(link: ResponseLink): LinkState {
  return useSyncExternalStore(link.subscribe, link.getState);
}

/** This device's wall clock, every second. */
export function useSecond(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** Milliseconds since the desk was last heard when that is too long ago or the line is known to be broken; otherwise null. */
export function silenceMs(state: LinkState): number | null {
  if (state.heardAtMs === null) return null;
  const silence = performance.now() - state.heardAtMs;
  return state.isConnected && silence < STALE_AFTER_MS ? null : silence;
}

export function usePageFormat(timeZone: string): Format {
  const { t, i18n } = useTranslation();
  return useMemo(() => makeFormat(i18n.language, timeZone, (key, values) => t(key, values ?? {})), [t, i18n.language, timeZone]);
}

/** Who answers: asked once on this device, then remembered. */
export function useResponderName(): [string, (name: string) => void] {
  const [name, setName] = useState(() => localStorage.getItem(NAME_STORED_AS) ?? '');
  return [
    name,
    (changed) => {
      setName(changed);
      localStorage.setItem(NAME_STORED_AS, changed.trim());
    },
  ];
}
