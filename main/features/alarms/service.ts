import { alarmSchema, type Alarm } from '#shared/contract/alarms.ts';
import { AppError } from '#shared/contract/errors.ts';
import type { AlarmTable } from '../../db/tables/incidents.ts';
import { newId } from '../../kernel/ids.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Actor } from '../../transport/context.ts';
import type { AuditService } from '../audit/index.ts';
import type { NewAlarm } from './index.ts';

const MAX_LISTED = 1_000;

export class AlarmService {
  readonly #kernel: Kernel;
  readonly #audit: AuditService;
  /** Open causes with their alarm's id, so that a flapping cause costs no query. The table decides; this follows it. */
  readonly #open = new Map<string, string>();

  constructor(kernel: Kernel, audit: AuditService) {
    this.#kernel = kernel;
    this.#audit = audit;
  }

  async start(): Promise<void> {
    const rows = await this.#kernel.db.read.selectFrom('alarm').select(['key', 'id']).where('ended_at', 'is', null).execute();
    for (const row of rows) this.#open.set(row.key, row.id);
  }

  async raise(alarm: NewAlarm): Promise<Alarm> {
    const { row, isNew } = await this.#kernel.db.write(async (trx) => {
      const open = await trx.selectFrom('alarm').selectAll().where('key', '=', alarm.key).where('ended_at', 'is', null).executeTakeFirst();
      if (open) return { row: open, isNew: false };
      const fresh: AlarmTable = {
        id: newId(),
        key: alarm.key,
        kind: alarm.kind,
        severity: alarm.severity,
        started_at: this.#kernel.clock.now(),
        ended_at: null,
        acknowledged_at: null,
        acknowledged_by: null,
        camera_id: alarm.cameraId ?? null,
        incident_id: alarm.incidentId ?? null,
        dispatch_id: alarm.dispatchId ?? null,
        data: JSON.stringify(alarm.data),
      };
      await trx.insertInto('alarm').values(fresh).execute();
      return { row: fresh, isNew: true };
    });
    this.#open.set(row.key, row.id);
    if (isNew) this.#kernel.bus.announce('alarms.changed', [row.id]);
    return toContract(row);
  }

  async end(key: string): Promise<void> {
    if (!this.#open.has(key)) return;
    const ended = await this.#kernel.db.write((trx) =>
      trx.updateTable('alarm').set({ ended_at: this.#kernel.clock.now() }).where('key', '=', key).where('ended_at', 'is', null).returning('id').execute(),
    );
    this.#open.delete(key);
    if (ended.length > 0)
      this.#kernel.bus.announce(
        'alarms.changed',
        ended.map((row) => row.id),
      );
  }

  openKeys(prefix: string): string[] {
    return [...this.#open.keys()].filter((key) => key.startsWith(prefix));
  }

  /** What still asks for attention: oldest critical first. */
  async list(): Promise<Alarm[]> {
    const rows = await this.#kernel.db.read
      .selectFrom('alarm')
      .selectAll()
      .where((where) => where.or([where('ended_at', 'is', null), where('acknowledged_at', 'is', null)]))
      .orderBy('severity')
      .orderBy('started_at')
      .limit(MAX_LISTED)
      .execute();
    return rows.map(toContract);
  }

  /** Somebody has seen it. The first name stays when two press at once. NOT_FOUND for an unknown id. */
  async acknowledge(id: string, actor: Actor): Promise<Alarm> {
    const row = await this.#kernel.db.write(async (trx) => {
      const alarm = await trx.selectFrom('alarm').selectAll().where('id', '=', id).executeTakeFirst();
      if (!alarm) throw new AppError('NOT_FOUND', 'there is no such alarm', { what: 'alarm', id });
      if (alarm.acknowledged_at !== null) return alarm;
      const seen = { acknowledged_at: this.#kernel.clock.now(), acknowledged_by: actor.name };
      await trx.updateTable('alarm').set(seen).where('id', '=', id).execute();
      await this.#audit.append(trx, { actor, action: 'alarms.acknowledge', objectType: 'alarm', objectId: id, detail: { kind: alarm.kind, key: alarm.key } });
      return { ...alarm, ...seen };
    });
    this.#kernel.bus.announce('alarms.changed', [id]);
    return toContract(row);
  }
}

function toContract(row: AlarmTable): Alarm {
  return alarmSchema.parse({
    id: row.id,
    kind: row.kind,
    severity: row.severity,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    acknowledgedAt: row.acknowledged_at,
    acknowledgedBy: row.acknowledged_by,
    cameraId: row.camera_id,
    incidentId: row.incident_id,
    dispatchId: row.dispatch_id,
    data: JSON.parse(row.data) as unknown,
  });
}
