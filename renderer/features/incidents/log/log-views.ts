/** The saved views of the log and what each asks for. Pure. */
import type { IncidentFilter, IncidentRow } from '#shared/contract/incidents.ts';
import type { Id } from '#shared/contract/scalars.ts';
import type { IncidentState } from '#shared/domain/incident-status.ts';
import type { Severity } from '#shared/domain/severity.ts';
import { isAwaited } from '../incident-words.ts';

export const LOG_VIEWS = ['mine', 'open', 'overdue', 'not-accepted', 'to-review', 'all'] as const;
export type LogView = (typeof LOG_VIEWS)[number];

export const PERIODS = ['today', 'week', 'month', 'any'] as const;
export type Period = (typeof PERIODS)[number];

/** What a person narrowed by hand, on top of the view. */
export interface LogNarrowing {
  search: string;
  state: IncidentState | null;
  severities: readonly Severity[];
  district: string | null;
  categoryKey: string | null;
  cameraId: Id | null;
  period: Period;
}

export const NO_NARROWING: LogNarrowing = { search: '', state: null, severities: [], district: null, categoryKey: null, cameraId: null, period: 'any' };

const OPEN_STATES: IncidentState[] = ['open', 'dispatched', 'in-progress'];

const VIEW_FILTER: Record<LogView, IncidentFilter> = {
  mine: { states: OPEN_STATES },
  open: { states: OPEN_STATES },
  overdue: { states: OPEN_STATES, overdueOnly: true },
  'not-accepted': { states: OPEN_STATES },
  'to-review': { states: ['resolved'] },
  all: {},
};

const DAYS: Record<Exclude<Period, 'any'>, number> = { today: 0, week: 6, month: 29 };
const DAY_MS = 86_400_000;

/** The host's filter. `todayStart` is the start of the day in the centre's zone, UTC milliseconds. */
export function filterOf(view: LogView, narrowing: LogNarrowing, todayStart: number): IncidentFilter {
  const filter: IncidentFilter = { ...VIEW_FILTER[view] };
  const search = narrowing.search.trim();
  if (search !== '') filter.search = search;
  if (narrowing.state !== null) filter.states = [narrowing.state];
  if (narrowing.severities.length > 0) filter.severities = [...narrowing.severities];
  if (narrowing.district !== null) filter.district = narrowing.district;
  if (narrowing.categoryKey !== null) filter.categoryKey = narrowing.categoryKey;
  if (narrowing.cameraId !== null) filter.cameraId = narrowing.cameraId;
  if (narrowing.period !== 'any') filter.from = todayStart - DAYS[narrowing.period] * DAY_MS;
  return filter;
}

/** What the host's filter cannot say: whose it is, and that a service has not taken it over. */
export function keepsRow(view: LogView, row: IncidentRow, accountName: string): boolean {
  if (view === 'mine') return row.author === accountName;
  if (view === 'not-accepted') return row.dispatches.some(isAwaited);
  return true;
}

export function isNarrowed(narrowing: LogNarrowing): boolean {
  return (
    narrowing.search.trim() !== '' ||
    narrowing.state !== null ||
    narrowing.severities.length > 0 ||
    narrowing.district !== null ||
    narrowing.categoryKey !== null ||
    narrowing.cameraId !== null ||
    narrowing.period !== 'any'
  );
}
