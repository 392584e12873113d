/** Accounts, sessions, settings, running numbers, the audit log, layouts. */
import { appendOnly } from '../dialects/sqlite/append-only.ts';
import type { Migration } from './migration.ts';

export const migration0001: Migration = {
  name: '0001-foundation',
  async up(run) {
    await run(`create table account (
      id text primary key, login text not null unique collate nocase, name text not null,
      role text not null check (role in ('inspector', 'supervisor', 'administrator')),
      language text not null, password_hash text not null, is_demo integer not null default 0,
      created_at integer not null, disabled_at integer) strict`);
    await run(`create table session (
      token_hash text primary key, account_id text not null references account (id),
      created_at integer not null, expires_at integer not null, ended_at integer) strict`);
    await run(`create table setting (key text primary key, value text not null, updated_at integer not null) strict`);
    await run(`create table counter (name text primary key, value integer not null) strict`);
    await run(`create table audit_log (
      seq integer primary key, at integer not null, account_id text, account text, role text,
      action text not null, object_type text, object_id text,
      result text not null check (result in ('done', 'refused', 'failed')),
      detail text not null, prev_hash text not null, hash text not null) strict`);
    await run(`create table layout (
      id text primary key, account_id text not null references account (id), name text not null,
      content text not null, is_current integer not null default 0, updated_at integer not null) strict`);
    for (const statement of appendOnly('audit_log')) await run(statement);
  },
};
