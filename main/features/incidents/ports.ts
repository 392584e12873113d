/** What this feature needs from others, said in its own words so that nothing has to import the whole of them. */
import type { Camera } from '#shared/contract/cameras.ts';
import type { Dispatch } from '#shared/contract/dispatch.ts';
import type { IncidentRow } from '#shared/contract/incidents.ts';
import type { WriteTrx } from '../../db/db.ts';
import type { Actor } from '../../transport/context.ts';
import type { NewJournalEntry } from './journal.ts';

export type DispatchBrief = IncidentRow['dispatches'][number];

export interface EnqueueRequest {
  incident: { id: string; categoryKey: string };
  /** Each service once. */
  wanted: readonly { serviceId: string; priority: 1 | 2 | 3; text: string }[];
  actor: Actor;
}

export interface Enqueued {
  dispatch: Dispatch;
  /** What the journal must say of it. */
  entry: NewJournalEntry;
}

/** The dispatch feature. */
export interface DispatchPort {
  /** Writes dispatches and outbox rows in the caller's transaction; the caller writes the entries. The most urgent comes first. NOT_FOUND, CONFLICT. */
  enqueue(trx: WriteTrx, request: EnqueueRequest): Promise<Enqueued[]>;
  briefsOf(incidentIds: readonly string[]): Promise<Map<string, DispatchBrief[]>>;
  ofIncident(incidentId: string): Promise<Dispatch[]>;
}

export interface LockRequest {
  incidentId: string;
  incidentNumber: string;
  cameraIds: readonly string[];
  /** UTC milliseconds. */
  from: number;
  to: number;
  reason: string;
  actor: Actor;
}

/** Keeps recorded pictures from being removed; part of the caller's transaction. */
export type LockRecording = (trx: WriteTrx, request: LockRequest) => Promise<void>;

/** The register of cameras. */
export interface CameraPort {
  find(id: string): Camera | null;
}
