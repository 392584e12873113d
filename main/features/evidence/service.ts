/** Evidence packages: asked for, made one at a time, handed out, judged. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { EvidencePackage, Verification } from '#shared/contract/evidence.ts';
import { AppError } from '#shared/contract/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Actor } from '../../transport/context.ts';
import { verifyPackage } from '../../verifier/index.ts';
import { DeskKeys } from './desk-keys.ts';
import { ExportJob } from './export-job.ts';
import type { EvidenceDeps } from './ports.ts';
import { PackageRepository, type PackageRow } from './repository.ts';

export const PACKAGE_TICKET = 'evidence-package';
const TICKET_LIFE_MS = 5 * 60_000;

/** What a download ticket stands for. */
export interface PackageTicket {
  packageId: string;
}

export class EvidenceService {
  readonly #kernel: Kernel;
  readonly #deps: EvidenceDeps;
  readonly #repository: PackageRepository;
  readonly #keys: DeskKeys;
  readonly #job: ExportJob;
  readonly #dir: string;
  readonly #stopping = new AbortController();
  #queue: Promise<void> = Promise.resolve();

  constructor(kernel: Kernel, deps: EvidenceDeps) {
    this.#kernel = kernel;
    this.#deps = deps;
    this.#dir = join(kernel.config.dataDir, 'evidence');
    this.#repository = new PackageRepository(kernel.db.read);
    this.#keys = new DeskKeys(kernel, () => `Lubart ${deps.settings().deskName}, ${deps.settings().centreNameUk}`.slice(0, 64));
    this.#job = new ExportJob(kernel, deps, this.#repository, this.#keys, this.#dir);
  }

  /** Goes on with what a host that died left undone. */
  async start(): Promise<void> {
    for (const row of await this.#repository.unfinished()) this.#enqueue(row);
  }

  async stop(): Promise<void> {
    this.#stopping.abort(new Error('the host stops'));
    await this.#queue;
  }

  async packages(incidentId?: string): Promise<EvidencePackage[]> {
    return (await this.#repository.list(incidentId)).map(toContract);
  }

  /** Writes down that it is asked for and puts it into the queue. NOT_FOUND for an unknown incident. */
  async export(actor: Actor, incidentId: string, purpose: string): Promise<EvidencePackage> {
    const { incident } = await this.#deps.incidents.exportData(incidentId);
    const id = newId();
    const asked = { id, incidentId, incidentNumber: incident.number, createdAt: this.#kernel.clock.now(), actor, purpose };
    await this.#kernel.db.write(async (trx) => {
      await this.#repository.insert(trx, asked);
      await this.#deps.recording.custody.append(trx, { incidentId, action: 'export-requested', by: actor.name, detail: purpose });
      await this.#deps.audit.append(trx, {
        actor,
        action: 'evidence.export',
        objectType: 'evidence',
        objectId: id,
        detail: { incidentNumber: incident.number, purpose },
      });
    });
    const row = await this.#find(id);
    this.#enqueue(row);
    this.#kernel.bus.announce('evidence.changed', [id]);
    return toContract(row);
  }

  /** A short-lived address of the zip. CONFLICT while it is not done, GONE when its file is not there any more. */
  async downloadTicket(actor: Actor, id: string): Promise<{ path: string; expiresAt: number; fileName: string }> {
    const { fileName } = await this.#doneFile(id);
    const { ticket, expiresAt } = this.#deps.tickets.issue<PackageTicket>(
      PACKAGE_TICKET,
      { accountId: actor.accountId, name: actor.name },
      { packageId: id },
      TICKET_LIFE_MS,
    );
    return { path: `/media/package/${ticket}`, expiresAt, fileName };
  }

  /** Opens a download: notes who takes the package out of the house, then gives its file. */
  async openDownload(packageId: string, by: string): Promise<{ file: string; fileName: string; sizeBytes: number }> {
    const { row, file, fileName } = await this.#doneFile(packageId);
    await this.#kernel.db.write((trx) =>
      this.#deps.recording.custody.append(trx, { incidentId: row.incidentId, action: 'download', by, detail: `${fileName} sha256 ${row.sha256 ?? ''}` }),
    );
    this.#kernel.bus.announce('evidence.changed', [packageId]);
    return { file, fileName, sizeBytes: row.sizeBytes ?? 0 };
  }

  /** Judges the package as it lies on disk; this desk's own certificates are trusted. */
  async verify(actor: Actor, id: string): Promise<Verification> {
    const { row, file, fileName } = await this.#doneFile(id);
    const verification = await verifyPackage(file, { trusted: await this.#keys.certificates() });
    await this.#kernel.db.write(async (trx) => {
      await this.#deps.recording.custody.append(trx, {
        incidentId: row.incidentId,
        action: 'verify',
        by: actor.name,
        detail: `${fileName} ${verification.verdict}`,
      });
      await this.#deps.audit.append(trx, {
        actor,
        action: 'evidence.verify',
        objectType: 'evidence',
        objectId: id,
        detail: { verdict: verification.verdict, summary: verification.summary },
      });
    });
    return verification;
  }

  async custody(incidentId: string): Promise<{ at: number; action: string; by: string | null; detail: string }[]> {
    return (await this.#deps.recording.custody.list(incidentId)).map(({ at, action, by, detail }) => ({ at, action, by, detail }));
  }

  #enqueue(row: PackageRow): void {
    this.#queue = this.#queue.then(async () => {
      if (!this.#stopping.signal.aborted) await this.#job.run(row, this.#stopping.signal);
    });
  }

  async #find(id: string): Promise<PackageRow> {
    const row = await this.#repository.find(id);
    if (!row) throw new AppError('NOT_FOUND', 'there is no such package', { id });
    return row;
  }

  async #doneFile(id: string): Promise<{ row: PackageRow; file: string; fileName: string }> {
    const row = await this.#find(id);
    if (row.state !== 'done' || row.fileName === null) throw new AppError('CONFLICT', 'the package is not finished', { id, state: row.state });
    const file = join(this.#dir, row.fileName);
    if (!existsSync(file)) throw new AppError('GONE', 'the file of the package is not there any more', { id, fileName: row.fileName });
    return { row, file, fileName: row.fileName };
  }
}

function toContract(row: PackageRow): EvidencePackage {
  const { actor: _actor, manifestSha256: _manifestSha256, ...contract } = row;
  return contract;
}
