/**
 * Durable commits per second: an incident with two dispatches through the contract (eight desks at once, as in a
 * centre), against the same number of rows and bytes in bare SQLite with synchronous=FULL, one transaction each.
 */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteConnection } from '#main/db/dialects/sqlite/connection.ts';
import { newId } from '#main/kernel/ids.ts';
import type { Client } from '#shared/contract/index.ts';
import { openTestApp } from '../helpers/app.ts';
import { printFigure } from '../helpers/figure.ts';

/** In turns, since the machine is not the same from one second to the next. */
const ROUNDS = 4;
const RUN_MS = 2_000;
const DESKS = 8;

interface WrittenRow {
  table: string;
  columns: string[];
  values: unknown[];
}

const app = await openTestApp({ config: { rendererDir: join(import.meta.dirname, '..', '..', 'renderer') } });
// The services take the call and say nothing: the commit is what is measured, and the reference delivers nothing either.
const silent = createServer((socket) => socket.on('error', () => socket.destroy()));
await once(silent.listen(0, '127.0.0.1'), 'listening');
const { port } = silent.address() as AddressInfo;
await app.features.dispatch.useDemoEndpoints({ smtpPort: port, httpPort: port, webhookSecret: 'bench' });
const desk = await app.signedIn('inspector');
const services = await desk.dispatch.services();
const [mailed, hooked] = [services.find((one) => one.channel === 'email'), services.find((one) => one.channel === 'webhook')];
if (!mailed || !hooked) throw new Error('the demo services are missing');

const log = (client: Client) =>
  client.incidents.create({
    key: newId(),
    categoryKey: 'crash-injured',
    severity: 1,
    seenAt: Date.now(),
    cameraId: null,
    place: 'пр. Соборності / пр. Молоді',
    district: '33 мікрорайон',
    position: { lat: 50.75, lng: 25.33 },
    text: 'Зіткнення двох легкових на перехресті, одна перегородила смугу до центру.',
    dispatches: [
      { serviceId: mailed.id, priority: 1 },
      { serviceId: hooked.id, priority: 1 },
    ],
  });

interface Run {
  count: number;
  tookMs: number;
}

/** Every desk logs one after the other, all desks at once. */
async function throughContract(clients: readonly Client[]): Promise<Run> {
  const startedMs = performance.now();
  let count = 0;
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() - startedMs < RUN_MS) {
        await log(client);
        count += 1;
      }
    }),
  );
  return { count, tookMs: performance.now() - startedMs };
}

/** What one such commit writes, table by table, read back from the database. */
async function rowsOfOneCommit(file: string): Promise<WrittenRow[]> {
  const reader = await SqliteConnection.open(file, 'write');
  const tables = (
    await reader.execute(
      "select name from sqlite_master where type = 'table' and sql not like 'create virtual%' and name not like 'sqlite_%' and name not like '%_search%' order by name",
    )
  ).rows.map((row) => String(row['name']));
  const counts = async () =>
    new Map(
      await Promise.all(tables.map(async (table) => [table, Number((await reader.execute(`select count(*) as n from "${table}"`)).rows[0]?.['n'])] as const)),
    );
  const before = await counts();
  await log(desk);
  const after = await counts();
  const rows: WrittenRow[] = [];
  for (const table of tables) {
    const added = (after.get(table) ?? 0) - (before.get(table) ?? 0);
    const last = (await reader.execute(`select * from "${table}" order by rowid desc limit ${Math.max(0, added)}`)).rows;
    for (const row of last) rows.push({ table, columns: Object.keys(row), values: Object.values(row) });
  }
  await reader.close();
  return rows;
}

/** Tables without constraints for those rows. */
async function bareTables(file: string, rows: readonly WrittenRow[]): Promise<SqliteConnection> {
  const connection = await SqliteConnection.open(file, 'write');
  for (const table of new Set(rows.map((row) => row.table))) {
    const columns = rows.find((row) => row.table === table)?.columns ?? [];
    await connection.execute(`create table "${table}" (${columns.map((column) => `"${column}"`).join(', ')})`);
  }
  return connection;
}

/** The same rows, one transaction and one flush each time. */
async function bareSqlite(connection: SqliteConnection, rows: readonly WrittenRow[]): Promise<Run> {
  const startedMs = performance.now();
  let count = 0;
  while (performance.now() - startedMs < RUN_MS) {
    await connection.execute('begin immediate');
    for (const { table, columns, values } of rows) await connection.execute(`insert into "${table}" values (${columns.map(() => '?').join(', ')})`, values);
    await connection.execute('commit');
    count += 1;
  }
  return { count, tookMs: performance.now() - startedMs };
}

const perSecond = (runs: readonly Run[]): number => (runs.reduce((sum, run) => sum + run.count, 0) * 1_000) / runs.reduce((sum, run) => sum + run.tookMs, 0);

for (let i = 0; i < 20; i += 1) await log(desk);
const rows = await rowsOfOneCommit(join(app.dataDir, 'lubart.db'));
const bareDir = mkdtempSync(join(tmpdir(), 'lubart-bench-'));
const bare = await bareTables(join(bareDir, 'bare.db'), rows);
const desks = await Promise.all(Array.from({ length: DESKS }, () => app.signedIn('inspector')));
const runs: { alone: Run[]; together: Run[]; reference: Run[] } = { alone: [], together: [], reference: [] };
for (let round = 0; round < ROUNDS; round += 1) {
  runs.alone.push(await throughContract([desk]));
  runs.together.push(await throughContract(desks));
  runs.reference.push(await bareSqlite(bare, rows));
}
const figure = perSecond(runs.together);
const reference = perSecond(runs.reference);
const alone = perSecond(runs.alone);
await bare.close();
rmSync(bareDir, { recursive: true, force: true });
await app.close();
silent.close();

printFigure({
  bench: 'commit',
  unit: 'incidents with two dispatches per second',
  figure,
  reference,
  referenceIs: `the same ${rows.length} rows in bare SQLite, synchronous=FULL, one transaction each, one after the other`,
  detail: {
    desks: DESKS,
    oneDeskAlone: Number(alone.toPrecision(4)),
    oneDeskRatio: Number((alone / reference).toPrecision(4)),
    rowsPerCommit: rows.length,
    tables: [...new Set(rows.map((row) => row.table))],
  },
});
