import { wrap } from './loop.ts';

export type Aspect = 'red' | 'red-amber' | 'green' | 'amber';

/** Two phases per round; two rounds fit the loop. */
const ROUND_SECONDS = 24;

/** What the lights along y (`main`) and along x (`side`) show. */
export function aspectAt(direction: 'main' | 'side', seconds: number): Aspect {
  const t = wrap(direction === 'main' ? seconds : seconds - 12.5, ROUND_SECONDS);
  if (t < 9) return 'green';
  if (t < 11) return 'amber';
  if (t < 22.8) return 'red';
  return 'red-amber';
}

/** People cross a street while its cars have red for long enough. */
export function walkersMayCross(direction: 'main' | 'side', seconds: number): boolean {
  const t = wrap(direction === 'main' ? seconds : seconds - 12.5, ROUND_SECONDS);
  return t > 12.5 && t < 20;
}
