/** Tables of the archive and of the evidence packages. Times are UTC milliseconds, ids UUIDv7. */

/** A stretch of recording with one initialisation segment and one continuous media timeline. */
export interface RecordingRunTable {
  id: string;
  camera_id: string;
  started_at: number;
  /** null while it is being recorded; the last segment tells where it ends. */
  ended_at: number | null;
  codec: string;
  width: number;
  height: number;
  /** Media ticks per second of the video track. */
  timescale: number;
  init_sha256: string;
  init_bytes: number;
}

/** One file of a run: starts with a key frame, about six seconds. A row never changes but for `lost_at`. */
export interface RecordingSegmentTable {
  id: string;
  run_id: string;
  camera_id: string;
  start_ms: number;
  end_ms: number;
  /** Decode time of the first frame and the end of the last, in media ticks of the run. */
  media_start: number;
  media_end: number;
  bytes: number;
  sha256: string;
  frames: number;
  key_frames: number;
  /** When the file was found gone or changed; what was there counts as missing from then on. */
  lost_at: number | null;
}

/** Time in which a camera that should have been recorded was not. */
export interface RecordingGapTable {
  id: string;
  camera_id: string;
  from_ms: number;
  /** null while it lasts. */
  to_ms: number | null;
  cause: string;
}

/** What of a camera's archive may not be deleted. Rows are never removed; a lock ends by `released_at`. */
export interface EvidenceLockTable {
  id: string;
  camera_id: string;
  incident_id: string;
  incident_number: string;
  from_ms: number;
  to_ms: number;
  reason: string;
  locked_by: string;
  locked_at: number;
  /** When it ends by itself; null = until somebody releases it. */
  until_ms: number | null;
  released_at: number | null;
  released_by: string | null;
}

/** Chain of custody: one hash chain per incident, append-only. */
export interface CustodyEventTable {
  incident_id: string;
  seq: number;
  at: number;
  action: string;
  /** Name of the account; null = the system. */
  by_name: string | null;
  detail: string;
  prev_hash: string;
  hash: string;
}

export interface EvidencePackageTable {
  id: string;
  incident_id: string;
  incident_number: string;
  state: string;
  progress: number;
  error: string | null;
  file_name: string | null;
  size_bytes: number | null;
  sha256: string | null;
  /** SHA-256 of manifest.json: what the next package of the same case points back to. */
  manifest_sha256: string | null;
  created_at: number;
  created_by: string;
  /** JSON of the account that asked. */
  actor: string;
  purpose: string;
  finished_at: number | null;
}

/** The keys with which this desk signs. Private halves are sealed; retired keys stay, so that old packages can be checked. */
export interface DeskKeyTable {
  id: string;
  created_at: number;
  retired_at: number | null;
  certificate_pem: string;
  ed25519_public_pem: string;
  sealed_ecdsa_key: string;
  sealed_ed25519_key: string;
}

export interface RecordingTables {
  recording_run: RecordingRunTable;
  recording_segment: RecordingSegmentTable;
  recording_gap: RecordingGapTable;
  evidence_lock: EvidenceLockTable;
  custody_event: CustodyEventTable;
  evidence_package: EvidencePackageTable;
  desk_key: DeskKeyTable;
}
