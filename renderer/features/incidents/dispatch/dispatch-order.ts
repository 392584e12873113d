/** Lines in the order in which they need a person: overdue and undeliverable, then the rest by priority. Pure. */
import type { Dispatch } from '#shared/contract/dispatch.ts';
import { lineTone } from './dispatch-steps.ts';

function urgency(dispatch: Dispatch, now: number): number {
  if (lineTone(dispatch, now) === 'esc') return 0;
  if (dispatch.state === 'cancelled') return 3;
  return dispatch.state === 'refused' ? 2 : 1;
}

export function orderDispatches(dispatches: readonly Dispatch[], now: number): Dispatch[] {
  return [...dispatches].sort(
    (a, b) => urgency(a, now) - urgency(b, now) || a.priority - b.priority || a.createdAt - b.createdAt || a.serviceCode.localeCompare(b.serviceCode),
  );
}
