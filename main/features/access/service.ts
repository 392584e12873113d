import { createHash, randomBytes } from 'node:crypto';
import { AppError } from '#shared/contract/errors.ts';
import type { Account, SessionInfo } from '#shared/contract/access.ts';
import type { Language } from '#shared/contract/scalars.ts';
import { permissionsOf, type Role } from '#shared/domain/permissions.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Tickets } from '../../kernel/tickets.ts';
import type { Actor } from '../../transport/context.ts';
import type { AuditService } from '../audit/index.ts';
import { Accounts } from './accounts.ts';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from './demo-accounts.ts';
import { isPasswordRight } from './password.ts';
import { AccessRepository, type AccountRow } from './repository.ts';
import { Throttle } from './throttle.ts';

/** A shift of twelve hours and a little more, so that nobody is thrown out in the middle of an incident. */
const SESSION_LIFE_MS = 13 * 3_600_000;
const KEEP_SESSIONS_MS = 30 * 24 * 3_600_000;
const FAILURES_PER_LOGIN = 5;
const FAILURES_PER_PEER = 20;

interface Deps {
  audit: AuditService;
  tickets: Tickets;
  isDemo: () => boolean;
}

export class AccessService {
  readonly accounts: Accounts;
  readonly #kernel: Kernel;
  readonly #deps: Deps;
  readonly #repository: AccessRepository;
  readonly #perLogin: Throttle;
  readonly #perPeer: Throttle;
  /** Sessions by token hash: every call asks, so they are not read from disk each time. */
  readonly #sessions = new Map<string, { actor: Actor; expiresAt: number }>();

  constructor(kernel: Kernel, deps: Deps) {
    this.#kernel = kernel;
    this.#deps = deps;
    this.accounts = new Accounts(kernel, deps.audit);
    this.#repository = new AccessRepository(kernel.db);
    this.#perLogin = new Throttle(kernel.clock, FAILURES_PER_LOGIN);
    this.#perPeer = new Throttle(kernel.clock, FAILURES_PER_PEER);
  }

  /** Makes the demo city's accounts when the host opens it. */
  async start(): Promise<void> {
    if (!this.#deps.isDemo()) return;
    const missing = [];
    for (const account of DEMO_ACCOUNTS) if (!(await this.#repository.findByLogin(account.login))) missing.push(account);
    for (const account of missing) await this.accounts.enter({ ...account, language: 'uk', password: DEMO_PASSWORD, isDemo: true }, null);
  }

  /** Signs in; the token is given out once and only its hash kept. WRONG_CREDENTIALS, TOO_MANY. */
  async signIn(login: string, password: string, peer: string): Promise<SessionInfo & { token: string }> {
    const loginKey = login.trim().toLowerCase();
    const waitMs = Math.max(this.#perLogin.waitMs(loginKey), this.#perPeer.waitMs(peer));
    if (waitMs > 0) throw new AppError('TOO_MANY', 'too many wrong passwords', { waitSeconds: Math.ceil(waitMs / 1000) });
    const row = await this.#repository.findByLogin(login.trim());
    const usable = row && row.disabled_at === null && (row.is_demo === 0 || this.#deps.isDemo()) ? row : null;
    if (!(await isPasswordRight(usable?.password_hash ?? null, password)) || !usable) {
      this.#perLogin.fail(loginKey);
      this.#perPeer.fail(peer);
      throw new AppError('WRONG_CREDENTIALS', 'login or password is wrong');
    }
    this.#perLogin.succeed(loginKey);
    const token = randomBytes(32).toString('base64url');
    const now = this.#kernel.clock.now();
    const expiresAt = now + SESSION_LIFE_MS;
    const actor = toActor(usable);
    await this.#kernel.db.write(async (trx) => {
      await this.#repository.insertSession(trx, {
        token_hash: hashToken(token),
        account_id: usable.id,
        created_at: now,
        expires_at: expiresAt,
        ended_at: null,
      });
      await this.#deps.audit.append(trx, { actor, action: 'access.signIn', objectType: 'account', objectId: usable.id, detail: { peer } });
    });
    this.#sessions.set(hashToken(token), { actor, expiresAt });
    return { token, ...this.#describe(usable, expiresAt) };
  }

  async signOut(token: string, actor: Actor): Promise<void> {
    const tokenHash = hashToken(token);
    this.#sessions.delete(tokenHash);
    this.#deps.tickets.revokeOf(actor.accountId);
    await this.#kernel.db.write(async (trx) => {
      await this.#repository.endSession(trx, tokenHash, this.#kernel.clock.now());
      await this.#deps.audit.append(trx, { actor, action: 'access.signOut', objectType: 'account', objectId: actor.accountId });
    });
  }

  /** The account behind a token, or null when the session is unknown, over or the account disabled. */
  async actorOf(token: string): Promise<Actor | null> {
    const tokenHash = hashToken(token);
    const now = this.#kernel.clock.now();
    const cached = this.#sessions.get(tokenHash);
    if (cached) return cached.expiresAt > now ? cached.actor : null;
    const found = await this.#repository.findSession(tokenHash, now);
    if (!found || (found.account.is_demo === 1 && !this.#deps.isDemo())) return null;
    const actor = toActor(found.account);
    this.#sessions.set(tokenHash, { actor, expiresAt: found.expiresAt });
    return actor;
  }

  async me(token: string, actor: Actor): Promise<SessionInfo> {
    const row = await this.#repository.findByLogin(actor.login);
    const session = await this.#repository.findSession(hashToken(token), this.#kernel.clock.now());
    if (!row || !session) throw new AppError('NOT_SIGNED_IN', 'the session is over');
    return this.#describe(row, session.expiresAt);
  }

  async setLanguage(actor: Actor, language: Language): Promise<void> {
    await this.#kernel.db.write((trx) => this.#repository.setLanguage(trx, actor.accountId, language));
  }

  /** Removes sessions that ran out a month ago; the audit log keeps who was signed in. Returns how many. */
  forgetOld(): Promise<number> {
    return this.#kernel.db.write((trx) => this.#repository.forgetSessions(trx, this.#kernel.clock.now() - KEEP_SESSIONS_MS));
  }

  demoAccounts(): { login: string; name: string; role: Role; password: string }[] {
    return this.#deps.isDemo() ? DEMO_ACCOUNTS.map((account) => ({ ...account, password: DEMO_PASSWORD })) : [];
  }

  #describe(row: AccountRow, expiresAt: number): SessionInfo {
    const account: Account = { id: row.id, login: row.login, name: row.name, role: row.role as Role, language: row.language as Language };
    return { account, permissions: permissionsOf(account.role), expiresAt };
  }
}

function toActor(row: AccountRow): Actor {
  return { accountId: row.id, login: row.login, name: row.name, role: row.role as Role };
}

function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
