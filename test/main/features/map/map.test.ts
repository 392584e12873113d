/** The base map over HTTP: the drawn plan, ranges of a PMTiles file, tiles of an MBTiles file, and files that lie. */
import { gzipSync } from 'node:zlib';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sqlite3 from 'sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { call } from '@orpc/server';
import type { Settings } from '#shared/contract/settings.ts';
import { createMap, type MapFeature } from '#main/features/map/index.ts';
import { DEFAULT_SETTINGS } from '#main/features/settings/defaults.ts';
import { createApi } from '#main/transport/guard.ts';
import { createHttpServer, type HttpServer } from '#main/transport/http.ts';
import { ADMINISTRATOR } from '../../../helpers/camera-rig.ts';
import { openTestKernel, type TestKernel } from '../../../helpers/kernel.ts';

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

let folder: string;
let kernel: TestKernel;
let server: HttpServer;
let map: MapFeature;
let settings: Settings['map'];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lubart-map-'));
  settings = DEFAULT_SETTINGS.map;
  kernel = await openTestKernel({ config: { resourcesDir: join(import.meta.dirname, '..', '..', '..', '..', 'resources') } });
  map = createMap(kernel, { settings: () => ({ ...DEFAULT_SETTINGS, map: settings }) });
  server = await createHttpServer({ log: kernel.log, rendererDir: null, allowedOrigins: [] });
  map.routes(server);
  await server.listen(0);
});
afterEach(async () => {
  await map.stop();
  await server.close();
  await kernel.close();
  rmSync(folder, { recursive: true, force: true });
});

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') => fetch(`${server.origin}${path}`, { headers, method });

function base() {
  const api = createApi(
    { actorOf: () => Promise.resolve(ADMINISTRATOR), recordCall: () => Promise.resolve(), observe: async (run) => ({ value: await run(), hasWritten: false }) },
    kernel.log,
  );
  const context = { connection: { kind: 'port' as const, peer: 'test' }, reqHeaders: new Headers({ authorization: `Bearer ${'x'.repeat(43)}` }) };
  return call(map.procedures(api).base, undefined, { context });
}

function makeMbtiles(statements: readonly string[], tiles: readonly [number, number, number, Buffer][] = []): Promise<string> {
  const file = join(folder, 'city.mbtiles');
  return new Promise((resolve, reject) => {
    const db = new sqlite3.Database(file);
    db.serialize(() => {
      for (const statement of statements) db.run(statement);
      for (const [z, x, row, bytes] of tiles) db.run('insert into tiles values (?, ?, ?, ?)', [z, x, row, bytes]);
    });
    db.close((error) => (error ? reject(error) : resolve(file)));
  });
}

const SCHEMA = [
  'create table metadata (name text, value text)',
  'create table tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob)',
];

describe('the plan', () => {
  it('is the map without internet, marked as schematic', async () => {
    expect(await base()).toMatchObject({ kind: 'plan', url: '/map/plan.geojson', format: 'geojson', isSchematic: true });
    const response = await get('/map/plan.geojson');
    const plan = (await response.json()) as { type: string; features: unknown[] };
    expect([response.status, plan.type]).toEqual([200, 'FeatureCollection']);
    expect(plan.features.length).toBeGreaterThan(10);
  });

  it.each(['../package.json', '/etc/passwd', '../../etc/hosts.geojson', 'demo-city/none.geojson'])('stands in for the source %s', async (source) => {
    settings = { ...settings, source };
    expect(((await (await get('/map/plan.geojson')).json()) as { type: string }).type).toBe('FeatureCollection');
  });
});

describe('a PMTiles file', () => {
  beforeEach(() => {
    const file = join(folder, 'city.pmtiles');
    writeFileSync(file, Buffer.from('0123456789abcdef'));
    settings = { kind: 'pmtiles', source: file, attribution: '© OSM' };
  });

  it('is read in ranges', async () => {
    expect(await base()).toMatchObject({ kind: 'pmtiles', url: '/map/base.pmtiles', format: 'vector', isSchematic: false, attribution: '© OSM' });
    const part = await get('/map/base.pmtiles', { range: 'bytes=4-7' });
    expect([part.status, await part.text(), part.headers.get('content-range')]).toEqual([206, '4567', 'bytes 4-7/16']);
    expect(await (await get('/map/base.pmtiles', { range: 'bytes=-3' })).text()).toBe('def');
    expect(await (await get('/map/base.pmtiles', { range: 'bytes=14-99' })).text()).toBe('ef');
    expect((await get('/map/base.pmtiles', { range: 'bytes=16-' })).status).toBe(416);
    const whole = await get('/map/base.pmtiles');
    expect([whole.status, whole.headers.get('accept-ranges'), await whole.text()]).toEqual([200, 'bytes', '0123456789abcdef']);
    expect((await get('/map/base.pmtiles', {}, 'HEAD')).headers.get('content-length')).toBe('16');
  });

  it('that is missing leaves the plan', async () => {
    settings = { ...settings, source: join(folder, 'none.pmtiles') };
    expect((await base()).kind).toBe('plan');
    expect((await get('/map/base.pmtiles')).status).toBe(404);
  });
});

describe('an MBTiles file', () => {
  it('gives tiles counted from the north, of the type they really are', async () => {
    const vector = gzipSync(Buffer.from([0x1a, 0x00]));
    settings = {
      kind: 'mbtiles',
      source: await makeMbtiles([...SCHEMA, "insert into metadata values ('format', 'pbf'), ('minzoom', '2'), ('maxzoom', '14')"], [[2, 1, 3, vector]]),
      attribution: '',
    };
    expect(await base()).toMatchObject({ kind: 'mbtiles', format: 'vector', minZoom: 2, maxZoom: 14 });
    const tile = await get('/map/tiles/2/1/0');
    expect([tile.status, tile.headers.get('content-type')]).toEqual([200, 'application/x-protobuf']);
    expect((await get('/map/tiles/2/1/3')).status).toBe(204);
  });

  it('never hands out what is no tile', async () => {
    const html = Buffer.from('<html><script>alert(1)</script>');
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
    settings = {
      kind: 'mbtiles',
      source: await makeMbtiles(
        [...SCHEMA, "insert into metadata values ('format', 'png')"],
        [
          [0, 0, 0, html],
          [1, 0, 0, svg],
          [1, 1, 1, PNG],
          [1, 1, 0, Buffer.concat([PNG, Buffer.alloc(3_000_000)])],
        ],
      ),
      attribution: '',
    };
    expect((await get('/map/tiles/0/0/0')).status).toBe(204);
    expect((await get('/map/tiles/1/0/1')).status).toBe(204);
    expect((await get('/map/tiles/1/1/1')).status).toBe(204);
    const png = await get('/map/tiles/1/1/0');
    expect([png.status, png.headers.get('content-type')]).toEqual([200, 'image/png']);
    for (const path of ['/map/tiles/1/-1/0', '/map/tiles/99/0/0', "/map/tiles/1/0'--/0", '/map/tiles/1/2/0']) expect((await get(path)).status, path).toBe(204);
  });

  it('that is none leaves the plan', async () => {
    const file = join(folder, 'city.mbtiles');
    writeFileSync(file, 'not a database');
    settings = { kind: 'mbtiles', source: file, attribution: '' };
    expect((await base()).kind).toBe('plan');
    expect((await get('/map/tiles/0/0/0')).status).toBe(404);
  });
});

describe('an address of tiles', () => {
  it('is taken only as such', async () => {
    settings = { kind: 'tiles', source: 'https://tiles.example/{z}/{x}/{y}.png', attribution: '© X' };
    expect(await base()).toMatchObject({ kind: 'tiles', url: 'https://tiles.example/{z}/{x}/{y}.png', attribution: '© X' });
    settings = { ...settings, source: 'javascript:alert(1)//{z}{x}{y}' };
    expect((await base()).kind).toBe('plan');
  });
});
