/** Small words of an incident that several screens show. Pure. */
import type { IncidentRow } from '#shared/contract/incidents.ts';
import type { IncidentState } from '#shared/domain/incident-status.ts';
import { isFinished, isTakenOver } from '#shared/domain/dispatch-status.ts';

/** As on pins and in rows: the last four digits of 2026-004318. */
export function shortNumber(number: string): string {
  return number.slice(-4);
}

/** Class of the mark before a state's word: hollow, accent, grey, square, dashed. */
export const STATE_MARK: Record<IncidentState, string> = {
  open: 'o',
  dispatched: 'd',
  'in-progress': 'p',
  resolved: 'r',
  reviewed: 'v',
  'closed-false': 'f',
  'closed-duplicate': 'f',
};

type RowDispatch = IncidentRow['dispatches'][number];

/** A person of the service should have accepted by now and has not. */
export function isOverdue(dispatch: RowDispatch, now: number): boolean {
  return isAwaited(dispatch) && now > dispatch.acceptDueAt;
}

/** Nobody has taken it over, and somebody still should. */
export function isAwaited(dispatch: Pick<RowDispatch, 'state'>): boolean {
  return !isTakenOver(dispatch.state) && !isFinished(dispatch.state) && dispatch.state !== 'refused';
}
