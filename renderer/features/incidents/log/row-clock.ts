/** The clock of a row: how long a service is overdue, else how long the incident has been open. Pure; milliseconds. */
import type { IncidentRow } from '#shared/contract/incidents.ts';
import { isOpenState } from '#shared/domain/incident-status.ts';
import { isOverdue } from '../incident-words.ts';

export interface RowClock {
  ms: number;
  /** Counts up with a plus. */
  isOver: boolean;
  tone: 's1' | 's2' | 't2';
}

export function rowClock(row: IncidentRow, now: number): RowClock | null {
  if (!isOpenState(row.state)) return null;
  const late = row.dispatches.filter((dispatch) => isOverdue(dispatch, now));
  if (late.length === 0) return { ms: now - row.seenAt, isOver: false, tone: 't2' };
  const ms = Math.max(...late.map((dispatch) => now - dispatch.acceptDueAt));
  const isSupervisorCalled = late.some((dispatch) => dispatch.escalation >= 2);
  return { ms, isOver: true, tone: isSupervisorCalled ? 's1' : 's2' };
}
