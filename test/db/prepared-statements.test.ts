import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SqliteConnection } from '#main/db/dialects/sqlite/connection.ts';

const dir = mkdtempSync(join(tmpdir(), 'lubart-db-'));
let connection: SqliteConnection;
beforeAll(async () => {
  connection = await SqliteConnection.open(join(dir, 'a.db'), 'write');
  await connection.execute('create table item (id integer primary key, name text not null unique) strict');
});
afterAll(async () => {
  await connection.close();
  rmSync(dir, { recursive: true });
});

describe('a statement that was prepared before', () => {
  it('gives each of its users their own result, also all at once', async () => {
    const added = await Promise.all(Array.from({ length: 50 }, (_, at) => connection.execute('insert into item (name) values (?)', [`n${at}`])));
    expect(new Set(added.map((one) => one.lastId)).size).toBe(50);
    const found = await Promise.all(added.map((one) => connection.execute('select name from item where id = ?', [one.lastId])));
    expect(found.map((one) => one.rows[0]?.['name'])).toEqual(Array.from({ length: 50 }, (_, at) => `n${at}`));
  });

  it('works again after it failed', async () => {
    const insert = 'insert into item (name) values (?)';
    await connection.execute(insert, ['once']);
    await expect(connection.execute(insert, ['once'])).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT' });
    await expect(connection.execute(insert, ['twice'])).resolves.toMatchObject({ changes: 1 });
    await expect(connection.execute('select name from nowhere')).rejects.toThrow('no such table');
    await expect(connection.execute('select name from nowhere')).rejects.toThrow('no such table');
  });

  it('sees a column that was added since', async () => {
    expect((await connection.execute('select * from item limit 1')).rows[0]).not.toHaveProperty('note');
    await connection.execute('alter table item add column note text');
    expect((await connection.execute('select * from item limit 1')).rows[0]).toHaveProperty('note', null);
  });

  it('makes room for others, while it is in use', async () => {
    const answers = await Promise.all(Array.from({ length: 700 }, (_, at) => connection.execute(`select ? + ${at} as sum`, [1])));
    expect(answers.map((answer) => answer.rows[0]?.['sum'])).toEqual(Array.from({ length: 700 }, (_, at) => at + 1));
  });
});
