import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SqliteConnection, hasWalResetRepair } from '#main/db/dialects/sqlite/connection.ts';
import type { Db } from '#main/db/db.ts';
import { openDatabase } from '#main/db/open.ts';
import { MIGRATIONS } from '#main/db/migrations/index.ts';

let dir: string;
let file: string;
let db: Db;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'lubart-db-'));
  file = join(dir, 'lubart.db');
  db = await openDatabase({ file });
});

afterEach(async () => {
  await db.close();
  rmSync(dir, { recursive: true, force: true });
});

const counterOf = async (name: string) => (await db.read.selectFrom('counter').select('value').where('name', '=', name).executeTakeFirst())?.value;

describe('a database', () => {
  it('keeps each write that it acknowledged and undoes only the one that failed', async () => {
    const results = await Promise.allSettled([
      db.write((trx) => trx.insertInto('counter').values({ name: 'a', value: 1 }).execute()),
      db.write(async (trx) => {
        await trx.insertInto('counter').values({ name: 'b', value: 1 }).execute();
        throw new Error('changed my mind');
      }),
      db.write((trx) => trx.insertInto('counter').values({ name: 'c', value: 1 }).execute()),
    ]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect([await counterOf('a'), await counterOf('b'), await counterOf('c')]).toEqual([1, undefined, 1]);
  });

  it('runs every connection durable, with foreign keys, in WAL', async () => {
    for (const mode of ['write', 'read'] as const) {
      const connection = await SqliteConnection.open(file, mode);
      const ask = async (pragma: string) => Object.values((await connection.execute(`pragma ${pragma}`)).rows[0] ?? {})[0];
      expect(await ask('journal_mode')).toBe('wal');
      expect(await ask('synchronous')).toBe(2);
      expect(await ask('foreign_keys')).toBe(1);
      await connection.close();
    }
  });

  it('gives readers no way to write', async () => {
    const reader = await SqliteConnection.open(file, 'read');
    await expect(reader.execute("insert into counter (name, value) values ('x', 1)")).rejects.toThrow(/readonly/);
    await reader.close();
  });

  it('takes no value that the driver would turn into NULL or blur', async () => {
    for (const value of [10n, Number.MAX_SAFE_INTEGER + 1, new Date(0), Number.NaN]) {
      await expect(
        db.write((trx) =>
          trx
            .insertInto('counter')
            .values({ name: 'odd', value: value as number })
            .execute(),
        ),
      ).rejects.toThrow(/cannot be bound/);
    }
    expect(await counterOf('odd')).toBeUndefined();
  });

  it('refuses data of a newer program and leaves it as it is', async () => {
    await db.write((trx) => trx.insertInto('counter').values({ name: 'kept', value: 7 }).execute());
    await db.close();
    const connection = await SqliteConnection.open(file, 'write');
    await connection.execute("insert into schema_migration (name, applied_at) values ('9999-from-the-future', 1)");
    await connection.close();
    await expect(openDatabase({ file })).rejects.toMatchObject({ code: 'SCHEMA_TOO_NEW' });
    const again = await SqliteConnection.open(file, 'write');
    await again.execute("delete from schema_migration where name = '9999-from-the-future'");
    await again.close();
    db = await openDatabase({ file });
    expect(await counterOf('kept')).toBe(7);
  });

  it('undoes a migration that fails half way', async () => {
    await db.close();
    const broken = {
      name: '9998-broken',
      up: async (run: (sql: string) => Promise<unknown>) => {
        await run('create table half (x integer)');
        await run('nonsense');
      },
    };
    await expect(openDatabase({ file, migrations: [...MIGRATIONS, broken] })).rejects.toThrow(/9998-broken/);
    const connection = await SqliteConnection.open(file, 'read');
    expect((await connection.execute("select name from sqlite_master where name = 'half'")).rows).toEqual([]);
    await connection.close();
    db = await openDatabase({ file });
  });

  it('will not change or remove a row of the audit log', async () => {
    await db.write((trx) =>
      trx
        .insertInto('audit_log')
        .values({
          seq: 1,
          at: 1,
          account_id: null,
          account: null,
          role: null,
          action: 'a',
          object_type: null,
          object_id: null,
          result: 'done',
          detail: '{}',
          prev_hash: '0',
          hash: '1',
        })
        .execute(),
    );
    await expect(db.write((trx) => trx.updateTable('audit_log').set({ action: 'b' }).execute())).rejects.toThrow(/append-only/);
    await expect(db.write((trx) => trx.deleteFrom('audit_log').execute())).rejects.toThrow(/append-only/);
  });
});

describe('the SQLite library', () => {
  it.each([
    ['3.51.2', false],
    ['3.51.3', true],
    ['3.50.6', false],
    ['3.50.7', true],
    ['3.49.9', false],
    ['3.52.0', true],
    ['4.0.0', true],
  ])('%s carries the WAL-reset repair: %s', (version, expected) => {
    expect(hasWalResetRepair(version)).toBe(expected);
  });
});
