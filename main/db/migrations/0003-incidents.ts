/** Incidents with their journal, pictures and drafts; services, dispatches and the outbox; alarms. */
import { appendOnly } from '../dialects/sqlite/append-only.ts';
import { CREATE_INCIDENT_SEARCH } from '../dialects/sqlite/incident-search.ts';
import type { Migration } from './migration.ts';

export const migration0003: Migration = {
  name: '0003-incidents',
  async up(run) {
    for (const statement of [...INCIDENTS, ...DISPATCH, ...ALARMS]) await run(statement);
    for (const table of ['incident_journal', 'incident_fact', 'dispatch_fact']) for (const statement of appendOnly(table)) await run(statement);
  },
};

const INCIDENTS = [
  `create table incident (
    seq integer primary key, id text not null unique, number text not null unique,
    create_key text not null unique, create_hash text not null,
    category_key text not null, severity integer not null check (severity between 1 and 4),
    state text not null check (state in ('open', 'dispatched', 'in-progress', 'resolved', 'reviewed', 'closed-false', 'closed-duplicate')),
    state_since integer not null, seen_at integer not null, logged_at integer not null,
    camera_id text, camera_number text, place text not null, district text not null, lat real, lng real, text text not null,
    author_id text not null, author text not null, outcome text, duplicate_of text references incident (id), desk_name text not null,
    journal_rows integer not null default 0, journal_hash text not null,
    check ((lat is null) = (lng is null))) strict`,
  'create index incident_by_state on incident (state, seq)',
  `create table incident_journal (
    id text not null unique, incident_id text not null references incident (id), seq integer not null check (seq > 0),
    at integer not null, kind text not null, by text, text text not null, data text not null check (json_valid(data)),
    key text, prev_hash text not null, hash text not null, primary key (incident_id, seq)) strict`,
  'create unique index incident_journal_key on incident_journal (incident_id, key) where key is not null',
  `create table incident_fact (
    incident_id text not null references incident (id), seq integer not null, state text not null, at integer not null, by text,
    primary key (incident_id, seq)) strict`,
  `create table incident_camera (
    incident_id text not null references incident (id), camera_id text not null, camera_number text not null,
    clip_from integer not null, clip_to integer not null, locked_until integer, primary key (incident_id, camera_id)) strict`,
  'create index incident_camera_by_camera on incident_camera (camera_id)',
  `create table incident_step (
    incident_id text not null references incident (id), step text not null, done_at integer not null, done_by text not null,
    primary key (incident_id, step)) strict`,
  CREATE_INCIDENT_SEARCH,
  `create table picture (
    id text primary key, sha256 text not null check (length(sha256) = 64), size_bytes integer not null check (size_bytes > 0),
    width integer not null, height integer not null, camera_id text, camera_number text not null, taken_at integer not null,
    saved_at integer not null, saved_by_id text not null, saved_by text not null, incident_id text references incident (id)) strict`,
  'create index picture_by_incident on picture (incident_id) where incident_id is not null',
  `create table draft (
    account_id text not null references account (id), key text not null, saved_at integer not null,
    fields text not null check (json_valid(fields)), primary key (account_id, key)) strict`,
];

const DISPATCH = [
  `create table service (
    id text primary key, code text not null unique, name_uk text not null, name_en text not null, kind text not null,
    language text not null, channel text not null check (channel in ('email', 'webhook')), address text not null,
    secret_sealed text, phone text not null, accept_within_ms integer not null check (accept_within_ms > 0),
    is_demo integer not null default 0, last_heard_at integer, last_failed_at integer, created_at integer not null) strict`,
  `create table dispatch (
    id text primary key, incident_id text not null references incident (id), service_id text not null references service (id),
    priority integer not null check (priority between 1 and 3), text text not null,
    state text not null check (state in ('queued', 'delivered', 'opened', 'accepted', 'refused', 'en-route', 'on-scene', 'done', 'cancelled', 'undeliverable')),
    state_since integer not null, created_at integer not null, created_by text not null, accept_due_at integer not null,
    escalation integer not null default 0 check (escalation between 0 and 2),
    token_hash text not null unique, token_sealed text not null, token_expires_at integer not null, token_revoked_at integer) strict`,
  'create index dispatch_by_incident on dispatch (incident_id)',
  // One unfinished dispatch of an incident per service.
  "create unique index dispatch_unfinished on dispatch (incident_id, service_id) where state not in ('done', 'cancelled')",
  "create index dispatch_untaken on dispatch (accept_due_at) where state in ('queued', 'delivered', 'opened', 'refused', 'undeliverable')",
  `create table dispatch_fact (
    dispatch_id text not null references dispatch (id), seq integer not null, state text not null, at integer not null, by text, detail text,
    primary key (dispatch_id, seq)) strict`,
  `create table outbox (
    seq integer primary key autoincrement, idempotency_key text not null unique, dispatch_id text not null references dispatch (id),
    service_id text not null references service (id), created_at integer not null,
    state text not null check (state in ('waiting', 'delivered', 'gave-up', 'cancelled')),
    attempts integer not null default 0, failures integer not null default 0,
    next_attempt_at integer not null, not_before integer, ended_at integer) strict`,
  "create index outbox_waiting on outbox (service_id, next_attempt_at) where state = 'waiting'",
  'create index outbox_by_dispatch on outbox (dispatch_id)',
  `create table delivery_attempt (
    outbox_seq integer not null references outbox (seq), number integer not null, dispatch_id text not null references dispatch (id),
    channel text not null, started_at integer not null, ended_at integer, result text check (result in ('delivered', 'failed')), detail text not null,
    primary key (outbox_seq, number)) strict`,
  'create index delivery_attempt_by_dispatch on delivery_attempt (dispatch_id)',
  'create index delivery_attempt_under_way on delivery_attempt (started_at) where result is null',
];

const ALARMS = [
  `create table alarm (
    id text primary key, key text not null, kind text not null, severity integer not null check (severity between 1 and 4),
    started_at integer not null, ended_at integer, acknowledged_at integer, acknowledged_by text,
    camera_id text, incident_id text references incident (id), dispatch_id text references dispatch (id),
    data text not null check (json_valid(data))) strict`,
  'create unique index alarm_open on alarm (key) where ended_at is null',
  'create index alarm_waiting on alarm (severity, started_at) where ended_at is null or acknowledged_at is null',
];
