/**
 * When a frame was seen. The gateway's stream carries no wall time, so the moment of arrival is taken: a frame is never
 * early, only late (network, bursts after opening), hence the least difference between arrival and media time is the
 * best estimate, and it is followed slowly, so that neither jitter nor a slow drift of the camera's clock makes steps.
 */
import type { Clock } from '../../kernel/clock.ts';

/** Beyond this the media timeline and the wall clock no longer tell of the same thing: a gap, or a clock that was set. */
export const BREAK_MS = 1_000;
const DRIFT_STEP = 0.1;

export class MediaTimeline {
  readonly #timescale: number;
  /** Milliseconds to add to media time; null until the first segment is closed. */
  #offsetMs: number | null = null;
  #leastMs = Infinity;

  constructor(timescale: number) {
    this.#timescale = timescale;
  }

  /** Takes a frame's decode time and the moment it arrived. */
  note(ticks: number, arrivalMs: number): void {
    this.#leastMs = Math.min(this.#leastMs, arrivalMs - this.#mediaMs(ticks));
  }

  /** How much later than expected a frame comes (negative: earlier); 0 while nothing is known. */
  latenessMs(ticks: number, arrivalMs: number): number {
    const offset = this.#offsetMs ?? (this.#leastMs === Infinity ? null : this.#leastMs);
    return offset === null ? 0 : arrivalMs - this.#mediaMs(ticks) - offset;
  }

  /** Settles the estimate with what was noted since the last call. Wall times given before do not change. */
  settle(): void {
    if (this.#leastMs === Infinity) return;
    const isFirstOrEarlier = this.#offsetMs === null || this.#leastMs < this.#offsetMs;
    this.#offsetMs = isFirstOrEarlier ? this.#leastMs : (this.#offsetMs ?? 0) + (this.#leastMs - (this.#offsetMs ?? 0)) * DRIFT_STEP;
    this.#leastMs = Infinity;
  }

  /** UTC milliseconds of a media time by the settled estimate. */
  wallMs(ticks: number): number {
    if (this.#offsetMs === null) throw new Error('the timeline is not settled yet');
    return Math.round(this.#mediaMs(ticks) + this.#offsetMs);
  }

  #mediaMs(ticks: number): number {
    return (ticks / this.#timescale) * 1_000;
  }
}

/** Wall-clock time that runs evenly: taken from the monotonic clock, compared with the machine's clock now and then. */
export class SteadyClock {
  readonly #clock: Clock;
  #wallMinusMonotonicMs: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#wallMinusMonotonicMs = clock.now() - clock.monotonicMs();
  }

  now(): number {
    return this.#clock.monotonicMs() + this.#wallMinusMonotonicMs;
  }

  /** Follows the machine's clock. Returns true when it was set by more than a slow correction. */
  compare(): boolean {
    const difference = this.#clock.now() - this.#clock.monotonicMs() - this.#wallMinusMonotonicMs;
    this.#wallMinusMonotonicMs += difference;
    return Math.abs(difference) > BREAK_MS;
  }
}
