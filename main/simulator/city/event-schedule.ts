import { LOOP_SECONDS } from '../types.ts';
import type { SimulatedCamera } from './simulated-camera.ts';

export type EventRate = 'off' | 'normal' | 'often';

/** How long an event is to be seen: two loops of its clip. */
export const EVENT_DURATION_MS = 2 * LOOP_SECONDS * 1000;

const PAUSE_MS: Readonly<Record<Exclude<EventRate, 'off'>, { min: number; max: number }>> = {
  normal: { min: 10 * 60_000, max: 15 * 60_000 },
  often: { min: 60_000, max: 150_000 },
};

const MAX_AT_ONCE = 3;
const RETRY_MS = 20_000;

/** Lets events come back from time to time, staggered over the cameras. Returns what stops it. */
export function startEventSchedule(cameras: readonly SimulatedCamera[], rate: EventRate): () => void {
  if (rate === 'off') return () => undefined;
  const { min, max } = PAUSE_MS[rate];
  const timers = new Map<SimulatedCamera, NodeJS.Timeout>();
  const capable = cameras.filter((camera) => camera.description.events.length > 0);
  const plan = (camera: SimulatedCamera, delayMs: number, turn: number): void => {
    timers.set(
      camera,
      setTimeout(() => attempt(camera, turn), delayMs),
    );
  };
  const attempt = (camera: SimulatedCamera, turn: number): void => {
    const { events } = camera.description;
    const event = events[turn % events.length];
    const raised = capable.filter((other) => other.events.active !== null).length;
    if (!event || raised >= MAX_AT_ONCE || camera.state !== 'up' || !camera.canShow(event)) {
      plan(camera, RETRY_MS, turn);
      return;
    }
    camera.events.raise(event, EVENT_DURATION_MS);
    plan(camera, min + Math.random() * (max - min), turn + 1);
  };
  capable.forEach((camera, index) => plan(camera, ((index + 0.5) / capable.length) * max, index));
  return () => {
    for (const timer of timers.values()) clearTimeout(timer);
  };
}
