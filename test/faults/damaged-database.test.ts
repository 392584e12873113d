/** A database whose bytes rotted, was cut to nothing or is gone: the whole host starts on it. */
import { copyFileSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeSync, closeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backUp, backupName, findFlaw, listBackups } from '#main/db/backup.ts';
import { SqliteConnection } from '#main/db/dialects/sqlite/connection.ts';
import { MIGRATIONS } from '#main/db/migrations/index.ts';
import { openDatabase } from '#main/db/open.ts';
import { openTestApp } from '../helpers/app.ts';
import { newIncident } from '../helpers/incident-desk.ts';

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lubart-damage-'));
  file = join(dir, 'lubart.db');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** Overwrites the middle of the file, as a failing disk does. */
function damage(path: string): void {
  const handle = openSync(path, 'r+');
  const noise = Buffer.alloc(4096, 0xa5);
  for (let at = 4096; at < statSync(path).size - 4096; at += 3 * 4096) writeSync(handle, noise, 0, noise.length, at);
  closeSync(handle);
}

/** A centre that logged one incident, was stopped (which copies), and logged another that is in no copy. */
async function centreWithHistory(): Promise<{ copied: string; lost: string }> {
  let app = await openTestApp({ dataDir: dir });
  const copied = (await (await app.signedIn('inspector')).incidents.create(newIncident({ cameraId: null }))).number;
  await app.close();
  const [copy] = listBackups(join(dir, 'backups'));
  if (copy === undefined) throw new Error('nothing was copied');
  copyFileSync(copy, join(dir, 'kept'));
  app = await openTestApp({ dataDir: dir });
  const lost = (await (await app.signedIn('inspector')).incidents.create(newIncident({ cameraId: null }))).number;
  await app.close();
  copyFileSync(join(dir, 'kept'), copy);
  return { copied, lost };
}

describe('a host on a damaged database', () => {
  it('keeps the damaged file, brings the copy back, says what is missing and gives no number twice', async () => {
    const { copied, lost } = await centreWithHistory();
    damage(file);
    const damaged = readFileSync(file);
    const app = await openTestApp({ dataDir: dir });
    const desk = await app.signedIn('inspector');
    expect((await desk.incidents.list({})).rows.map((row) => row.number)).toEqual([copied]);
    expect((await desk.host.status()).database).toMatchObject({ state: 'warn', reason: 'databaseRestored' });
    const row = (await (await app.signedIn('supervisor')).audit.list({})).find((one) => one.action === 'database.restore');
    const told = JSON.parse(row?.detail ?? '{}') as { missingFrom: number; missingTo: number };
    expect(told.missingFrom).toBeLessThan(told.missingTo);
    const next = (await desk.incidents.create(newIncident({ cameraId: null }))).number;
    expect(Number(next.slice(5))).toBeGreaterThan(Number(lost.slice(5)));
    await expect((await app.signedIn('supervisor')).audit.verify()).resolves.toMatchObject({ intact: true });
    await app.close();
    const [aside] = readdirSync(join(dir, 'damaged'));
    expect(readFileSync(join(dir, 'damaged', String(aside), 'lubart.db')).equals(damaged)).toBe(true);
  });

  it.each([
    ['was cut to nothing', () => truncateSync(file, 0)],
    ['is gone', () => rmSync(file)],
    ['is something else', () => copyFileSync(import.meta.filename, file)],
  ])('that %s works on from the copy', async (_what, harm) => {
    const { copied } = await centreWithHistory();
    harm();
    const app = await openTestApp({ dataDir: dir });
    expect((await (await app.signedIn('inspector')).incidents.list({})).rows.map((row) => row.number)).toEqual([copied]);
    await app.close();
  });

  it('passes by a copy that is damaged too', async () => {
    await centreWithHistory();
    const [copy] = listBackups(join(dir, 'backups'));
    const older = join(dir, 'backups', 'lubart-2020-01-01.db');
    copyFileSync(String(copy), older);
    copyFileSync(String(copy), join(dir, 'backups', 'lubart-2020-01-02.db'));
    damage(join(dir, 'backups', 'lubart-2020-01-02.db'));
    damage(String(copy));
    damage(file);
    const db = await openDatabase({ file, backupDir: join(dir, 'backups') });
    expect(db.restored?.backupFile).toBe(older);
    await db.close();
  });

  it('touches nothing when there is no sound copy', async () => {
    await centreWithHistory();
    for (const copy of listBackups(join(dir, 'backups'))) damage(copy);
    damage(file);
    const before = readFileSync(file);
    await expect(openTestApp({ dataDir: dir })).rejects.toThrow(/no sound copy/);
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(existsSync(join(dir, 'damaged'))).toBe(false);
  });
});

describe('copies', () => {
  it('are sound, hold what was committed, and are seven at most', async () => {
    const backupDir = join(dir, 'backups');
    const db = await openDatabase({ file, backupDir });
    await db.write((trx) => trx.insertInto('counter').values({ name: 'kept', value: 7 }).execute());
    for (let day = 1; day <= 9; day += 1)
      expect(await backUp(file, backupDir, backupName(Date.UTC(2026, 10, day)))).toMatchObject({ file: join(backupDir, `lubart-2026-11-0${day}.db`) });
    await db.close();
    const copies = listBackups(backupDir);
    expect(copies).toHaveLength(7);
    for (const copy of copies) expect(await findFlaw(copy)).toBeNull();
    const copy = await SqliteConnection.open(String(copies[0]), 'read');
    expect((await copy.execute("select value from counter where name = 'kept'")).rows).toEqual([{ value: 7 }]);
    await copy.close();
  });

  it('are made before a migration changes what is there, not for a new database', async () => {
    const backupDir = join(dir, 'backups');
    await (await openDatabase({ file, backupDir, migrations: MIGRATIONS.slice(0, 2) })).close();
    expect(listBackups(backupDir)).toEqual([]);
    await (await openDatabase({ file, backupDir, now: () => Date.UTC(2026, 10, 20) })).close();
    expect(listBackups(backupDir)).toEqual([join(backupDir, 'lubart-2026-11-20-before-0003-incidents.db')]);
    const old = await SqliteConnection.open(String(listBackups(backupDir)[0]), 'read');
    expect((await old.execute("select name from sqlite_master where name = 'incident'")).rows).toEqual([]);
    await old.close();
  });
});
