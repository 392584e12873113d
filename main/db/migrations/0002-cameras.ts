import type { Migration } from './migration.ts';

/** The register of cameras, the history of their states, and the demo city's own row. */
export const migration0002: Migration = {
  name: '0002-cameras',
  async up(run) {
    await run(`create table camera (
      id text primary key, number text not null, place text not null, district text not null,
      lat real check (lat between -90 and 90), lng real check (lng between -180 and 180),
      azimuth_deg real check (azimuth_deg >= 0 and azimuth_deg < 360), fov_deg real check (fov_deg > 0 and fov_deg <= 360),
      height_m real check (height_m between 0 and 300), has_ptz integer not null check (has_ptz in (0, 1)),
      maker text not null, model text not null, serial text not null, firmware text not null, mac text,
      service_url text not null, endpoint text not null, credentials text not null,
      is_recorded integer not null check (is_recorded in (0, 1)),
      created_at integer not null, updated_at integer not null, removed_at integer,
      check ((lat is null) = (lng is null))) strict`);
    await run('create unique index camera_endpoint on camera (endpoint) where removed_at is null');
    await run(`create table camera_profile (
      camera_id text not null references camera (id), role text not null check (role in ('main', 'sub')),
      token text not null, name text not null, codec text not null, width integer not null, height integer not null,
      frames_per_second real, stream_uri text not null, snapshot_uri text,
      primary key (camera_id, role)) strict`);
    await run(`create table camera_state (
      seq integer primary key, camera_id text not null references camera (id), at integer not null,
      state text not null check (state in ('opening', 'streaming', 'stalled', 'unreachable', 'unauthorised', 'fault', 'off')),
      reason text) strict`);
    await run('create index camera_state_by_camera on camera_state (camera_id, at)');
    await run(`create table demo_city (
      id integer primary key check (id = 1), port_base integer not null check (port_base between 1024 and 65535),
      secrets text not null, created_at integer not null) strict`);
  },
};
