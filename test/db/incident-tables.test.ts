/** What the database itself refuses, and what tampering with its file leads to. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SqliteConnection } from '#main/db/dialects/sqlite/connection.ts';
import { newId } from '#main/kernel/ids.ts';
import { join } from 'node:path';
import { enterService, newIncident, openDesk, type Desk } from '../helpers/incident-desk.ts';

let desk: Desk;
let serviceId: string;
beforeAll(async () => {
  desk = await openDesk();
  serviceId = await enterService(desk.kernel, { code: '102', channel: 'webhook', address: 'http://127.0.0.1:9/' });
});
afterAll(() => desk.close());

async function logged(): Promise<string> {
  const { id } = await desk.as(desk.inspector).incidents.create(newIncident({ dispatches: [{ serviceId, priority: 1 }] }));
  await desk.as(desk.inspector).incidents.addEntry({ id, key: newId(), text: 'другий факт' });
  await desk.as(desk.inspector).incidents.addEntry({ id, key: newId(), text: 'третій факт' });
  return id;
}

/** Somebody with the file and a tool: the triggers are taken away first. */
async function tamper(...statements: string[]): Promise<void> {
  const connection = await SqliteConnection.open(join(desk.kernel.dir, 'data', 'lubart.db'), 'write');
  for (const statement of ['drop trigger if exists incident_journal_no_update', 'drop trigger if exists incident_journal_no_delete', ...statements])
    await connection.execute(statement);
  await connection.close();
}

describe('append-only tables', () => {
  it.each(['incident_journal', 'incident_fact', 'dispatch_fact'] as const)('%s takes no change and no removal', async (table) => {
    await logged();
    await expect(desk.kernel.db.write((trx) => trx.updateTable(table).set({ at: 1 }).execute())).rejects.toThrow('append-only');
    await expect(desk.kernel.db.write((trx) => trx.deleteFrom(table).execute())).rejects.toThrow('append-only');
  });

  it('refuses a second unfinished dispatch of an incident to a service, whoever asks', async () => {
    const id = await logged();
    const row = await desk.kernel.db.read.selectFrom('dispatch').selectAll().where('incident_id', '=', id).executeTakeFirstOrThrow();
    await expect(
      desk.kernel.db.write((trx) =>
        trx
          .insertInto('dispatch')
          .values({ ...row, id: newId(), token_hash: newId() })
          .execute(),
      ),
    ).rejects.toThrow('UNIQUE');
  });
});

describe('a tampered journal', () => {
  it.each([
    ['a changed text', (id: string) => [`update incident_journal set text = 'інше' where incident_id = '${id}' and seq = 3`], 3],
    ['a changed author', (id: string) => [`update incident_journal set "by" = 'Хтось' where incident_id = '${id}' and seq = 2`], 2],
    ['a removed entry', (id: string) => [`delete from incident_journal where incident_id = '${id}' and seq = 2`], 2],
    ['a cut end', (id: string) => [`delete from incident_journal where incident_id = '${id}' and seq > 4`], 5],
    [
      'two swapped entries',
      (id: string) => [
        `update incident_journal set seq = 900 where incident_id = '${id}' and seq = 2`,
        `update incident_journal set seq = 2 where incident_id = '${id}' and seq = 3`,
        `update incident_journal set seq = 3 where incident_id = '${id}' and seq = 900`,
      ],
      2,
    ],
  ])('is found out: %s', async (_what, statements, brokenAtSeq) => {
    const id = await logged();
    expect((await desk.incidents.get(id)).chain.intact).toBe(true);
    await desk.stop();
    await tamper(...statements(id));
    expect((await desk.incidents.get(id)).chain).toMatchObject({ intact: false, brokenAtSeq });
  });
});
