/** Evidence locks: stretches of a camera's archive that may not be deleted. */
import type { ReadDb, WriteTrx } from '../../db/db.ts';
import type { EvidenceLockTable } from '../../db/tables/recording.ts';
import { newId } from '../../kernel/ids.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Actor } from '../../transport/context.ts';
import type { AuditService } from '../audit/index.ts';
import type { Lock } from './archive-types.ts';
import type { CustodyLog } from './custody.ts';

export interface LockRequest {
  incidentId: string;
  incidentNumber: string;
  cameraIds: readonly string[];
  /** UTC milliseconds; the end may lie in the future: what is recorded until then is locked as it comes. */
  from: number;
  to: number;
  reason: string;
  actor: Actor | null;
  /** When the lock ends by itself; without it, when somebody releases it. */
  until?: number | null;
}

export class Locks {
  readonly #kernel: Kernel;
  readonly #audit: AuditService;
  readonly #custody: CustodyLog;

  constructor(kernel: Kernel, audit: AuditService, custody: CustodyLog) {
    this.#kernel = kernel;
    this.#audit = audit;
    this.#custody = custody;
  }

  get #read(): ReadDb {
    return this.#kernel.db.read;
  }

  /** Locks inside the transaction of the incident. Locking the same again adds a lock and takes none away. */
  async lock(trx: WriteTrx, request: LockRequest): Promise<void> {
    const { incidentId, incidentNumber, from, to, reason, actor } = request;
    for (const cameraId of new Set(request.cameraIds)) {
      const id = newId();
      await trx
        .insertInto('evidence_lock')
        .values({
          id,
          camera_id: cameraId,
          incident_id: incidentId,
          incident_number: incidentNumber,
          from_ms: from,
          to_ms: to,
          reason,
          locked_by: actor?.name ?? '',
          locked_at: this.#kernel.clock.now(),
          until_ms: request.until ?? null,
          released_at: null,
          released_by: null,
        })
        .execute();
      await this.#custody.append(trx, { incidentId, action: 'lock', by: actor?.name ?? null, detail: `${cameraId} ${isoSpan(from, to)}` });
      await this.#audit.append(trx, {
        actor,
        action: 'recording.lock',
        objectType: 'camera',
        objectId: cameraId,
        detail: { incidentNumber, from, to, reason },
      });
    }
  }

  /** Locks of a camera that touch [from, to) and hold. */
  async of(cameraId: string, from: number, to: number): Promise<Lock[]> {
    const rows = await this.#read
      .selectFrom('evidence_lock')
      .selectAll()
      .where('camera_id', '=', cameraId)
      .where('released_at', 'is', null)
      .where('from_ms', '<', to)
      .where('to_ms', '>', from)
      .orderBy('from_ms')
      .execute();
    return rows.map(toLock);
  }

  /** All locks of an incident, released ones too, by camera and time. */
  async ofIncident(incidentId: string): Promise<Lock[]> {
    const rows = await this.#read
      .selectFrom('evidence_lock')
      .selectAll()
      .where('incident_id', '=', incidentId)
      .orderBy('camera_id')
      .orderBy('from_ms')
      .execute();
    return rows.map(toLock);
  }

  /** Releases locks whose time is over. */
  async releaseExpired(): Promise<void> {
    const now = this.#kernel.clock.now();
    const expired = await this.#read.selectFrom('evidence_lock').selectAll().where('released_at', 'is', null).where('until_ms', '<=', now).execute();
    if (expired.length === 0) return;
    await this.#kernel.db.write(async (trx) => {
      for (const row of expired) {
        await trx.updateTable('evidence_lock').set({ released_at: now, released_by: null }).where('id', '=', row.id).where('released_at', 'is', null).execute();
        await this.#custody.append(trx, {
          incidentId: row.incident_id,
          action: 'release',
          by: null,
          detail: `${row.camera_id} ${isoSpan(row.from_ms, row.to_ms)}`,
        });
        await this.#audit.append(trx, {
          actor: null,
          action: 'recording.release',
          objectType: 'camera',
          objectId: row.camera_id,
          detail: { incidentNumber: row.incident_number },
        });
      }
    });
    this.#kernel.bus.announce('recordings.changed', [...new Set(expired.map((row) => row.camera_id))]);
  }
}

/** `2026-11-20T10:00:00.000Z/2026-11-20T10:02:00.000Z` (ISO 8601 interval). */
export function isoSpan(from: number, to: number): string {
  return `${new Date(from).toISOString()}/${new Date(to).toISOString()}`;
}

function toLock(row: EvidenceLockTable): Lock {
  return {
    id: row.id,
    cameraId: row.camera_id,
    incidentId: row.incident_id,
    incidentNumber: row.incident_number,
    from: row.from_ms,
    to: row.to_ms,
    reason: row.reason,
    lockedBy: row.locked_by,
    lockedAt: row.locked_at,
    until: row.until_ms,
    releasedAt: row.released_at,
  };
}
