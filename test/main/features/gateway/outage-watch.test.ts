import { describe, expect, it } from 'vitest';
import { OutageWatch } from '#main/features/gateway/outage-watch.ts';
import type { RtspOutcome } from '#main/protocols/rtsp/describe-probe.ts';
import type { StreamCounters } from '#main/protocols/go2rtc/streams.ts';
import { manualClock } from '../../../helpers/kernel.ts';

/** A watch whose seconds pass by hand. `outcome` is what the camera answers. */
function scene() {
  const clock = manualClock();
  const state = { outcome: 'answers' as RtspOutcome, counters: { bytes: 1, isConnected: true, consumers: 1 } as StreamCounters, probes: 0, redials: 0 };
  const watch = new OutageWatch({
    nowMs: () => clock.monotonicMs(),
    probe: () => {
      state.probes += 1;
      return Promise.resolve(state.outcome);
    },
    redial: () => {
      state.redials += 1;
      return Promise.resolve();
    },
  });
  const pass = async (seconds: number, isFlowing = false) => {
    for (let i = 0; i < seconds; i += 1) {
      clock.advance(1_000);
      if (isFlowing) state.counters = { ...state.counters, bytes: state.counters.bytes + 100 };
      watch.tick(new Set(['cam']), new Map([['cam', state.counters]]));
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { state, pass, watch };
}

describe('a stream that flows', () => {
  it('is never asked for', async () => {
    const { state, pass } = scene();
    await pass(60, true);
    expect([state.probes, state.redials]).toEqual([0, 0]);
  });
});

describe('a camera that was away', () => {
  it('is dialled anew within five seconds of its return, once', async () => {
    const { state, pass } = scene();
    await pass(3, true);
    state.outcome = 'silent';
    await pass(120);
    expect(state.redials).toBe(0);
    state.outcome = 'answers';
    await pass(5);
    expect(state.redials).toBe(1);
    await pass(20, true);
    expect(state.redials).toBe(1);
  });

  it('is left to go2rtc when that is quicker', async () => {
    const { state, pass } = scene();
    await pass(3, true);
    state.outcome = 'silent';
    await pass(4);
    state.outcome = 'answers';
    await pass(1);
    await pass(10, true);
    expect(state.redials).toBe(0);
  });
});

describe('a camera that is frozen', () => {
  it('keeps its connection, since go2rtc redials it by itself', async () => {
    const { state, pass } = scene();
    await pass(3, true);
    await pass(60);
    expect(state.redials).toBe(0);
  });
});

describe('a stream that was never connected', () => {
  it('is dialled again while the camera answers', async () => {
    const { state, pass } = scene();
    state.counters = { bytes: 0, isConnected: false, consumers: 0 };
    await pass(10);
    expect(state.redials).toBeGreaterThan(0);
  });
});

describe('a camera that refuses the password', () => {
  it('is asked rarely, so that it does not lock the account', async () => {
    const { state, pass } = scene();
    state.outcome = 'refused';
    await pass(60);
    expect(state.probes).toBeLessThanOrEqual(2);
  });

  it('is not asked for when nobody wants the stream', async () => {
    const { state, watch } = scene();
    watch.tick(new Set(), new Map([['cam', state.counters]]));
    expect(state.probes).toBe(0);
  });
});
