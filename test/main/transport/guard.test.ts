import { isDefinedError, safe } from '@orpc/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestApp, type TestApp } from '../../helpers/app.ts';

let app: TestApp;

beforeEach(async () => {
  app = await openTestApp();
});

afterEach(async () => {
  await app.close();
});

describe('the door over a MessagePort', () => {
  it('lets the session in and nobody without', async () => {
    const { token } = await app.client().access.signIn({ login: 'demianchuk', password: 'demo' });
    const me = await app.client(token).access.me();
    expect(me.account.role).toBe('inspector');
    const [error] = await safe(app.client().access.me());
    expect(isDefinedError(error) && error.code).toBe('NOT_SIGNED_IN');
  });

  it('refuses what the role may not do, by code and data, and writes the refusal down', async () => {
    const { token } = await app.client().access.signIn({ login: 'demianchuk', password: 'demo' });
    const [error] = await safe(app.client(token).settings.get());
    expect(error).toMatchObject({ code: 'NOT_ALLOWED', data: { action: 'settings.get', role: 'inspector' } });
    const rows = await app.kernel.db.read.selectFrom('audit_log').selectAll().where('action', '=', 'settings.get').execute();
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ result: 'refused', account: 'demianchuk' });
  });

  it('names the field of an input that does not have the form', async () => {
    const [error] = await safe(app.client().access.signIn({ login: '', password: 'x' }));
    expect(error).toMatchObject({ code: 'BAD_INPUT', data: { field: 'login' } });
  });

  it('never writes a password into the audit log', async () => {
    await safe(app.client().access.signIn({ login: 'demianchuk', password: 'a-wrong-password' }));
    const rows = await app.kernel.db.read.selectFrom('audit_log').selectAll().execute();
    expect(rows.some((row) => row.action === 'access.signIn' && row.result === 'refused')).toBe(true);
    expect(JSON.stringify(rows)).not.toContain('a-wrong-password');
  });

  it('ends a session at once', async () => {
    const { token } = await app.client().access.signIn({ login: 'demianchuk', password: 'demo' });
    await app.client(token).access.signOut();
    const [error] = await safe(app.client(token).access.me());
    expect(error).toMatchObject({ code: 'NOT_SIGNED_IN' });
  });

  it('announces changes to whoever watches', async () => {
    const { token } = await app.client().access.signIn({ login: 'lysenko', password: 'demo' });
    const client = app.client(token);
    const events = await client.events.watch();
    const heard = (async () => {
      for await (const event of events) if (event.topic === 'settings.changed') return event.ids;
      return null;
    })();
    await client.settings.update({ deskName: '07' });
    expect(await heard).toEqual(['deskName']);
  });

  it('hides what went wrong inside, but gives a reference', async () => {
    await app.kernel.db.close();
    const [error] = await safe(app.client().access.signIn({ login: 'demianchuk', password: 'demo' }));
    expect(error).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
    expect(String(error)).not.toMatch(/SQLITE/);
  });
});
