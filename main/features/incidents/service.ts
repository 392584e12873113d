import type { Incident, IncidentFilter, Picture } from '#shared/contract/incidents.ts';
import { AppError } from '#shared/contract/errors.ts';
import type { PictureTable } from '../../db/tables/incidents.ts';
import { newId } from '../../kernel/ids.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Actor } from '../../transport/context.ts';
import { composeIncident, readIncident, toRow } from './compose.ts';
import { createIncident, type CheckedNewIncident } from './create.ts';
import type { IncidentDeps, IncidentExport } from './index.ts';
import { readCounts, readLogPage } from './log-query.ts';
import { PictureFiles, toPicture } from './pictures.ts';
import { findIncident } from './record.ts';
import { IncidentViews } from './views.ts';

const PICTURE_TICKET_MS = 10 * 60_000;

export class IncidentService {
  readonly files: PictureFiles;
  readonly #kernel: Kernel;
  readonly #deps: IncidentDeps;
  readonly #views: IncidentViews;

  constructor(kernel: Kernel, deps: IncidentDeps) {
    this.#kernel = kernel;
    this.#deps = deps;
    this.#views = new IncidentViews(kernel.clock, deps.audit);
    this.files = new PictureFiles(kernel.config.dataDir);
  }

  async create(input: CheckedNewIncident, actor: Actor): Promise<Incident> {
    const created = await createIncident(this.#kernel, this.#deps, input, actor);
    return created.isNew ? composeIncident(created.parts, this.#kernel.clock.now()) : this.get(created.id);
  }

  async list(request: { filter: IncidentFilter; limit: number; before: string | null }) {
    const page = await readLogPage(this.#kernel.db.read, { ...request, now: this.#kernel.clock.now() });
    const ids = page.rows.map((row) => row.id);
    const [briefs, pictures, locked] = await Promise.all([this.#deps.dispatch.briefsOf(ids), this.#pictureCounts(ids), this.#lockedOf(ids)]);
    return { ...page, rows: page.rows.map((row) => toRow(row, briefs.get(row.id) ?? [], pictures.get(row.id) ?? 0, locked.has(row.id))) };
  }

  counts(actor: Actor) {
    return readCounts(this.#kernel.db.read, actor.accountId, this.#kernel.clock.now());
  }

  /** The whole incident, its journal checked against its hash chain. NOT_FOUND. */
  async get(id: string): Promise<Incident> {
    return composeIncident(await readIncident(this.#kernel.db.read, this.#deps.dispatch, id), this.#kernel.clock.now());
  }

  /** The same for a person who looks at it, which the audit log tells. NOT_FOUND. */
  async view(id: string, actor: Actor): Promise<Incident> {
    const incident = await this.get(id);
    await this.#views.note(id, actor);
    return incident;
  }

  /** Everything an evidence package says about the incident. NOT_FOUND. */
  async exportData(id: string): Promise<IncidentExport> {
    const parts = await readIncident(this.#kernel.db.read, this.#deps.dispatch, id);
    return {
      incident: composeIncident(parts, this.#kernel.clock.now()),
      journalRows: parts.journal,
      dispatches: parts.dispatches,
      pictures: parts.pictures.map((row) => ({ ...toPicture(row), sizeBytes: row.size_bytes, file: this.files.pathOf(row.sha256) })),
    };
  }

  /** Keeps a picture: its file is on disk before its row is. TOO_LARGE, BAD_INPUT, NOT_FOUND (camera, incident), DISK_FULL. */
  async savePicture(input: { cameraId: string; takenAt: number; jpegBase64: string; incidentId: string | null }, actor: Actor): Promise<Picture> {
    const camera = this.#deps.cameras.find(input.cameraId);
    if (!camera) throw new AppError('NOT_FOUND', 'there is no such camera', { what: 'camera', id: input.cameraId });
    const stored = await this.files.store(input.jpegBase64);
    const row: PictureTable = {
      id: newId(),
      sha256: stored.sha256,
      size_bytes: stored.sizeBytes,
      width: stored.width,
      height: stored.height,
      camera_id: camera.id,
      camera_number: camera.number,
      taken_at: Math.min(input.takenAt, this.#kernel.clock.now()),
      saved_at: this.#kernel.clock.now(),
      saved_by_id: actor.accountId,
      saved_by: actor.name,
      incident_id: input.incidentId,
    };
    await this.#kernel.db.write(async (trx) => {
      if (row.incident_id !== null) await findIncident(trx, row.incident_id);
      await trx.insertInto('picture').values(row).execute();
      if (row.incident_id !== null) {
        await this.#deps.record.journal.append(trx, {
          incidentId: row.incident_id,
          kind: 'picture',
          by: actor.name,
          data: { camera: row.camera_number, takenAt: String(row.taken_at), sha256: row.sha256 },
        });
      }
      await this.#deps.audit.append(trx, {
        actor,
        action: 'incidents.savePicture',
        objectType: 'picture',
        objectId: row.id,
        detail: { camera: row.camera_number, sha256: row.sha256 },
      });
    });
    if (row.incident_id !== null) this.#kernel.bus.announce('incidents.changed', [row.incident_id]);
    return toPicture(row);
  }

  /** A path that shows the picture for ten minutes. NOT_FOUND. */
  async pictureTicket(id: string, actor: Actor): Promise<{ path: string; expiresAt: number }> {
    const picture = await this.#kernel.db.read.selectFrom('picture').select('sha256').where('id', '=', id).executeTakeFirst();
    if (!picture) throw new AppError('NOT_FOUND', 'there is no such picture', { what: 'picture', id });
    const { ticket, expiresAt } = this.#deps.tickets.issue('picture', { accountId: actor.accountId, name: actor.name }, picture.sha256, PICTURE_TICKET_MS);
    return { path: `/media/picture/${ticket}`, expiresAt };
  }

  async #pictureCounts(ids: readonly string[]): Promise<Map<string, number>> {
    if (ids.length === 0) return new Map();
    const rows = await this.#kernel.db.read
      .selectFrom('picture')
      .select((select) => ['incident_id', select.fn.countAll<number>().as('pictures')])
      .where('incident_id', 'in', ids)
      .groupBy('incident_id')
      .execute();
    return new Map(rows.flatMap((row) => (row.incident_id === null ? [] : [[row.incident_id, row.pictures]])));
  }

  async #lockedOf(ids: readonly string[]): Promise<Set<string>> {
    if (ids.length === 0) return new Set();
    const rows = await this.#kernel.db.read.selectFrom('incident_camera').select('incident_id').distinct().where('incident_id', 'in', ids).execute();
    return new Set(rows.map((row) => row.incident_id));
  }
}
