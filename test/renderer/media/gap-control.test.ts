import { describe, expect, test } from 'vitest';
import { gapStep, KEEP_PAST_S, spanToForget } from '#renderer/media/gap-control.ts';

describe('gapStep', () => {
  test.each([
    { gap: 0.01, rate: 0.9 },
    { gap: 0.1, rate: 1 },
    { gap: 0.25, rate: 1.06 },
    { gap: 0.5, rate: 1.25 },
  ])('a picture $gap s behind plays at $rate', ({ gap, rate }) => {
    expect(gapStep(0, 100, 100 - gap)).toEqual({ kind: 'rate', rate });
  });

  test('a picture far behind jumps near the newest frame', () => {
    expect(gapStep(0, 100, 98)).toEqual({ kind: 'seek', seekTo: 99.85 });
  });

  test('a playhead before the buffer jumps into it, also when the buffer is short', () => {
    expect(gapStep(50, 50.1, 0)).toEqual({ kind: 'seek', seekTo: 50 });
  });

  test('a playhead past the buffer comes back', () => {
    expect(gapStep(0, 10, 12)).toEqual({ kind: 'seek', seekTo: 9.85 });
  });

  test('playing by its own rates, the picture settles near a tenth of a second and never jumps', () => {
    const frameS = 0.1;
    let played = 0;
    let gaps: number[] = [];
    for (let end = 1; end < 60; end += frameS) {
      const step = gapStep(0, end, played);
      played = step.kind === 'seek' ? step.seekTo : Math.min(end, played + frameS * step.rate);
      gaps.push(end - played);
    }
    gaps = gaps.slice(-100);
    expect(Math.max(...gaps)).toBeLessThan(0.2);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(0);
  });
});

test('old pictures are forgotten in steps, recent ones stay', () => {
  expect(spanToForget(0, KEEP_PAST_S)).toBeNull();
  expect(spanToForget(0, 30)).toEqual({ from: 0, to: 30 - KEEP_PAST_S });
});
