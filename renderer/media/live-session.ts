/**
 * One live picture through all its connections: waits its turn, opens, counts the frames that were really decoded,
 * asks again after a failure, and answers how old the picture is. Knows no framework; a tile looks at it five times a
 * second.
 */
import { pictureState, SAME_PICTURE_FROZEN_MS, type PictureState } from '#shared/domain/frame-age.ts';
import { MsePlayer, type PlayerEnd, type PlayerListener } from './mse-player.ts';
import type { OpenerQueue } from './opener-queue.ts';
import { retryDelayMs } from './retry-delay.ts';
import { SamePictureDetector, sampleVideo } from './same-picture.ts';
import { noteWait } from './usual-wait.ts';

export type Connection = 'closed' | 'in-turn' | 'connecting' | 'open' | 'waiting';

/** What a tile says about its picture at one moment. Ages in milliseconds. */
export interface PictureReport {
  state: PictureState;
  /** Age of the last decoded frame; null before the first. */
  ageMs: number | null;
  /** Frames keep coming, but they are one and the same picture. */
  isSamePicture: boolean;
  /** For how long the picture has been the same. */
  sameForMs: number;
  frames: number;
  connection: Connection;
  /** Failed attempts since the last frame. */
  tries: number;
  nextTryInMs: number | null;
  /** Why there is no picture, in the host's code or one of PlayerEnd's kinds. */
  reason: string | null;
  /** UTC milliseconds of the last decoded frame. */
  lastFrameAt: number | null;
}

export interface SessionDeps {
  video: HTMLVideoElement;
  queue: Pick<OpenerQueue, 'take'>;
  /** Asks the host for a ticket and gives the WebSocket address. */
  requestUrl: () => Promise<string>;
  open?: (video: HTMLVideoElement, url: string, listener: PlayerListener) => { close(): void };
  random?: () => number;
}

/** No first frame after this: say so instead of "opening". */
export const OPENING_GIVES_UP_MS = 10_000;
/** A connection that is open but silent for this long while the camera is said to stream is opened anew. */
const SILENT_REOPEN_MS = 8_000;
const SAMPLE_EVERY_MS = 1_000;
/** Longer than what a gateway holds from one key frame to the next: frames that go on for this long are new. */
const PROVEN_AFTER_MS = 5_000;

export class LiveSession {
  readonly #deps: SessionDeps;
  readonly #same = new SamePictureDetector();
  #player: { close(): void } | null = null;
  #giveTurnUp: (() => void) | null = null;
  #retry: ReturnType<typeof setTimeout> | null = null;
  #connection: Connection = 'closed';
  #startedMs = 0;
  #openedMs = 0;
  #lastFrameMs: number | null = null;
  #lastFrameAt: number | null = null;
  #lastSampleMs = 0;
  #frames = 0;
  #tries = 0;
  #nextTryMs: number | null = null;
  #reason: string | null = null;
  #frameHandle = 0;
  #isCameraSilent = false;
  /** When the first frame of this connection was decoded. */
  #firstFrameMs: number | null = null;
  /** Makes the answer of a ticket asked for before a stop be thrown away. */
  #attempt = 0;

  constructor(deps: SessionDeps) {
    this.#deps = deps;
  }

  /** Begins, or begins again after `stop`; an earlier picture is not shown meanwhile. */
  start(): void {
    if (this.#connection !== 'closed') return;
    this.#startedMs = performance.now();
    this.#lastFrameMs = null;
    this.#lastFrameAt = null;
    this.#same.reset();
    this.#tries = 0;
    this.#reason = null;
    this.#watchFrames();
    this.#queueUp();
  }

  /** Closes the connection and takes the picture away: nothing is decoded any more. */
  stop(): void {
    if (this.#connection === 'closed') return;
    this.#dropConnection();
    this.#connection = 'closed';
    const { video } = this.#deps;
    video.cancelVideoFrameCallback(this.#frameHandle);
    video.removeAttribute('src');
    video.load();
  }

  /** Something says that a picture may be had now (camera streams again, host is back): do not wait for the next try. */
  wake(): void {
    if (this.#connection === 'waiting') this.#queueUp();
  }

  /**
   * What the host says of the camera. While it gives nothing, the first frames of a new connection are the last ones that
   * the gateway held: they are not taken for a picture of now until they have gone on for a while.
   */
  noteCamera(isSilent: boolean): void {
    this.#isCameraSilent = isSilent;
  }

  /** The camera is known to stream: an open but silent connection is then stale. Called on every beat. */
  expectFrames(nowMs: number): void {
    const silentSince = Math.max(this.#lastFrameMs ?? 0, this.#openedMs);
    if (this.#connection === 'open' && nowMs - silentSince > SILENT_REOPEN_MS) this.#failed('closed');
  }

  /** Age of the last decoded frame in milliseconds, null before the first. */
  ageMs(nowMs: number): number | null {
    return this.#lastFrameMs === null ? null : Math.max(0, nowMs - this.#lastFrameMs);
  }

  /** The picture now, sampled for sameness when due. */
  report(nowMs: number): PictureReport {
    this.#sample(nowMs);
    const ageMs = this.ageMs(nowMs);
    const byAge = pictureState(ageMs);
    const sameForMs = this.#same.sameForMs(nowMs);
    const isSamePicture = (byAge === 'live' || byAge === 'late') && sameForMs > SAME_PICTURE_FROZEN_MS;
    const gaveUp = byAge === 'opening' && nowMs - this.#startedMs > OPENING_GIVES_UP_MS;
    return {
      state: gaveUp ? 'gone' : isSamePicture ? 'frozen' : byAge,
      ageMs,
      isSamePicture,
      sameForMs,
      frames: this.#frames,
      connection: this.#connection,
      tries: this.#tries,
      nextTryInMs: this.#nextTryMs === null ? null : Math.max(0, this.#nextTryMs - nowMs),
      reason: this.#reason,
      lastFrameAt: this.#lastFrameAt,
    };
  }

  #queueUp(): void {
    this.#clearRetry();
    this.#connection = 'in-turn';
    const attempt = ++this.#attempt;
    this.#giveTurnUp = this.#deps.queue.take(() => {
      this.#giveTurnUp = null;
      this.#connection = 'connecting';
      this.#deps.requestUrl().then(
        (url) => this.#connect(attempt, url),
        (error: unknown) => {
          if (attempt === this.#attempt) this.#failed(codeOf(error));
        },
      );
    });
  }

  #connect(attempt: number, url: string): void {
    if (attempt !== this.#attempt || this.#connection !== 'connecting') return;
    this.#firstFrameMs = null;
    const listener: PlayerListener = {
      onOpen: () => {
        this.#connection = 'open';
        this.#openedMs = performance.now();
      },
      onEnd: (end) => this.#onEnd(end),
    };
    const open = this.#deps.open ?? ((video, address, events) => new MsePlayer(video, address, events));
    this.#player = open(this.#deps.video, url, listener);
  }

  #onEnd(end: PlayerEnd): void {
    this.#player = null;
    // A camera that changed codec or size is fine: open again at once, there was no failure to wait for.
    if (end.kind === 'changed') this.#queueUp();
    else this.#failed(end.kind === 'refused' ? end.code : end.kind);
  }

  #failed(reason: string): void {
    this.#dropConnection();
    this.#tries += 1;
    this.#reason = reason;
    this.#connection = 'waiting';
    const delayMs = retryDelayMs(this.#tries, (this.#deps.random ?? Math.random)());
    this.#nextTryMs = performance.now() + delayMs;
    this.#retry = setTimeout(() => this.#queueUp(), delayMs);
  }

  #dropConnection(): void {
    this.#attempt += 1;
    this.#giveTurnUp?.();
    this.#giveTurnUp = null;
    this.#clearRetry();
    this.#player?.close();
    this.#player = null;
  }

  #clearRetry(): void {
    if (this.#retry !== null) clearTimeout(this.#retry);
    this.#retry = null;
    this.#nextTryMs = null;
  }

  #watchFrames(): void {
    const onFrame = (): void => {
      const now = performance.now();
      this.#frames += 1;
      this.#firstFrameMs ??= now;
      if (!this.#isCameraSilent || now - this.#firstFrameMs > PROVEN_AFTER_MS) this.#noteFrame(now);
      this.#frameHandle = this.#deps.video.requestVideoFrameCallback(onFrame);
    };
    this.#frameHandle = this.#deps.video.requestVideoFrameCallback(onFrame);
  }

  #noteFrame(now: number): void {
    if (this.#lastFrameMs === null) noteWait(now - this.#startedMs);
    this.#lastFrameMs = now;
    this.#lastFrameAt = Date.now();
    this.#tries = 0;
    this.#reason = null;
  }

  #sample(nowMs: number): void {
    if (this.#lastFrameMs === null || nowMs - this.#lastSampleMs < SAMPLE_EVERY_MS || this.#lastFrameMs <= this.#lastSampleMs) return;
    this.#lastSampleMs = nowMs;
    const sample = sampleVideo(this.#deps.video);
    if (sample) this.#same.add(sample, nowMs);
  }
}

function codeOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string') return error.code;
  return 'closed';
}
