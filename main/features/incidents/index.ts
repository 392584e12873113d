/** The log: incidents, their journal, pictures and drafts. */
import type { Dispatch } from '#shared/contract/dispatch.ts';
import type { Incident, Picture } from '#shared/contract/incidents.ts';
import type { Settings } from '#shared/contract/settings.ts';
import type { IncidentJournalTable } from '../../db/tables/incidents.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Module } from '../../kernel/module.ts';
import type { Tickets } from '../../kernel/tickets.ts';
import type { Api } from '../../transport/guard.ts';
import type { HttpServer } from '../../transport/http.ts';
import type { AuditService } from '../audit/index.ts';
import { IncidentChanges } from './change.ts';
import { Drafts } from './drafts.ts';
import type { CameraPort, DispatchPort, LockRecording } from './ports.ts';
import { incidentProcedures } from './procedures.ts';
import type { IncidentRecord } from './record.ts';
import { pictureRoutes } from './routes.ts';
import { IncidentService } from './service.ts';

export { createIncidentRecord, type IncidentRecord } from './record.ts';
export { verifyJournals, type NewJournalEntry } from './journal.ts';
export type { CameraPort, DispatchBrief, DispatchPort, Enqueued, EnqueueRequest, LockRecording, LockRequest } from './ports.ts';

export interface IncidentDeps {
  audit: AuditService;
  /** Made first, since dispatch writes to the journal too. */
  record: IncidentRecord;
  dispatch: DispatchPort;
  cameras: CameraPort;
  lockRecording: LockRecording;
  settings: () => Settings;
  tickets: Tickets;
}

/** What an evidence package says about an incident. */
export interface IncidentExport {
  incident: Incident;
  /** Rows as they stand in the database, so that anyone can recompute the chain. */
  journalRows: IncidentJournalTable[];
  dispatches: Dispatch[];
  pictures: (Picture & { sizeBytes: number; /** Absolute path of the JPEG. */ file: string })[];
}

export interface IncidentsFeature extends Module {
  journal: IncidentRecord['journal'];
  get(id: string): Promise<Incident>;
  exportData(incidentId: string): Promise<IncidentExport>;
  /** Opens the file of a picture by its SHA-256. */
  readPicture(sha256: string): ReturnType<IncidentService['files']['read']>;
  procedures: (api: Api) => ReturnType<typeof incidentProcedures>;
  routes(server: HttpServer): void;
}

export function createIncidents(kernel: Kernel, deps: IncidentDeps): IncidentsFeature {
  const service = new IncidentService(kernel, deps);
  const changes = new IncidentChanges(kernel, deps);
  const drafts = new Drafts(kernel);
  return {
    name: 'incidents',
    journal: deps.record.journal,
    get: (id) => service.get(id),
    exportData: (id) => service.exportData(id),
    readPicture: (sha256) => service.files.read(sha256),
    procedures: (api) => incidentProcedures(api, service, changes, drafts),
    routes: (server) => pictureRoutes(server, service.files, deps.tickets),
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
  };
}
