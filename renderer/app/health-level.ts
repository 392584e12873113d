/** When a part of the system turns yellow and red: the design's table of stale things. Ages in milliseconds. */
import type { HostStatus } from '#shared/contract/host.ts';

export type HealthLevel = 'ok' | 'warn' | 'bad';

const PART_LIMITS = { warnMs: 2_000, badMs: 10_000 };
const OUTBOX_LIMITS = { warnMs: 10_000, badMs: 60_000 };

function byAge(ageMs: number, limits: { warnMs: number; badMs: number }): HealthLevel {
  if (ageMs > limits.badMs) return 'bad';
  return ageMs > limits.warnMs ? 'warn' : 'ok';
}

const worse = (a: HealthLevel, b: HealthLevel): HealthLevel => (a === 'bad' || b === 'bad' ? 'bad' : a === 'warn' || b === 'warn' ? 'warn' : 'ok');

export interface HealthView {
  level: HealthLevel;
  /** Age of the last proof by now, the time since the answer included. */
  ageMs: number;
  reason: string | null;
}

/** Database and gateway: what was said, made older by the time since. */
export function partHealth(part: { state: HealthLevel; ageMs: number; reason: string | null }, sinceHeardMs: number): HealthView {
  const ageMs = part.ageMs + sinceHeardMs;
  return { level: worse(part.state, byAge(ageMs, PART_LIMITS)), ageMs, reason: part.reason };
}

/** The recorder writes in fragments of seconds, so only the host can tell whether it does; here it is judged by what was said and when. */
export function recorderHealth(recorder: HostStatus['recorder'], sinceHeardMs: number): HealthView {
  return { level: worse(recorder.state, byAge(sinceHeardMs, PART_LIMITS)), ageMs: recorder.ageMs + sinceHeardMs, reason: recorder.reason };
}

export interface OutboxView {
  level: HealthLevel;
  waiting: number;
  oldestMs: number;
}

/** The outbox is judged by its oldest message, and by whether it is still known at all. */
export function outboxHealth(outbox: HostStatus['outbox'], sinceHeardMs: number): OutboxView {
  const oldestMs = outbox.waiting === 0 ? 0 : outbox.oldestMs + sinceHeardMs;
  const known = byAge(sinceHeardMs, PART_LIMITS);
  return { level: worse(known, worse(outbox.state, byAge(oldestMs, OUTBOX_LIMITS))), waiting: outbox.waiting, oldestMs };
}

/** How far a desk's clock may be from the host's. */
export function clockLevel(offsetMs: number): HealthLevel {
  const off = Math.abs(offsetMs);
  if (off > 5_000) return 'bad';
  return off > 500 ? 'warn' : 'ok';
}
