/** In which order alarms stand in the strip, and which of them when there is not room for all. Pure. */
import type { Alarm } from '#shared/contract/alarms.ts';

/** Oldest critical first. Acknowledging does not move an alarm, so nothing slips away under the hand. */
export function orderAlarms(alarms: readonly Alarm[]): Alarm[] {
  return [...alarms].sort((a, b) => a.severity - b.severity || a.startedAt - b.startedAt || a.id.localeCompare(b.id));
}

/** The one that is taken next: the oldest of the worst that nobody has acknowledged. */
export function nextToTake(ordered: readonly Alarm[]): Alarm | null {
  return ordered.find((alarm) => alarm.acknowledgedAt === null) ?? null;
}

/** Those that fit. Acknowledged ones give way first, from the end; then the least of the others. */
export function fitAlarms(ordered: readonly Alarm[], room: number): { shown: Alarm[]; hidden: number } {
  if (ordered.length <= room) return { shown: [...ordered], hidden: 0 };
  const kept = new Set(ordered.filter((alarm) => alarm.acknowledgedAt === null).slice(0, room));
  for (const alarm of ordered) if (kept.size < room) kept.add(alarm);
  const shown = ordered.filter((alarm) => kept.has(alarm));
  return { shown, hidden: ordered.length - shown.length };
}
