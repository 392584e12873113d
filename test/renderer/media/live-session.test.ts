import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { LiveSession } from '#renderer/media/live-session.ts';
import type { PlayerListener } from '#renderer/media/mse-player.ts';

/** A video element as far as a session uses it; `frame()` is one decoded frame. */
class FakeVideo {
  videoWidth = 0;
  readyState = 0;
  #callback: (() => void) | null = null;
  requestVideoFrameCallback(callback: () => void): number {
    this.#callback = callback;
    return 1;
  }
  cancelVideoFrameCallback(): void {
    this.#callback = null;
  }
  removeAttribute(): void {}
  load(): void {}
  frame(): void {
    const callback = this.#callback;
    this.#callback = null;
    callback?.();
  }
}

function start(requestUrl: () => Promise<string> = () => Promise.resolve('ws://host/live')) {
  const video = new FakeVideo();
  const opened: { url: string; listener: PlayerListener; isClosed: boolean }[] = [];
  const session = new LiveSession({
    video: video as unknown as HTMLVideoElement,
    queue: { take: (run) => (run(), () => undefined) },
    requestUrl,
    random: () => 0.5,
    open: (_, url, listener) => {
      const one = { url, listener, isClosed: false };
      opened.push(one);
      return { close: () => void (one.isClosed = true) };
    },
  });
  const state = (): string => session.report(performance.now()).state;
  return { video, session, opened, state };
}

/** Lets promises settle without moving the clock. */
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the age of a picture', () => {
  test('counts from the last decoded frame, not from the connection', async () => {
    const { video, session, opened, state } = start();
    session.start();
    await settle();
    opened[0]?.listener.onOpen('video/mp4');
    expect(state()).toBe('opening');
    video.frame();
    expect(state()).toBe('live');
    await vi.advanceTimersByTimeAsync(1_500);
    expect(state()).toBe('late');
    await vi.advanceTimersByTimeAsync(4_000);
    expect(state()).toBe('frozen');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(state()).toBe('gone');
    video.frame();
    expect(state()).toBe('live');
    expect(session.report(performance.now()).frames).toBe(2);
  });

  test('what the gateway still held of a silent camera is not taken for a picture of now', async () => {
    const { video, session, opened, state } = start();
    session.noteCamera(true);
    session.start();
    await settle();
    opened[0]?.listener.onOpen('video/mp4');
    for (let n = 0; n < 12; n += 1) {
      video.frame();
      await vi.advanceTimersByTimeAsync(80);
    }
    expect(state()).toBe('opening');
    expect(session.report(performance.now())).toMatchObject({ ageMs: null, lastFrameAt: null });
    // The host hears the camera again, or is late to say so and the frames simply go on.
    session.noteCamera(false);
    video.frame();
    expect(state()).toBe('live');
    session.noteCamera(true);
    await vi.advanceTimersByTimeAsync(5_000);
    video.frame();
    expect(state()).toBe('live');
  });

  test('a picture that never comes is said to be missing, not for ever opening', async () => {
    const { session, state } = start();
    session.start();
    await vi.advanceTimersByTimeAsync(9_000);
    expect(state()).toBe('opening');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(state()).toBe('gone');
  });

  test('shown again after being hidden, the old picture does not count', async () => {
    const { video, session, opened, state } = start();
    session.start();
    await settle();
    video.frame();
    session.stop();
    expect(opened[0]?.isClosed).toBe(true);
    session.start();
    expect(state()).toBe('opening');
  });
});

describe('connections', () => {
  test('a broken one is tried again after a wait, and the wait is told', async () => {
    const { session, opened } = start();
    session.start();
    await settle();
    opened[0]?.listener.onEnd({ kind: 'refused', code: 'CAMERA_UNREACHABLE' });
    expect(session.report(performance.now())).toMatchObject({ connection: 'waiting', tries: 1, reason: 'CAMERA_UNREACHABLE', nextTryInMs: 1_000 });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(opened).toHaveLength(2);
  });

  test('news of the camera cut the wait short', async () => {
    const { session, opened } = start();
    session.start();
    await settle();
    opened[0]?.listener.onEnd({ kind: 'closed' });
    session.wake();
    await settle();
    expect(opened).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(opened).toHaveLength(2);
  });

  test('a camera that changed its coding is opened at once, without counting as a failure', async () => {
    const { session, opened } = start();
    session.start();
    await settle();
    opened[0]?.listener.onEnd({ kind: 'changed' });
    await settle();
    expect(opened).toHaveLength(2);
    expect(session.report(performance.now()).tries).toBe(0);
  });

  test('an open connection that stays silent while the camera streams is opened anew', async () => {
    const { video, session, opened } = start();
    session.start();
    await settle();
    opened[0]?.listener.onOpen('video/mp4');
    video.frame();
    await vi.advanceTimersByTimeAsync(7_000);
    session.expectFrames(performance.now());
    expect(opened[0]?.isClosed).toBe(false);
    await vi.advanceTimersByTimeAsync(2_000);
    session.expectFrames(performance.now());
    expect(opened[0]?.isClosed).toBe(true);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(opened).toHaveLength(2);
  });

  test('a ticket that comes after the tile was closed opens nothing', async () => {
    let give: (url: string) => void = () => undefined;
    const { session, opened } = start(() => new Promise((resolve) => (give = resolve)));
    session.start();
    session.stop();
    give('ws://host/late');
    await settle();
    expect(opened).toHaveLength(0);
  });

  test('a refused ticket is a failed try with the code of the host', async () => {
    const { session } = start(() => Promise.reject(Object.assign(new Error('no'), { code: 'TOO_MANY' })));
    session.start();
    await settle();
    expect(session.report(performance.now())).toMatchObject({ connection: 'waiting', reason: 'TOO_MANY' });
  });

  test('frames end the count of failures', async () => {
    const { video, session, opened } = start();
    session.start();
    await settle();
    opened[0]?.listener.onEnd({ kind: 'closed' });
    await vi.advanceTimersByTimeAsync(1_000);
    video.frame();
    expect(session.report(performance.now())).toMatchObject({ tries: 0, reason: null });
  });
});
