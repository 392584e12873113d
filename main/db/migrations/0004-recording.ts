/** The archive's index, its gaps and locks; custody; evidence packages and the keys that sign them. */
import { appendOnly } from '../dialects/sqlite/append-only.ts';
import { LOCK_GUARDS, SEGMENT_GUARDS } from '../dialects/sqlite/archive-guards.ts';
import type { Migration } from './migration.ts';

export const migration0004: Migration = {
  name: '0004-recording',
  async up(run) {
    await run(`create table recording_run (
      id text primary key, camera_id text not null, started_at integer not null, ended_at integer,
      codec text not null, width integer not null, height integer not null, timescale integer not null check (timescale > 0),
      init_sha256 text not null, init_bytes integer not null) strict`);
    await run('create index recording_run_by_camera on recording_run (camera_id, started_at)');
    await run(`create table recording_segment (
      id text primary key, run_id text not null references recording_run (id), camera_id text not null,
      start_ms integer not null, end_ms integer not null check (end_ms > start_ms),
      media_start integer not null, media_end integer not null check (media_end > media_start),
      bytes integer not null check (bytes > 0), sha256 text not null check (length(sha256) = 64),
      frames integer not null, key_frames integer not null, lost_at integer) strict`);
    await run('create index recording_segment_by_camera on recording_segment (camera_id, start_ms)');
    await run('create index recording_segment_by_age on recording_segment (start_ms)');
    await run('create index recording_segment_by_run on recording_segment (run_id, start_ms)');
    await run(`create table recording_gap (
      id text primary key, camera_id text not null, from_ms integer not null, to_ms integer check (to_ms is null or to_ms >= from_ms),
      cause text not null) strict`);
    await run('create index recording_gap_by_camera on recording_gap (camera_id, from_ms)');
    await run('create unique index recording_gap_open on recording_gap (camera_id) where to_ms is null');
    await run(`create table evidence_lock (
      id text primary key, camera_id text not null, incident_id text not null, incident_number text not null,
      from_ms integer not null, to_ms integer not null check (to_ms > from_ms), reason text not null,
      locked_by text not null, locked_at integer not null, until_ms integer, released_at integer, released_by text) strict`);
    await run('create index evidence_lock_by_camera on evidence_lock (camera_id, from_ms)');
    await run('create index evidence_lock_by_incident on evidence_lock (incident_id)');
    await run(`create table custody_event (
      incident_id text not null, seq integer not null, at integer not null, action text not null, by_name text,
      detail text not null, prev_hash text not null, hash text not null, primary key (incident_id, seq)) strict`);
    await run(`create table evidence_package (
      id text primary key, incident_id text not null, incident_number text not null,
      state text not null check (state in ('waiting', 'running', 'done', 'failed')), progress real not null, error text,
      file_name text, size_bytes integer, sha256 text, manifest_sha256 text,
      created_at integer not null, created_by text not null, actor text not null, purpose text not null, finished_at integer) strict`);
    await run('create index evidence_package_by_incident on evidence_package (incident_id, created_at)');
    await run(`create table desk_key (
      id text primary key, created_at integer not null, retired_at integer, certificate_pem text not null,
      ed25519_public_pem text not null, sealed_ecdsa_key text not null, sealed_ed25519_key text not null) strict`);
    for (const statement of [...appendOnly('custody_event'), ...SEGMENT_GUARDS, ...LOCK_GUARDS]) await run(statement);
  },
};
