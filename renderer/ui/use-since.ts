import { useState } from 'react';
import { centreNow } from './centre-time.ts';

/** When this part was first drawn, UTC milliseconds: since when somebody waits. */
export function useSince(): number {
  const [since] = useState(centreNow);
  return since;
}
