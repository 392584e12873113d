/**
 * Durable commits per second: an incident with two dispatches through the contract (eight desks at once, as in a
 * centre), against the same number of rows and bytes in bare SQLite with synchronous=FULL, one transaction each.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteConnection } from '#main/db/dialects/sqlite/connection.ts';
import { newId } from '#main/kernel/ids.ts';
import type { Client } from '#shared/contract/index.ts';
import { openTestApp } from '../helpers/app.ts';
import { printFigure } from '../helpers/figure.ts';

const RUN_MS = 6_000;
const DESKS = 8;

interface WrittenRow {
  table: string;
  columns: string[];
  values: unknown[];
}

const app = await openTestApp({ config: { rendererDir: join(import.meta.dirname, '..', '..', 'renderer') } });
// Nobody listens there: delivery fails in the background, as it may; the commit is what is measured.
await app.features.dispatch.useDemoEndpoints({ smtpPort: 9, httpPort: 9, webhookSecret: 'bench' });
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

/** Commits per second when `desks` log one after the other, all at once. */
async function throughContract(desks: number): Promise<number> {
  const clients = await Promise.all(Array.from({ length: desks }, () => app.signedIn('inspector')));
  const until = performance.now() + RUN_MS;
  const startedMs = performance.now();
  const counts = await Promise.all(
    clients.map(async (client) => {
      let count = 0;
      while (performance.now() < until) {
        await log(client);
        count += 1;
      }
      return count;
    }),
  );
  return (counts.reduce((sum, count) => sum + count, 0) * 1000) / (performance.now() - startedMs);
}

/** What one such commit writes, table by table, read back from the database. */
async function rowsOfOneCommit(file: string): Promise<WrittenRow[]> {
  const reader = await SqliteConnection.open(file, 'write');
  const tables = (await reader.execute("select name from sqlite_master where type = 'table' and sql not like 'create virtual%' and name not like 'sqlite_%' and name not like '%_search%' order by name")).rows.map((row) => String(row['name']));
  const counts = async () => new Map(await Promise.all(tables.map(async (table) => [table, Number((await reader.execute(`select count(*) as n from "${table}"`)).rows[0]?.['n'])] as const)));
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

/** The same rows into tables without constraints, one transaction and one flush each. */
async function bareSqlite(rows: WrittenRow[]): Promise<number> {
  const dir = mkdtempSync(join(tmpdir(), 'lubart-bench-'));
  const connection = await SqliteConnection.open(join(dir, 'bare.db'), 'write');
  for (const table of new Set(rows.map((row) => row.table))) {
    const columns = rows.find((row) => row.table === table)?.columns ?? [];
    await connection.execute(`create table "${table}" (${columns.map((column) => `"${column}"`).join(', ')})`);
  }
  const startedMs = performance.now();
  let count = 0;
  while (performance.now() - startedMs < RUN_MS) {
    await connection.execute('begin immediate');
    for (const { table, columns, values } of rows) await connection.execute(`insert into "${table}" values (${columns.map(() => '?').join(', ')})`, values);
    await connection.execute('commit');
    count += 1;
  }
  const perSecond = (count * 1000) / (performance.now() - startedMs);
  await connection.close();
  rmSync(dir, { recursive: true, force: true });
  return perSecond;
}

for (let i = 0; i < 20; i += 1) await log(desk);
const rows = await rowsOfOneCommit(join(app.dataDir, 'lubart.db'));
const alone = await throughContract(1);
const figure = await throughContract(DESKS);
const reference = await bareSqlite(rows);
await app.close();

printFigure({
  bench: 'commit',
  unit: 'incidents with two dispatches per second',
  figure,
  reference,
  referenceIs: `the same ${rows.length} rows in bare SQLite, synchronous=FULL, one transaction each, one after the other`,
  detail: { desks: DESKS, oneDeskAlone: Number(alone.toPrecision(4)), rowsPerCommit: rows.length, tables: [...new Set(rows.map((row) => row.table))] },
});
