/** The packages' table. */
import type { EvidencePackage } from '#shared/contract/evidence.ts';
import type { ReadDb, WriteTrx } from '../../db/db.ts';
import type { EvidencePackageTable } from '../../db/tables/recording.ts';
import type { Actor } from '../../transport/context.ts';

export interface PackageRow extends EvidencePackage {
  actor: Actor;
  manifestSha256: string | null;
}

export class PackageRepository {
  readonly #read: ReadDb;

  constructor(read: ReadDb) {
    this.#read = read;
  }

  async insert(
    trx: WriteTrx,
    row: { id: string; incidentId: string; incidentNumber: string; createdAt: number; actor: Actor; purpose: string },
  ): Promise<void> {
    await trx
      .insertInto('evidence_package')
      .values({
        id: row.id,
        incident_id: row.incidentId,
        incident_number: row.incidentNumber,
        state: 'waiting',
        progress: 0,
        error: null,
        file_name: null,
        size_bytes: null,
        sha256: null,
        manifest_sha256: null,
        created_at: row.createdAt,
        created_by: row.actor.name,
        actor: JSON.stringify(row.actor),
        purpose: row.purpose,
        finished_at: null,
      })
      .execute();
  }

  async update(
    trx: WriteTrx,
    id: string,
    change: Partial<Pick<EvidencePackageTable, 'state' | 'progress' | 'error' | 'file_name' | 'size_bytes' | 'sha256' | 'manifest_sha256' | 'finished_at'>>,
  ): Promise<void> {
    await trx.updateTable('evidence_package').set(change).where('id', '=', id).execute();
  }

  async find(id: string): Promise<PackageRow | null> {
    const row = await this.#read.selectFrom('evidence_package').selectAll().where('id', '=', id).executeTakeFirst();
    return row ? toRow(row) : null;
  }

  /** Newest first; of one incident, or of all. */
  async list(incidentId?: string): Promise<PackageRow[]> {
    let query = this.#read.selectFrom('evidence_package').selectAll().orderBy('created_at', 'desc').orderBy('id', 'desc').limit(500);
    if (incidentId !== undefined) query = query.where('incident_id', '=', incidentId);
    return (await query.execute()).map(toRow);
  }

  /** What a host that died left undone, oldest first. */
  async unfinished(): Promise<PackageRow[]> {
    const rows = await this.#read.selectFrom('evidence_package').selectAll().where('state', 'in', ['waiting', 'running']).orderBy('created_at').execute();
    return rows.map(toRow);
  }

  /** The newest finished package of an incident. */
  async lastDone(incidentId: string): Promise<PackageRow | null> {
    const row = await this.#read
      .selectFrom('evidence_package')
      .selectAll()
      .where('incident_id', '=', incidentId)
      .where('state', '=', 'done')
      .orderBy('finished_at', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row ? toRow(row) : null;
  }
}

function toRow(row: EvidencePackageTable): PackageRow {
  return {
    id: row.id,
    incidentId: row.incident_id,
    incidentNumber: row.incident_number,
    state: row.state as EvidencePackage['state'],
    progress: row.progress,
    error: row.error,
    fileName: row.file_name,
    sizeBytes: row.size_bytes,
    sha256: row.sha256,
    createdAt: row.created_at,
    createdBy: row.created_by,
    purpose: row.purpose,
    actor: JSON.parse(row.actor) as Actor,
    manifestSha256: row.manifest_sha256,
  };
}
