/**
 * Watches over what nobody has taken over: too late, refused, not getting through. Each is an alarm as long as it
 * lasts; lateness is also written to the journal, once per level. Everything is derived from the database, so a
 * restart forgets nothing.
 */
import type { Severity } from '#shared/domain/severity.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { AlarmsFeature, NewAlarm } from '../alarms/index.ts';
import type { IncidentRecord } from '../incidents/index.ts';

/** Level 2 (the duty supervisor) follows so long after level 1. */
export const SECOND_LEVEL_AFTER_MS = 60_000;
const FAILURES_UNTIL_ALARM = 3;
const LONGEST_SLEEP_MS = 30_000;
const SHORTEST_SLEEP_MS = 20;
const AFTER_FAILURE_MS = 1_000;
const WAITED_FOR = ['queued', 'delivered', 'opened', 'undeliverable'] as const;
const OPEN_STATES = ['open', 'dispatched', 'in-progress'] as const;

interface Untaken {
  id: string;
  incident_id: string;
  number: string;
  place: string;
  code: string;
  state: string;
  priority: number;
  accept_due_at: number;
  escalation: number;
  failures: number | null;
  detail: string | null;
}

export class DeadlineWatch {
  readonly #kernel: Kernel;
  readonly #record: IncidentRecord;
  readonly #alarms: AlarmsFeature;
  #timer: NodeJS.Timeout | null = null;
  #looking: Promise<void> | null = null;
  #lookAgain = false;
  #isStopped = false;

  constructor(kernel: Kernel, record: IncidentRecord, alarms: AlarmsFeature) {
    this.#kernel = kernel;
    this.#record = record;
    this.#alarms = alarms;
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#looking;
  }

  /** Looks now: something about a dispatch changed. */
  wake(): void {
    if (this.#isStopped) return;
    if (this.#looking) {
      this.#lookAgain = true;
      return;
    }
    this.#looking = this.#lookUntilQuiet().finally(() => {
      this.#looking = null;
      if (this.#lookAgain) this.wake();
    });
  }

  async #lookUntilQuiet(): Promise<void> {
    let sleepMs: number;
    do {
      this.#lookAgain = false;
      try {
        sleepMs = await this.#look();
      } catch (error) {
        this.#kernel.log.error({ err: error }, 'the deadlines of dispatches could not be checked; trying again');
        sleepMs = AFTER_FAILURE_MS;
      }
    } while (this.#lookAgain && !this.#isStopped);
    if (this.#isStopped) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.wake(), Math.min(LONGEST_SLEEP_MS, Math.max(SHORTEST_SLEEP_MS, sleepMs)));
  }

  async #look(): Promise<number> {
    const untaken = await this.#untaken(this.#kernel.clock.now() + LONGEST_SLEEP_MS);
    const now = this.#kernel.clock.now();
    const wanted = new Map<string, NewAlarm>();
    let sleepMs = LONGEST_SLEEP_MS;
    for (const dispatch of untaken) {
      const isWaitedFor = WAITED_FOR.some((state) => state === dispatch.state);
      const level = isWaitedFor ? lateness(dispatch.accept_due_at, now) : 0;
      if (level > dispatch.escalation) await this.#escalate(dispatch, level);
      for (const alarm of alarmsOf(dispatch, level)) wanted.set(alarm.key, alarm);
      if (isWaitedFor && level < 2) sleepMs = Math.min(sleepMs, dispatch.accept_due_at + level * SECOND_LEVEL_AFTER_MS - now);
    }
    const open = this.#alarms.openKeys('dispatch-');
    for (const [key, alarm] of wanted) if (!open.includes(key)) await this.#alarms.raise(alarm);
    for (const key of open) if (!wanted.has(key)) await this.#alarms.end(key);
    return sleepMs;
  }

  /** What is refused, stuck, or due before that moment; the rest needs nobody before the next look. */
  #untaken(dueBefore: number): Promise<Untaken[]> {
    return this.#kernel.db.read
      .selectFrom('dispatch')
      .innerJoin('incident', 'incident.id', 'dispatch.incident_id')
      .innerJoin('service', 'service.id', 'dispatch.service_id')
      .leftJoin('outbox', (join) => join.onRef('outbox.dispatch_id', '=', 'dispatch.id').on('outbox.state', '=', 'waiting'))
      .select([
        'dispatch.id',
        'dispatch.incident_id',
        'incident.number',
        'incident.place',
        'service.code',
        'dispatch.state',
        'dispatch.priority',
        'dispatch.accept_due_at',
        'dispatch.escalation',
        'outbox.failures',
      ])
      .select((select) =>
        select
          .selectFrom('dispatch_fact')
          .select('dispatch_fact.detail')
          .whereRef('dispatch_fact.dispatch_id', '=', 'dispatch.id')
          .whereRef('dispatch_fact.state', '=', 'dispatch.state')
          .orderBy('dispatch_fact.seq', 'desc')
          .limit(1)
          .as('detail'),
      )
      .where('dispatch.state', 'in', [...WAITED_FOR, 'refused'])
      .where((where) =>
        where.or([
          where('dispatch.accept_due_at', '<=', dueBefore),
          where('dispatch.state', 'in', ['refused', 'undeliverable']),
          where('outbox.failures', '>=', FAILURES_UNTIL_ALARM),
        ]),
      )
      .where('incident.state', 'in', OPEN_STATES)
      .execute();
  }

  async #escalate(dispatch: Untaken, level: number): Promise<void> {
    await this.#kernel.db.write(async (trx) => {
      const raised = await trx
        .updateTable('dispatch')
        .set({ escalation: level })
        .where('id', '=', dispatch.id)
        .where('escalation', '<', level)
        .where('state', 'in', WAITED_FOR)
        .executeTakeFirst();
      if (raised.numUpdatedRows === 0n) return;
      await this.#record.journal.append(trx, {
        incidentId: dispatch.incident_id,
        kind: 'escalation',
        by: null,
        data: { service: dispatch.code, level: String(level), dueAt: String(dispatch.accept_due_at) },
      });
    });
    this.#kernel.bus.announce('incidents.changed', [dispatch.incident_id]);
    this.#kernel.bus.announce('dispatch.changed', [dispatch.id]);
  }
}

/** 0 inside its time, 1 overdue, 2 overdue for a minute. */
function lateness(dueAt: number, now: number): 0 | 1 | 2 {
  if (now < dueAt) return 0;
  return now < dueAt + SECOND_LEVEL_AFTER_MS ? 1 : 2;
}

function alarmsOf(dispatch: Untaken, level: number): NewAlarm[] {
  const severity: Severity = dispatch.priority === 1 ? 1 : 2;
  const about = { incidentId: dispatch.incident_id, dispatchId: dispatch.id, severity };
  const data = { service: dispatch.code, number: dispatch.number, place: dispatch.place };
  const alarms: NewAlarm[] = [];
  if (level > 0)
    alarms.push({ ...about, kind: 'dispatch-overdue', key: `dispatch-overdue:${dispatch.id}`, data: { ...data, dueAt: String(dispatch.accept_due_at) } });
  if (dispatch.state === 'refused')
    alarms.push({ ...about, kind: 'dispatch-refused', key: `dispatch-refused:${dispatch.id}`, data: { ...data, cause: dispatch.detail ?? '' } });
  const isStuck = dispatch.state === 'undeliverable' || (dispatch.failures ?? 0) >= FAILURES_UNTIL_ALARM;
  if (isStuck)
    alarms.push({
      ...about,
      kind: 'dispatch-undeliverable',
      key: `dispatch-undeliverable:${dispatch.id}`,
      data: { ...data, attempts: String(dispatch.failures ?? 0) },
    });
  return alarms;
}
