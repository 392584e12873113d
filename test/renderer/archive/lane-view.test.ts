import { expect, test } from 'vitest';
import {
  drawn,
  edgeFrom,
  fetchedStretch,
  followed,
  landing,
  momentAt,
  nextPicture,
  shareOf,
  skippedBetween,
  spanAt,
  ticksOf,
  viewAround,
  zoomed,
  type Span,
} from '#renderer/features/archive/lane-view.ts';

const T = Date.UTC(2026, 10, 20, 15, 0, 0);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const at = (minutes: number): number => T + minutes * MINUTE;
const span = (from: number, to: number, cause: string | null = null): Span => ({
  from: at(from),
  to: at(to),
  state: cause === null ? 'recorded' : 'missing',
  cause,
});

/** Recorded but for two minutes that follow each other with different causes. */
const SPANS = [span(0, 20), span(20, 21, 'host-stopped'), span(21, 22, 'camera-lost'), span(22, 60)];

test('zooming keeps the moment where it stands on screen', () => {
  const view = { from: at(0), to: at(60) };
  const closer = viewAround(at(15), 10 * MINUTE, view);
  expect(closer.to - closer.from).toBe(10 * MINUTE);
  expect(shareOf(at(15), closer)).toBeCloseTo(0.25);
  expect([zoomed(HOUR, 1), zoomed(MINUTE, 1), zoomed(24 * HOUR, -1)]).toEqual([10 * MINUTE, MINUTE, 24 * HOUR]);
});

test('playing out of the view pages on and shows what comes; a far jump stands in the middle', () => {
  const view = { from: at(0), to: at(60) };
  expect(followed(view, at(30))).toBe(view);
  expect(shareOf(at(61), followed(view, at(61)))).toBeCloseTo(0.1);
  expect(shareOf(at(-1), followed(view, at(-1)))).toBeCloseTo(0.9);
  expect(shareOf(at(900), followed(view, at(900)))).toBeCloseTo(0.5);
});

test('moving within a page fetches the same stretch, which always holds the view', () => {
  const first = fetchedStretch({ from: at(1), to: at(61) });
  expect(fetchedStretch({ from: at(5), to: at(65) })).toEqual(first);
  expect(first.from).toBeLessThan(at(1));
  expect(first.to).toBeGreaterThan(at(65));
});

test('a gap of a second is still seen on a lane of a day, and lies where it was', () => {
  const [gap] = drawn([{ from: at(600), to: at(600) + 1000 }], { from: at(0), to: at(1440) });
  expect(gap?.width).toBeGreaterThan(0.001);
  expect(momentAt(gap?.start ?? 0, { from: at(0), to: at(1440) })).toBe(at(600));
  expect(drawn([{ from: at(-10), to: at(-5) }], { from: at(0), to: at(60) })).toEqual([]);
});

test('what is missing is named with its cause, and the next picture is after all of it', () => {
  expect(spanAt(SPANS, at(20.5))?.cause).toBe('host-stopped');
  expect(nextPicture(SPANS, at(20))).toBe(at(22));
  expect(nextPicture(SPANS, at(30))).toBe(at(30));
  expect(nextPicture(SPANS, at(61))).toBeNull();
});

test('a step is never caught at a gap', () => {
  expect(landing(SPANS, at(20.5), 1)).toBe(at(22));
  expect(landing(SPANS, at(21.5), -1)).toBe(at(20) - 1);
  expect(landing(SPANS, at(10), -1)).toBe(at(10));
});

test('leaping over a gap is told, a jitter is not', () => {
  const spans = [span(0, 20), span(20, 21, 'host-stopped'), span(21, 60)];
  expect(skippedBetween(spans, at(20) - 80, at(21))?.cause).toBe('host-stopped');
  expect(skippedBetween(spans, at(10), at(10) + 2_000)).toBeNull();
});

test('the next edge is the nearest of gaps and locks, on either side', () => {
  const locks = [{ from: at(5), to: at(40), incidentNumber: '2026-000001' }];
  expect(edgeFrom(at(1), 1, SPANS, locks)).toBe(at(5));
  expect(edgeFrom(at(5), 1, SPANS, locks)).toBe(at(20));
  expect(edgeFrom(at(5), -1, SPANS, locks)).toBeNull();
  expect(edgeFrom(at(59), -1, SPANS, locks)).toBe(at(40));
});

test('the ruler has a readable number of whole moments at every length', () => {
  for (const minutes of [1, 10, 60, 360, 1440]) {
    const ticks = ticksOf({ from: at(0) + 1234, to: at(minutes) + 1234 });
    expect(ticks.length).toBeGreaterThanOrEqual(4);
    expect(ticks.length).toBeLessThanOrEqual(14);
    expect(ticks.every((tick) => tick % 5_000 === 0)).toBe(true);
  }
});
