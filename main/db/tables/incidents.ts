/** Tables of incidents, pictures, drafts, dispatch and alarms. Times are UTC milliseconds, ids UUIDv7, flags 0 or 1. */
import type { Generated } from 'kysely';

export interface IncidentTable {
  /** Order of logging; also the row id of the search index. */
  seq: Generated<number>;
  id: string;
  /** Running number for people: 2026-000123. */
  number: string;
  /** The client's key: logging twice with it logs once. */
  create_key: string;
  /** SHA-256 of what was asked under the key, to notice another wish under the same key. */
  create_hash: string;
  category_key: string;
  severity: number;
  state: string;
  state_since: number;
  seen_at: number;
  logged_at: number;
  camera_id: string | null;
  camera_number: string | null;
  place: string;
  district: string;
  lat: number | null;
  lng: number | null;
  text: string;
  author_id: string;
  author: string;
  outcome: string | null;
  duplicate_of: string | null;
  desk_name: string;
  /** How many entries the journal has, and the hash of the last: a cut tail is noticed. */
  journal_rows: number;
  journal_hash: string;
}

export interface IncidentJournalTable {
  id: string;
  incident_id: string;
  /** 1, 2, 3 within the incident. */
  seq: number;
  at: number;
  kind: string;
  by: string | null;
  text: string;
  /** JSON in RFC 8785 form. */
  data: string;
  /** Makes a repeated request count once; null where nothing can be repeated. */
  key: string | null;
  prev_hash: string;
  hash: string;
}

export interface IncidentFactTable {
  incident_id: string;
  seq: number;
  state: string;
  at: number;
  by: string | null;
}

export interface IncidentCameraTable {
  incident_id: string;
  camera_id: string;
  camera_number: string;
  clip_from: number;
  clip_to: number;
  locked_until: number | null;
}

export interface IncidentStepTable {
  incident_id: string;
  step: string;
  done_at: number;
  done_by: string;
}

/** FTS5 without content: only finds, holds no text of its own. */
export interface IncidentSearchTable {
  rowid: number;
  words: string;
}

export interface PictureTable {
  id: string;
  /** Name of the file: pictures/<sha256>.jpg */
  sha256: string;
  size_bytes: number;
  width: number;
  height: number;
  camera_id: string | null;
  camera_number: string;
  taken_at: number;
  saved_at: number;
  saved_by_id: string;
  saved_by: string;
  incident_id: string | null;
}

export interface DraftTable {
  account_id: string;
  key: string;
  saved_at: number;
  /** JSON of the composer's fields. */
  fields: string;
}

export interface ServiceTable {
  id: string;
  code: string;
  name_uk: string;
  name_en: string;
  kind: string;
  /** Language of the messages it gets. */
  language: string;
  channel: string;
  /** Mail address, or URL of the webhook. */
  address: string;
  /** Sealed key of the webhook's signature. */
  secret_sealed: string | null;
  phone: string;
  accept_within_ms: number;
  is_demo: number;
  last_heard_at: number | null;
  last_failed_at: number | null;
  created_at: number;
}

export interface DispatchTable {
  id: string;
  incident_id: string;
  service_id: string;
  priority: number;
  text: string;
  state: string;
  state_since: number;
  created_at: number;
  created_by: string;
  accept_due_at: number;
  escalation: number;
  /** SHA-256 of the token in the link; the token itself is sealed, for sending again. */
  token_hash: string;
  token_sealed: string;
  token_expires_at: number;
  token_revoked_at: number | null;
}

export interface DispatchFactTable {
  dispatch_id: string;
  seq: number;
  state: string;
  at: number;
  by: string | null;
  detail: string | null;
}

export interface OutboxTable {
  seq: Generated<number>;
  /** `<dispatch id>.<message version>`: sent with every attempt, so that the receiver counts the message once. */
  idempotency_key: string;
  dispatch_id: string;
  service_id: string;
  created_at: number;
  state: string;
  attempts: number;
  failures: number;
  next_attempt_at: number;
  /** Until then the receiver asked to be left alone (Retry-After). */
  not_before: number | null;
  ended_at: number | null;
}

export interface DeliveryAttemptTable {
  outbox_seq: number;
  number: number;
  dispatch_id: string;
  channel: string;
  started_at: number;
  ended_at: number | null;
  /** null while under way. */
  result: string | null;
  detail: string;
}

export interface AlarmTable {
  id: string;
  /** What it is about; one open alarm per key. */
  key: string;
  kind: string;
  severity: number;
  started_at: number;
  ended_at: number | null;
  acknowledged_at: number | null;
  acknowledged_by: string | null;
  camera_id: string | null;
  incident_id: string | null;
  dispatch_id: string | null;
  /** JSON: string to string. */
  data: string;
}

export interface IncidentsTables {
  incident: IncidentTable;
  incident_journal: IncidentJournalTable;
  incident_fact: IncidentFactTable;
  incident_camera: IncidentCameraTable;
  incident_step: IncidentStepTable;
  incident_search: IncidentSearchTable;
  picture: PictureTable;
  draft: DraftTable;
  service: ServiceTable;
  dispatch: DispatchTable;
  dispatch_fact: DispatchFactTable;
  outbox: OutboxTable;
  delivery_attempt: DeliveryAttemptTable;
  alarm: AlarmTable;
}
