/** What of the archive is in view: the stretch, its ruler, spans as shares of it, edges to jump to. Pure. */

export interface Stretch {
  from: number;
  to: number;
}

export interface Span extends Stretch {
  state: 'recorded' | 'missing';
  cause: string | null;
}

export interface LockSpan extends Stretch {
  incidentNumber: string | null;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Lengths of the lanes, shortest first. */
export const VIEW_LENGTHS_MS = [MINUTE_MS, 10 * MINUTE_MS, HOUR_MS, 6 * HOUR_MS, 24 * HOUR_MS] as const;
export type ViewLength = (typeof VIEW_LENGTHS_MS)[number];

/** `by` 1 = shorter, -1 = longer; stays at the ends. */
export function zoomed(length: ViewLength, by: 1 | -1): ViewLength {
  return VIEW_LENGTHS_MS[VIEW_LENGTHS_MS.indexOf(length) - by] ?? length;
}

/** A stretch of that length with the moment where it was, as a share of the one before, or in the middle. */
export function viewAround(at: number, lengthMs: number, before?: Stretch): Stretch {
  const share = before && at >= before.from && at <= before.to ? (at - before.from) / (before.to - before.from) : 0.5;
  const from = Math.round(at - lengthMs * share);
  return { from, to: from + lengthMs };
}

/** Pages on when the moment leaves the view, so that it stands near the edge it came in by. The same object otherwise. */
export function followed(view: Stretch, at: number): Stretch {
  const length = view.to - view.from;
  if (at >= view.from && at <= view.to) return view;
  const isNear = at > view.from - length && at < view.to + length;
  if (!isNear) return viewAround(at, length);
  const from = Math.round(at > view.to ? at - length * 0.1 : at - length * 0.9);
  return { from, to: from + length };
}

/** Lanes are fetched in whole pages round the view, so that moving within them asks nothing. */
export function fetchedStretch(view: Stretch): Stretch {
  const page = view.to - view.from;
  return { from: Math.max(0, Math.floor(view.from / page - 1) * page), to: Math.ceil(view.to / page + 1) * page };
}

export function shareOf(at: number, view: Stretch): number {
  return (at - view.from) / (view.to - view.from);
}

export function momentAt(share: number, view: Stretch): number {
  return Math.round(view.from + Math.min(1, Math.max(0, share)) * (view.to - view.from));
}

/** A hole narrower than this would not be seen. */
const SMALLEST_SHARE = 0.0025;

export interface Drawn<Item> {
  item: Item;
  /** 0..1 of the view. */
  start: number;
  width: number;
}

/** What of the items is in view, none too narrow to be seen. */
export function drawn<Item extends Stretch>(items: readonly Item[], view: Stretch): Drawn<Item>[] {
  return items
    .filter((item) => item.to > view.from && item.from < view.to)
    .map((item) => {
      const start = Math.max(0, shareOf(item.from, view));
      return { item, start, width: Math.max(SMALLEST_SHARE, Math.min(1, shareOf(item.to, view)) - start) };
    });
}

export function spanAt(spans: readonly Span[], at: number): Span | null {
  return spans.find((span) => at >= span.from && at < span.to) ?? null;
}

/** What is missing between two moments that followed each other on screen; null when nothing to speak of. */
export function skippedBetween(spans: readonly Span[], before: number, after: number): Span | null {
  return spans.find((span) => span.state === 'missing' && span.from >= before - 1_500 && span.to <= after + 1_500 && span.to - span.from > 500) ?? null;
}

/** First picture at or after a moment; null when none is known. */
export function nextPicture(spans: readonly Span[], at: number): number | null {
  const span = spans.find((each) => each.state === 'recorded' && each.to > at);
  return span ? Math.max(at, span.from) : null;
}

/** Where a step lands: past what is missing in the direction it went, so that no step is caught at a gap. */
export function landing(spans: readonly Span[], at: number, by: 1 | -1): number {
  const inOrder = by === 1 ? spans : [...spans].reverse();
  let to = at;
  for (const span of inOrder) if (span.state === 'missing' && to >= span.from && to < span.to) to = by === 1 ? span.to : span.from - 1;
  return to;
}

/** The nearest beginning or end of a gap or lock, `by` 1 = after, -1 = before; null when there is none. */
export function edgeFrom(at: number, by: 1 | -1, spans: readonly Span[], locks: readonly LockSpan[]): number | null {
  const edges = [...spans.filter((span) => span.state === 'missing'), ...locks].flatMap(({ from, to }) => [from, to]);
  const ahead = edges.filter((edge) => (by === 1 ? edge > at + 400 : edge < at - 400));
  if (ahead.length === 0) return null;
  return by === 1 ? Math.min(...ahead) : Math.max(...ahead);
}

const TICKS_MS = [5_000, 10_000, MINUTE_MS, 5 * MINUTE_MS, 10 * MINUTE_MS, 30 * MINUTE_MS, HOUR_MS, 2 * HOUR_MS, 3 * HOUR_MS] as const;

/** Round moments for the ruler, about a dozen; whole in UTC, which is whole in every zone of whole quarter hours. */
export function ticksOf(view: Stretch): number[] {
  const length = view.to - view.from;
  const step = TICKS_MS.find((each) => length / each <= 13) ?? 3 * HOUR_MS;
  const first = Math.ceil(view.from / step) * step;
  return Array.from({ length: Math.max(0, Math.floor((view.to - first) / step) + 1) }, (_, n) => first + n * step);
}
