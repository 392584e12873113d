/** Triggers with which the database itself keeps the archive honest, whatever code asks. */

/** A locked segment cannot be deleted; what a segment's row says of its file cannot be changed. */
export const SEGMENT_GUARDS: readonly string[] = [
  `create trigger recording_segment_locked before delete on recording_segment
   when exists (select 1 from evidence_lock l where l.camera_id = old.camera_id and l.released_at is null and l.from_ms < old.end_ms and l.to_ms > old.start_ms)
   begin select raise(abort, 'recording_segment is under an evidence lock'); end`,
  `create trigger recording_segment_fixed before update of id, run_id, camera_id, start_ms, end_ms, media_start, media_end, bytes, sha256, frames, key_frames on recording_segment
   begin select raise(abort, 'recording_segment rows do not change'); end`,
];

/** A lock is never removed or narrowed; it can only be released, once. */
export const LOCK_GUARDS: readonly string[] = [
  `create trigger evidence_lock_no_delete before delete on evidence_lock begin select raise(abort, 'evidence_lock rows are kept'); end`,
  `create trigger evidence_lock_fixed before update of id, camera_id, incident_id, incident_number, from_ms, to_ms, reason, locked_by, locked_at on evidence_lock
   begin select raise(abort, 'evidence_lock rows do not change'); end`,
  `create trigger evidence_lock_released_once before update of released_at on evidence_lock when old.released_at is not null
   begin select raise(abort, 'evidence_lock is already released'); end`,
];
