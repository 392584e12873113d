import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { DeadlinePassed, withDeadline } from '#main/kernel/deadline.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Waits for the signal alone, as an HTTP client does whose peer says nothing. */
const untilAborted = (signal: AbortSignal) => new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));

describe('a deadline', () => {
  it('comes although garbage was collected meanwhile', async () => {
    const outer = new AbortController();
    const waiting = withDeadline(300, [outer.signal], untilAborted);
    for (let i = 0; i < 5; i += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      collectGarbage();
    }
    await expect(waiting).rejects.toBeInstanceOf(DeadlinePassed);
  });

  it('passes on why somebody else broke off, also if that was before it began', async () => {
    const outer = new AbortController();
    const waiting = withDeadline(60_000, [undefined, outer.signal], untilAborted);
    outer.abort(new Error('the host stops'));
    await expect(waiting).rejects.toThrow('the host stops');
    await expect(withDeadline(60_000, [outer.signal], (signal) => Promise.resolve(signal.aborted))).resolves.toBe(true);
  });

  it('leaves nothing behind when the work was done in time', async () => {
    const outer = new AbortController();
    const signal = await withDeadline(60_000, [outer.signal], (given) => Promise.resolve(given));
    outer.abort();
    expect(signal.aborted).toBe(false);
  });
});
