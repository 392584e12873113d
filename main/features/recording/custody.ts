/**
 * Chain of custody: what happened to the recordings of an incident (locked, viewed, exported, downloaded, checked), by
 * whom and when. One hash chain per incident; the database refuses changes.
 */
import type { ReadDb, WriteTrx } from '../../db/db.ts';
import type { Clock } from '../../kernel/clock.ts';
import { CHAIN_START, chainHash } from '../../kernel/hash-chain.ts';

export const CUSTODY_ACTIONS = ['lock', 'release', 'playback', 'export-requested', 'exported', 'export-failed', 'download', 'verify'] as const;
export type CustodyAction = (typeof CUSTODY_ACTIONS)[number];

/** What a row's hash covers. */
export interface CustodyContent {
  incidentId: string;
  seq: number;
  at: number;
  action: string;
  by: string | null;
  detail: string;
}

export interface CustodyEvent extends CustodyContent {
  prevHash: string;
  hash: string;
}

export class CustodyLog {
  readonly #read: ReadDb;
  readonly #clock: Clock;

  constructor(read: ReadDb, clock: Clock) {
    this.#read = read;
    this.#clock = clock;
  }

  /** Appends inside the transaction of what it tells about. `by`: the person's name, null = the system. */
  async append(trx: WriteTrx, event: { incidentId: string; action: CustodyAction; by: string | null; detail: string }): Promise<void> {
    const last = await trx
      .selectFrom('custody_event')
      .select(['seq', 'hash'])
      .where('incident_id', '=', event.incidentId)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst();
    const content: CustodyContent = {
      incidentId: event.incidentId,
      seq: (last?.seq ?? 0) + 1,
      at: this.#clock.now(),
      action: event.action,
      by: event.by,
      detail: event.detail,
    };
    const prevHash = last?.hash ?? CHAIN_START;
    await trx
      .insertInto('custody_event')
      .values({
        incident_id: content.incidentId,
        seq: content.seq,
        at: content.at,
        action: content.action,
        by_name: content.by,
        detail: content.detail,
        prev_hash: prevHash,
        hash: chainHash(prevHash, { ...content }),
      })
      .execute();
  }

  /** The whole chain of an incident, oldest first. */
  async list(incidentId: string): Promise<CustodyEvent[]> {
    const rows = await this.#read.selectFrom('custody_event').selectAll().where('incident_id', '=', incidentId).orderBy('seq').execute();
    return rows.map((row) => ({
      incidentId: row.incident_id,
      seq: row.seq,
      at: row.at,
      action: row.action,
      by: row.by_name,
      detail: row.detail,
      prevHash: row.prev_hash,
      hash: row.hash,
    }));
  }
}
