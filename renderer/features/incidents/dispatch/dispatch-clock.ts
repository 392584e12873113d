/** The one clock of a dispatch line and what it means. Pure; milliseconds. */
import type { Dispatch } from '#shared/contract/dispatch.ts';

export type ClockMeaning =
  'acceptDueIn' | 'acceptOverdue' | 'notDelivered' | 'withoutService' | 'acceptedFor' | 'enRouteFor' | 'onSceneFor' | 'doneAfter' | 'cancelled';

export interface DispatchClock {
  meaning: ClockMeaning;
  /** What the clock shows; null = no running clock. */
  ms: number | null;
  /** Counts up with a plus. */
  isOver: boolean;
  tone: 's1' | 's2' | 's3' | null;
  /** Small line below: `due`, `since`, `nextTry` with its moment. */
  sub: { key: 'due' | 'since' | 'nextTry'; at: number } | null;
}

type Clocked = Pick<Dispatch, 'state' | 'stateSince' | 'createdAt' | 'acceptDueAt' | 'nextAttemptAt'>;

/** Acceptance turns yellow in the last third of its time and red when it has run out. */
function acceptance({ createdAt, acceptDueAt }: Clocked, now: number): DispatchClock {
  const sub = { key: 'due' as const, at: acceptDueAt };
  if (now > acceptDueAt) return { meaning: 'acceptOverdue', ms: now - acceptDueAt, isOver: true, tone: 's1', sub };
  const leftMs = acceptDueAt - now;
  return { meaning: 'acceptDueIn', ms: leftMs, isOver: false, tone: leftMs < (acceptDueAt - createdAt) / 3 ? 's3' : null, sub };
}

export function dispatchClock(dispatch: Clocked, now: number): DispatchClock {
  const { state, stateSince } = dispatch;
  const since = { key: 'since' as const, at: stateSince };
  const running = (meaning: ClockMeaning, tone: DispatchClock['tone'] = null): DispatchClock => ({
    meaning,
    ms: now - stateSince,
    isOver: false,
    tone,
    sub: since,
  });
  switch (state) {
    case 'queued':
    case 'delivered':
    case 'opened':
      return acceptance(dispatch, now);
    case 'undeliverable':
      return { ...running('notDelivered', 's1'), sub: dispatch.nextAttemptAt === null ? since : { key: 'nextTry', at: dispatch.nextAttemptAt } };
    case 'refused':
      return running('withoutService', 's2');
    case 'accepted':
      return running('acceptedFor');
    case 'en-route':
      return running('enRouteFor');
    case 'on-scene':
      return running('onSceneFor');
    case 'done':
      return { meaning: 'doneAfter', ms: stateSince - dispatch.createdAt, isOver: false, tone: null, sub: { key: 'since', at: stateSince } };
    case 'cancelled':
      return { meaning: 'cancelled', ms: null, isOver: false, tone: null, sub: since };
  }
}
