import { useSyncExternalStore } from 'react';

/** Below this the rail is icons only and tables drop columns (grid of the design). */
const NARROW = '(max-width: 1440px)';

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia(NARROW);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

/** True on small screens such as 1366x768. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia(NARROW).matches);
}
