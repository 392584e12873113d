import { wrap } from './loop.ts';

export type Aspect = 'red' | 'red-amber' | 'green' | 'amber';

/** One round per loop: people need a quarter of a minute to cross a wide street. */
const ROUND_SECONDS = 48;
const HALF_SECONDS = ROUND_SECONDS / 2;

const phase = (direction: 'main' | 'side', seconds: number): number => wrap(direction === 'main' ? seconds : seconds - HALF_SECONDS, ROUND_SECONDS);

/** What the lights along y (`main`) and along x (`side`) show. */
export function aspectAt(direction: 'main' | 'side', seconds: number): Aspect {
  const t = phase(direction, seconds);
  if (t < 19) return 'green';
  if (t < 22) return 'amber';
  if (t < 46.5) return 'red';
  return 'red-amber';
}

/** Second of the round from which people may cross the street of that direction, and how long they may set out. */
export const WALK_BEGINS: Readonly<Record<'main' | 'side', number>> = { main: 24, side: 0 };
const WALK_SECONDS = 14;

export function walkersMayCross(direction: 'main' | 'side', seconds: number): boolean {
  return wrap(seconds - WALK_BEGINS[direction], ROUND_SECONDS) < WALK_SECONDS;
}
