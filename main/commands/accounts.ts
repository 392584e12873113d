/** Accounts of people, made and ended by whoever has the machine. */
import { ROLES, type Role } from '#shared/domain/permissions.ts';
import type { Db } from '../db/db.ts';
import { Accounts } from '../features/access/index.ts';
import { AuditService } from '../features/audit/index.ts';
import { systemClock } from '../kernel/clock.ts';
import { parseOptions, required, UsageError, type Command } from './command.ts';
import { dataDirOf, withDatabase, withReader } from './data-folder.ts';

const DATA = { data: { type: 'string' } } as const;

export const addAccount: Command = {
  usage: `lubart accounts add --login L --name N --role ${ROLES.join('|')} [--data DIR]`,
  about: 'makes an account; the password is read from standard input, or asked for; the program must not be running on the folder',
  async run(args, terminal) {
    const { values } = parseOptions(args, { ...DATA, login: { type: 'string' }, name: { type: 'string' }, role: { type: 'string' } });
    const account = { login: required(values.login, 'login'), name: required(values.name, 'name'), role: roleOf(required(values.role, 'role')) };
    await withDatabase(dataDirOf(values.data), async (db) => {
      await accountsOf(db).add({ ...account, language: 'uk', password: await terminal.readPassword() }, null);
    });
    terminal.out(`${account.login} can sign in as ${account.role}\n`);
    return 0;
  },
};

export const listAccounts: Command = {
  usage: 'lubart accounts list [--data DIR]',
  about: 'shows the accounts: login, role, name, and whether it is disabled or of the demo city',
  async run(args, terminal) {
    const { values } = parseOptions(args, DATA);
    const accounts = await withReader(dataDirOf(values.data), (read) => read.selectFrom('account').selectAll().orderBy('login').execute());
    for (const { login, role, name, is_demo: isDemo, disabled_at: disabledAt } of accounts) {
      terminal.out(`${[login, role, name, disabledAt === null ? '' : 'disabled', isDemo === 1 ? 'demo' : ''].filter(Boolean).join('\t')}\n`);
    }
    return 0;
  },
};

export const disableAccount: Command = {
  usage: 'lubart accounts disable --login L [--data DIR]',
  about: 'ends an account and its sessions; what it did stays in the log',
  async run(args, terminal) {
    const { values } = parseOptions(args, { ...DATA, login: { type: 'string' } });
    const login = required(values.login, 'login');
    await withDatabase(dataDirOf(values.data), (db) => accountsOf(db).disable(login, null));
    terminal.out(`${login} can no longer sign in\n`);
    return 0;
  },
};

function accountsOf(db: Db): Accounts {
  const parts = { db, clock: systemClock };
  return new Accounts(parts, new AuditService(parts));
}

function roleOf(text: string): Role {
  const role = ROLES.find((one) => one === text);
  if (!role) throw new UsageError(`--role is one of ${ROLES.join(', ')}`);
  return role;
}
