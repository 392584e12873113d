/** What the commands do, on a real data folder. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPassword } from '#main/commands/password-input.ts';
import { runCommandLine } from '#main/commands/run.ts';
import { SqliteConnection } from '#main/db/dialects/sqlite/connection.ts';
import { openTestApp } from '../../helpers/app.ts';
import { newIncident } from '../../helpers/incident-desk.ts';

const PASSWORD = 'дев’ять верб і ще одна';
const shown: string[] = [];
const screen = new Writable({ write: (chunk: Buffer, _encoding, done) => (shown.push(chunk.toString()), done()) });
let dir: string;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'lubart-cli-'))));
afterEach(() => rmSync(dir, { recursive: true, force: true }));

async function lubart(args: readonly string[], password = ''): Promise<{ code: number; out: string; err: string }> {
  const texts = { out: '', err: '' };
  const terminal = {
    out: (text: string) => void (texts.out += text),
    err: (text: string) => void (texts.err += text),
    readPassword: () => readPassword(Readable.from([Buffer.from(`${password}\n`)]), screen),
  };
  return { code: await runCommandLine([...args, '--data', dir], terminal), ...texts };
}

const add = (login: string, password = PASSWORD, role = 'supervisor') =>
  lubart(['accounts', 'add', '--login', login, '--name', 'Олена Коваль', '--role', role], password);

describe('accounts', () => {
  it('makes the first account, which then signs in; the host says that there is one', async () => {
    expect(await add('koval')).toMatchObject({ code: 0, out: 'koval can sign in as supervisor\n', err: '' });
    const app = await openTestApp({ dataDir: dir });
    const { token, account } = await app.client().access.signIn({ login: 'koval', password: PASSWORD });
    expect(account).toMatchObject({ name: 'Олена Коваль', role: 'supervisor' });
    await expect(app.client(token).incidents.counts()).resolves.toBeDefined();
    expect(await app.client().host.info()).toMatchObject({ isDemo: false, hasAccounts: true });
    const busy = await add('second');
    expect(busy).toMatchObject({ code: 75 });
    expect(busy.err).toContain('already runs on this data folder');
    expect((await lubart(['accounts', 'list'])).out).toContain('koval\tsupervisor\tОлена Коваль\n');
    await app.close();
    expect(readFileSync(join(dir, 'lubart.db')).includes(PASSWORD)).toBe(false);
  });

  it('takes the password from standard input when it is run as a program', () => {
    const args = ['accounts', 'add', '--login', 'koval', '--name', 'Олена', '--role', 'administrator', '--data', dir];
    const run = spawnSync(resolve('node_modules', '.bin', 'tsx'), [resolve('main', 'entry', 'cli.ts'), ...args], { input: `${PASSWORD}\n`, encoding: 'utf8' });
    expect([run.status, run.stdout, run.stderr]).toEqual([0, 'koval can sign in as administrator\n', '']);
  });

  it('refuses a taken login, a short password, an unknown role and a password as an argument', async () => {
    await add('koval');
    expect(await add('KOVAL')).toMatchObject({ code: 65, err: 'the login KOVAL is taken\n' });
    const short = await add('other', 'коротко');
    expect(short).toMatchObject({ code: 65 });
    expect(short.err).toContain('10 to 256');
    expect((await add('other', PASSWORD, 'king')).code).toBe(64);
    expect((await lubart(['accounts', 'add', '--login', 'other', '--name', 'x', '--role', 'inspector', '--password', PASSWORD])).code).toBe(64);
    expect((await lubart(['accounts', 'list'])).out.trim().split('\n')).toHaveLength(1);
  });

  it('ends an account with its sessions, and says so in the audit log', async () => {
    await add('koval');
    let app = await openTestApp({ dataDir: dir });
    const { token } = await app.client().access.signIn({ login: 'koval', password: PASSWORD });
    await app.close();
    expect(await lubart(['accounts', 'disable', '--login', 'koval'])).toMatchObject({ code: 0 });
    expect((await lubart(['accounts', 'disable', '--login', 'nobody'])).code).toBe(66);
    expect((await lubart(['accounts', 'list'])).out).toMatch(/^koval\tsupervisor\tОлена Коваль\tdisabled$/m);
    app = await openTestApp({ dataDir: dir });
    await expect(app.client(token).incidents.counts()).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' });
    await expect(app.client().access.signIn({ login: 'koval', password: PASSWORD })).rejects.toMatchObject({ code: 'WRONG_CREDENTIALS' });
    const log = await (await app.signedIn('supervisor')).audit.list({});
    expect(log.map((row) => row.action)).toContain('access.disableAccount');
    await app.close();
  });
});

describe('audit verify', () => {
  it('is 0 on intact chains, also while the host runs, and 1 naming what was changed', async () => {
    const app = await openTestApp({ dataDir: dir });
    const desk = await app.signedIn('inspector');
    const first = await desk.incidents.create(newIncident({ cameraId: null }));
    await desk.incidents.create(newIncident({ cameraId: null }));
    expect(await lubart(['audit', 'verify'])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^audit log: intact, \d+ rows\njournals: intact, 2 incidents\n$/) as string,
    });
    await app.close();
    const intruder = await SqliteConnection.open(join(dir, 'lubart.db'), 'write');
    await intruder.execute('drop trigger audit_log_no_update');
    await intruder.execute('drop trigger incident_journal_no_update');
    await intruder.execute("update audit_log set detail = '{}' where seq = 2");
    await intruder.execute("update incident_journal set text = 'нічого не було' where incident_id = ?", [first.id]);
    await intruder.close();
    expect(await lubart(['audit', 'verify'])).toEqual({
      code: 1,
      err: '',
      out: `audit log: BROKEN at row 2\njournals: BROKEN in 1 of 2 incidents\n  incident ${first.number}: entry 1\n`,
    });
  });

  it('makes nothing where there is nothing', async () => {
    const answer = await lubart(['audit', 'verify']);
    expect(answer).toMatchObject({ code: 66 });
    expect(answer.err).toContain('there is no data of Lubart');
  });
});

describe('a password that is asked for', () => {
  const person = (...lines: string[]) => Object.assign(Readable.from(lines.map((line) => Buffer.from(`${line}\n`))), { isTTY: true });

  it('is taken when both are the same, and never shown', async () => {
    expect(await readPassword(person('десять літер', 'десять літер'), screen)).toBe('десять літер');
    expect(shown.join('')).not.toContain('літер');
  });

  it('is refused when the second differs', async () => {
    await expect(readPassword(person('десять літер', 'десять літир'), screen)).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });
});
