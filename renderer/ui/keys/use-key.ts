import { useEffect, useRef, useSyncExternalStore } from 'react';
import { keyRegistry, type KeyEntry, type KeyHandler, type KeyScope } from './key-registry.ts';

export interface UseKeyOptions {
  /** Default `page`. */
  scope?: KeyScope;
  /** Catalogue key of what it does, shown in the palette. Without it the key acts unseen (arrows in a list). */
  labelKey?: string;
  labelValues?: Record<string, string>;
  enabled?: boolean;
  inText?: boolean;
  repeats?: boolean;
}

const NO_VALUES: Record<string, string> = {};

/** Registers a key for as long as the component stands. Several chords may be given for one action. */
export function useKey(chord: string, handler: KeyHandler, options: UseKeyOptions = {}): void {
  const { scope = 'page', labelKey, labelValues = NO_VALUES, enabled = true, inText = false, repeats = false } = options;
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  const valuesKey = JSON.stringify(labelValues);
  useEffect(() => {
    if (!enabled) return undefined;
    const values = JSON.parse(valuesKey) as Record<string, string>;
    return keyRegistry.add({ chord, scope, labelKey: labelKey ?? null, labelValues: values, inText, repeats, handler: (event) => latest.current(event) });
  }, [chord, scope, labelKey, valuesKey, enabled, inText, repeats]);
}

/** The keys that act now, for the palette and the list of keys. */
export function useActiveKeys(): readonly KeyEntry[] {
  return useSyncExternalStore(keyRegistry.subscribe, keyRegistry.list, keyRegistry.list);
}
