/**
 * Moves a camera while keys are held. The move is repeated before the camera's own limit runs out, so a lost page stops
 * by itself; letting go sends a stop, always, whatever happened to the moves.
 */
export interface PtzVector {
  pan: number;
  tilt: number;
  zoom: number;
}

export type PtzDirection = 'left' | 'right' | 'up' | 'down' | 'in' | 'out';

export interface PtzPort {
  move: (vector: PtzVector, timeoutMs: number) => void;
  stop: () => void;
}

export const REPEAT_MS = 400;
export const MOVE_TIMEOUT_MS = 1_000;
const SPEED = 0.5;
const FAST = 1;

const AXIS: Record<PtzDirection, PtzVector> = {
  left: { pan: -1, tilt: 0, zoom: 0 },
  right: { pan: 1, tilt: 0, zoom: 0 },
  up: { pan: 0, tilt: 1, zoom: 0 },
  down: { pan: 0, tilt: -1, zoom: 0 },
  in: { pan: 0, tilt: 0, zoom: 1 },
  out: { pan: 0, tilt: 0, zoom: -1 },
};

export class PtzHold {
  readonly #port: PtzPort;
  readonly #held = new Set<PtzDirection>();
  #isFast = false;
  #drag: PtzVector | null = null;
  #timer: ReturnType<typeof setInterval> | null = null;

  constructor(port: PtzPort) {
    this.#port = port;
  }

  press(direction: PtzDirection, isFast: boolean): void {
    if (this.#held.has(direction) && this.#isFast === isFast) return;
    this.#held.add(direction);
    this.#isFast = isFast;
    this.#apply();
  }

  release(direction: PtzDirection): void {
    if (this.#held.delete(direction)) this.#apply();
  }

  /** Movement by a drag: each part in [-1, 1]; null ends it. */
  drag(vector: PtzVector | null): void {
    this.#drag = vector;
    this.#apply();
  }

  /** Everything is let go: key up unseen, window left, mode ended. */
  releaseAll(): void {
    this.#held.clear();
    this.#drag = null;
    this.#apply();
  }

  #vector(): PtzVector {
    if (this.#drag) return this.#drag;
    const speed = this.#isFast ? FAST : SPEED;
    const sum = { pan: 0, tilt: 0, zoom: 0 };
    for (const direction of this.#held) {
      const axis = AXIS[direction];
      sum.pan += axis.pan * speed;
      sum.tilt += axis.tilt * speed;
      sum.zoom += axis.zoom * speed;
    }
    return sum;
  }

  #apply(): void {
    const isMoving = this.#held.size > 0 || this.#drag !== null;
    if (!isMoving) {
      if (this.#timer === null) return;
      clearInterval(this.#timer);
      this.#timer = null;
      this.#port.stop();
      return;
    }
    this.#port.move(this.#vector(), MOVE_TIMEOUT_MS);
    this.#timer ??= setInterval(() => this.#port.move(this.#vector(), MOVE_TIMEOUT_MS), REPEAT_MS);
  }
}
