import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SqliteConnection } from '#main/db/dialects/sqlite/connection.ts';
import { createAccess, type AccessFeature } from '#main/features/access/index.ts';
import { createAudit } from '#main/features/audit/index.ts';
import { Tickets } from '#main/kernel/tickets.ts';
import { manualClock, openTestKernel, type TestKernel } from '../../../helpers/kernel.ts';

let kernel: TestKernel;
let access: AccessFeature;
let isDemo: boolean;
const clock = manualClock();

beforeEach(async () => {
  kernel = await openTestKernel({ clock });
  isDemo = true;
  access = createAccess(kernel, { audit: createAudit(kernel).service, tickets: new Tickets(clock), isDemo: () => isDemo });
  await access.start();
});

afterEach(() => kernel.close());

const signIn = (login: string, password: string, peer = '127.0.0.1') => access.service.signIn(login, password, peer);

describe('signing in', () => {
  it('keeps passwords with argon2id and tokens only as a hash', async () => {
    const { token } = await signIn('demianchuk', 'demo');
    const accounts = await kernel.db.read.selectFrom('account').select('password_hash').execute();
    expect(accounts.every((account) => account.password_hash.startsWith('$argon2id$v=19$m=19456,t=2,p=1$'))).toBe(true);
    const sessions = await kernel.db.read.selectFrom('session').selectAll().execute();
    expect(JSON.stringify(sessions)).not.toContain(token);
  });

  it('says the same for a wrong password and for a login that is not there', async () => {
    const wrong = await signIn('demianchuk', 'x').catch((error: Error) => error);
    const unknown = await signIn('nobody', 'x').catch((error: Error) => error);
    expect(wrong).toMatchObject({ code: 'WRONG_CREDENTIALS' });
    expect(unknown).toEqual(wrong);
  });

  it('makes a guesser wait, and lets the rightful person in afterwards', async () => {
    for (let i = 0; i < 5; i += 1) await expect(signIn('demianchuk', `guess ${i}`)).rejects.toMatchObject({ code: 'WRONG_CREDENTIALS' });
    await expect(signIn('demianchuk', 'demo')).rejects.toMatchObject({ code: 'TOO_MANY' });
    clock.advance(3_000);
    await expect(signIn('demianchuk', 'demo')).resolves.toMatchObject({ account: { login: 'demianchuk' } });
  });

  it('holds a session over a restart of the host, and ends it after thirteen hours', async () => {
    const { token } = await signIn('kravets', 'demo');
    const again = createAccess(kernel, { audit: createAudit(kernel).service, tickets: new Tickets(clock), isDemo: () => isDemo });
    expect(await again.service.actorOf(token)).toMatchObject({ login: 'kravets', role: 'supervisor' });
    clock.advance(13 * 3_600_000 + 1);
    expect(await again.service.actorOf(token)).toBeNull();
    expect(await access.service.actorOf(token)).toBeNull();
  });

  it('knows the demo accounts in the demo city alone', async () => {
    const { token } = await signIn('demianchuk', 'demo');
    isDemo = false;
    const real = createAccess(kernel, { audit: createAudit(kernel).service, tickets: new Tickets(clock), isDemo: () => isDemo });
    await real.start();
    expect(real.service.demoAccounts()).toEqual([]);
    expect(await real.service.actorOf(token)).toBeNull();
    await expect(real.service.signIn('demianchuk', 'demo', 'peer')).rejects.toMatchObject({ code: 'WRONG_CREDENTIALS' });
  });

  it('refuses a login that is taken, whatever its case', async () => {
    await expect(
      access.service.accounts.add({ login: 'DEMIANCHUK', name: 'x', role: 'inspector', language: 'uk', password: 'long enough' }, null),
    ).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});

describe('old sessions', () => {
  it('are forgotten a month after they ran out, the others not', async () => {
    await signIn('demianchuk', 'demo');
    clock.advance(31 * 24 * 3_600_000);
    const { token } = await signIn('kravets', 'demo');
    expect(await access.service.forgetOld()).toBe(1);
    expect(await access.service.forgetOld()).toBe(0);
    expect(await access.service.actorOf(token)).toMatchObject({ login: 'kravets' });
  });
});

describe('the audit chain', () => {
  it('is whole after use and names the first row that was changed behind our back', async () => {
    const audit = createAudit(kernel).service;
    for (const login of ['demianchuk', 'kravets', 'lysenko']) await signIn(login, 'demo');
    const before = await audit.verify();
    expect(before).toMatchObject({ intact: true, brokenAtSeq: null });
    const intruder = await SqliteConnection.open(join(kernel.config.dataDir, 'lubart.db'), 'write');
    await intruder.execute('drop trigger audit_log_no_update');
    await intruder.execute("update audit_log set account = 'somebody else' where seq = ?", [before.rows - 1]);
    await intruder.close();
    expect(await audit.verify()).toMatchObject({ intact: false, brokenAtSeq: before.rows - 1 });
  });

  it('names the place where a row was taken out', async () => {
    const audit = createAudit(kernel).service;
    for (const login of ['demianchuk', 'kravets', 'lysenko']) await signIn(login, 'demo');
    const intruder = await SqliteConnection.open(join(kernel.config.dataDir, 'lubart.db'), 'write');
    await intruder.execute('drop trigger audit_log_no_delete');
    await intruder.execute('delete from audit_log where seq = 2');
    await intruder.close();
    expect(await audit.verify()).toMatchObject({ intact: false, brokenAtSeq: 2 });
  });
});
