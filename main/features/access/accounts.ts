/** Accounts: made, listed as existing, and ended. They are never removed, since the log names them. */
import type { Language } from '#shared/contract/scalars.ts';
import { AppError } from '#shared/contract/errors.ts';
import type { Role } from '#shared/domain/permissions.ts';
import { newId } from '../../kernel/ids.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Actor } from '../../transport/context.ts';
import type { AuditService } from '../audit/index.ts';
import { hashPassword } from './password.ts';
import { AccessRepository } from './repository.ts';

export interface NewAccount {
  login: string;
  name: string;
  role: Role;
  language: Language;
  password: string;
  isDemo?: boolean;
}

/** NIST SP 800-63B asks for eight at least; here one password opens the pictures of a city. */
const MIN_PASSWORD_CHARS = 10;
const MAX_PASSWORD_CHARS = 256;
const MAX_NAME_CHARS = 80;
const LOGIN = /^[\p{L}\p{N}._@-]{1,64}$/u;

export class Accounts {
  readonly #kernel: Pick<Kernel, 'db' | 'clock'>;
  readonly #audit: Pick<AuditService, 'append'>;
  readonly #repository: AccessRepository;

  constructor(kernel: Pick<Kernel, 'db' | 'clock'>, audit: Pick<AuditService, 'append'>) {
    this.#kernel = kernel;
    this.#audit = audit;
    this.#repository = new AccessRepository(kernel.db);
  }

  /** Makes an account of a person. BAD_INPUT names what does not fit, CONFLICT when the login is taken. Returns its id. */
  async add(account: NewAccount, by: Actor | null): Promise<string> {
    if (!LOGIN.test(account.login)) throw new AppError('BAD_INPUT', 'a login has 1 to 64 letters, digits or . _ @ -', { field: 'login' });
    if (account.name === '' || account.name.length > MAX_NAME_CHARS)
      throw new AppError('BAD_INPUT', `a name has 1 to ${MAX_NAME_CHARS} characters`, { field: 'name' });
    const chars = [...account.password.normalize('NFC')].length;
    if (chars < MIN_PASSWORD_CHARS || chars > MAX_PASSWORD_CHARS) {
      throw new AppError('BAD_INPUT', `a password has ${MIN_PASSWORD_CHARS} to ${MAX_PASSWORD_CHARS} characters`, {
        field: 'password',
        min: MIN_PASSWORD_CHARS,
      });
    }
    return this.enter(account, by);
  }

  /** The same without asking what is sound: accounts of the demo city have a password that everybody knows. CONFLICT. */
  async enter(account: NewAccount, by: Actor | null): Promise<string> {
    const now = this.#kernel.clock.now();
    const id = newId(now);
    const passwordHash = await hashPassword(account.password);
    await this.#kernel.db.write(async (trx) => {
      if (await this.#repository.findByLogin(account.login, trx))
        throw new AppError('CONFLICT', `the login ${account.login} is taken`, { login: account.login });
      await this.#repository.insert(trx, {
        id,
        login: account.login,
        name: account.name,
        role: account.role,
        language: account.language,
        password_hash: passwordHash,
        is_demo: account.isDemo ? 1 : 0,
        created_at: now,
        disabled_at: null,
      });
      await this.#audit.append(trx, {
        actor: by,
        action: 'access.createAccount',
        objectType: 'account',
        objectId: id,
        detail: { login: account.login, role: account.role },
      });
    });
    return id;
  }

  /** Ends an account and its sessions. NOT_FOUND; nothing happens when it has ended already. */
  async disable(login: string, by: Actor | null): Promise<void> {
    await this.#kernel.db.write(async (trx) => {
      const account = await this.#repository.findByLogin(login, trx);
      if (!account) throw new AppError('NOT_FOUND', `there is no account ${login}`, { what: 'account', login });
      if (account.disabled_at !== null) return;
      await this.#repository.disable(trx, account.id, this.#kernel.clock.now());
      await this.#audit.append(trx, {
        actor: by,
        action: 'access.disableAccount',
        objectType: 'account',
        objectId: account.id,
        detail: { login: account.login, role: account.role },
      });
    });
  }

  /** Whether a person could sign in; accounts of the demo city do not count. */
  async exist(): Promise<boolean> {
    return this.#repository.hasUsable();
  }
}
