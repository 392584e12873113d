/** What of a stretch of time is recorded, and what is missing and why. Pure. */
import type { Gap } from './archive-types.ts';
import { SHORTEST_GAP_MS } from './gap-book.ts';

export interface Span {
  from: number;
  to: number;
  state: 'recorded' | 'missing';
  cause: string | null;
}

interface Stretch {
  from: number;
  to: number;
}

/**
 * Spans in order that cover [from, to) without holes. `recorded` may overlap; `lost` is taken out of it. A hole shorter
 * than a quarter of a second is jitter. Causes come from `gaps`; what no gap explains is `expired` before the first
 * recording that is kept, otherwise `not-recorded`.
 */
export function buildTimeline(input: {
  from: number;
  to: number;
  recorded: readonly Stretch[];
  lost: readonly Stretch[];
  gaps: readonly Gap[];
  /** Start of the oldest recording of the camera that is kept, and whether there was ever an older one. */
  keptSince: number | null;
}): Span[] {
  const kept = subtract(merge(input.recorded, SHORTEST_GAP_MS), input.lost);
  const spans: Span[] = [];
  let cursor = input.from;
  for (const stretch of kept) {
    const [from, to] = [Math.max(stretch.from, input.from), Math.min(stretch.to, input.to)];
    if (to <= from || to <= cursor) continue;
    if (from > cursor) spans.push(...missing(cursor, from, input));
    spans.push({ from: Math.max(from, cursor), to, state: 'recorded', cause: null });
    cursor = to;
  }
  if (cursor < input.to) spans.push(...missing(cursor, input.to, input));
  return spans;
}

function missing(from: number, to: number, input: { gaps: readonly Gap[]; lost: readonly Stretch[]; keptSince: number | null }): Span[] {
  const known = [
    ...input.gaps.map((gap) => ({ from: gap.from, to: gap.to ?? Infinity, cause: gap.cause })),
    ...input.lost.map((stretch) => ({ ...stretch, cause: 'file-lost' })),
  ]
    .filter((gap) => gap.from < to - SHORTEST_GAP_MS && gap.to > from + SHORTEST_GAP_MS)
    .sort((a, b) => a.from - b.from);
  const spans: Span[] = [];
  let cursor = from;
  const unexplained = (end: number): void => {
    if (end - cursor < SHORTEST_GAP_MS) return;
    spans.push({ from: cursor, to: end, state: 'missing', cause: input.keptSince !== null && end > input.keptSince ? 'not-recorded' : 'expired' });
    cursor = end;
  };
  for (const gap of known) {
    const [start, end] = [Math.max(gap.from, cursor), Math.min(gap.to, to)];
    if (end <= cursor) continue;
    unexplained(start);
    spans.push({ from: cursor, to: end, state: 'missing', cause: gap.cause });
    cursor = end;
  }
  unexplained(to);
  const last = spans.at(-1);
  if (last) last.to = to;
  return spans.length > 0 ? spans : [{ from, to, state: 'missing', cause: 'not-recorded' }];
}

function merge(stretches: readonly Stretch[], tolerance: number): Stretch[] {
  const merged: Stretch[] = [];
  for (const stretch of [...stretches].sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && stretch.from <= last.to + tolerance) last.to = Math.max(last.to, stretch.to);
    else merged.push({ ...stretch });
  }
  return merged;
}

function subtract(from: readonly Stretch[], holes: readonly Stretch[]): Stretch[] {
  let rest = [...from];
  for (const hole of holes) {
    rest = rest.flatMap((stretch) => {
      if (hole.to <= stretch.from || hole.from >= stretch.to) return [stretch];
      return [
        { from: stretch.from, to: hole.from },
        { from: hole.to, to: stretch.to },
      ].filter((piece) => piece.to > piece.from);
    });
  }
  return rest;
}
