import type { SimulatorLog } from '../log.ts';
import type { Light, LiveView, LiveViewFactory, PtzPosition, SceneEvent, SceneName } from '../types.ts';
import type { CameraStream } from './camera-stream.ts';
import type { PtzMotion } from './ptz-motion.ts';

/** A live view nobody needs is closed after this long. */
const KEEP_OPEN_MS = 30_000;

const STEP_MS = 80;
const RETRY_AFTER_FAILURE_MS = 5_000;

export interface LiveSessionOptions {
  scene: SceneName;
  look: number;
  motion: PtzMotion;
  /** Main, then sub. */
  streams: readonly [CameraStream, CameraStream];
  factory: LiveViewFactory;
  currentLight: () => Light;
  currentEvent: () => SceneEvent | null;
  log: SimulatorLog;
}

/**
 * Keeps the live view of one PTZ camera open while it looks away from home and someone looks at it, steers it after
 * the camera's head, and lets the clip take over again at home.
 */
export class LiveSession {
  readonly #options: LiveSessionOptions;
  #view: LiveView | null = null;
  #opening = false;
  #closed = false;
  #neededUntilMs = 0;
  #stillWantedUntilMs = 0;
  #retryAtMs = 0;
  #step: NodeJS.Timeout | null = null;
  #shown: { light: Light; event: SceneEvent | null } | null = null;

  constructor(options: LiveSessionOptions) {
    this.#options = options;
  }

  /** Something changed that may need a live view: the head was moved, someone began to watch. */
  wake(): void {
    if (this.#closed || this.#step) return;
    this.#step = setInterval(() => this.#advance(), STEP_MS);
    this.#advance();
  }

  /** A still is asked for: the live view is needed for the next seconds even if nobody watches. */
  wantStill(nowMs: number): void {
    this.#stillWantedUntilMs = nowMs + KEEP_OPEN_MS;
    this.wake();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#rest();
    await this.#closeView();
  }

  #advance(): void {
    const now = Date.now();
    const { motion, streams } = this.#options;
    const watched = streams.some((stream) => stream.watched) || now < this.#stillWantedUntilMs;
    const away = !motion.isHomeViewAt(now);
    const needed = away && watched;
    for (const stream of streams) stream.wantLive(away);
    if (needed) {
      this.#neededUntilMs = now + KEEP_OPEN_MS;
      if (!this.#view && !this.#opening && now >= this.#retryAtMs) void this.#open();
    }
    this.#steer(now);
    if (this.#view && now >= this.#neededUntilMs) void this.#closeView();
    if (!this.#view && !this.#opening && !needed) this.#rest();
  }

  #steer(now: number): void {
    if (!this.#view) return;
    this.#view.setPosition(this.#options.motion.positionAt(now));
    const light = this.#options.currentLight();
    const event = this.#options.currentEvent();
    if (this.#shown?.light === light && this.#shown.event === event) return;
    this.#shown = { light, event };
    this.#view.setScene(light, event);
  }

  async #open(): Promise<void> {
    const { scene, look, motion, factory, currentLight, currentEvent, streams, log } = this.#options;
    this.#opening = true;
    const position: PtzPosition = motion.positionAt(Date.now());
    const shown = { light: currentLight(), event: currentEvent() };
    try {
      const view = await factory.open(scene, look, shown.light, shown.event, position);
      if (this.#closed) {
        await view.close();
        return;
      }
      this.#view = view;
      this.#shown = shown;
      const [main, sub] = streams;
      view.onPicture((profile, picture) => {
        try {
          (profile === 'main' ? main : sub).pushLive(picture);
        } catch (error) {
          log.error({ scene, profile, err: error }, 'A live view sends pictures that cannot be used');
          void this.#closeView();
        }
      });
      view.onEnd((reason) => this.#ended(view, reason));
    } catch (error) {
      log.warn({ scene, err: error }, 'Could not open a live view; the clip is shown instead');
      this.#retryAtMs = Date.now() + RETRY_AFTER_FAILURE_MS;
    } finally {
      this.#opening = false;
    }
  }

  #ended(view: LiveView, reason: Error | null): void {
    if (this.#view !== view) return;
    if (reason) this.#options.log.warn({ scene: this.#options.scene, err: reason }, 'A live view ended by itself');
    this.#view = null;
    this.#retryAtMs = Date.now() + RETRY_AFTER_FAILURE_MS;
    for (const stream of this.#options.streams) stream.liveEnded();
  }

  async #closeView(): Promise<void> {
    const view = this.#view;
    this.#view = null;
    if (!view) return;
    for (const stream of this.#options.streams) stream.liveEnded();
    try {
      await view.close();
    } catch (error) {
      this.#options.log.warn({ scene: this.#options.scene, err: error }, 'Could not close a live view in order');
    }
  }

  #rest(): void {
    if (this.#step) clearInterval(this.#step);
    this.#step = null;
  }
}
