/**
 * Short-lived rights in a URL, for what cannot carry a session header: video sockets, pictures, playlists, downloads.
 * A ticket names one thing and one account; it lives in memory only and ends with the host.
 */
import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.ts';

export interface Ticket<T> {
  kind: string;
  accountId: string;
  accountName: string;
  value: T;
  expiresAt: number;
}

const MAX_TICKETS = 20_000;

export class Tickets {
  readonly #clock: Clock;
  readonly #tickets = new Map<string, Ticket<unknown>>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Issues a ticket: 256 random bits, base64url. */
  issue<T>(kind: string, holder: { accountId: string; name: string }, value: T, lifeMs: number): { ticket: string; expiresAt: number } {
    this.#sweep();
    const ticket = randomBytes(32).toString('base64url');
    const expiresAt = this.#clock.now() + lifeMs;
    this.#tickets.set(ticket, { kind, accountId: holder.accountId, accountName: holder.name, value, expiresAt });
    return { ticket, expiresAt };
  }

  /** What the ticket stands for, or null when it is unknown, of another kind or over. `once` takes it away. */
  read<T>(kind: string, ticket: string, options: { once?: boolean } = {}): Ticket<T> | null {
    const found = this.#tickets.get(ticket);
    if (!found || found.kind !== kind || found.expiresAt <= this.#clock.now()) return null;
    if (options.once) this.#tickets.delete(ticket);
    return found as Ticket<T>;
  }

  /** Ends every ticket of an account, as when it signs out. */
  revokeOf(accountId: string): void {
    for (const [key, ticket] of this.#tickets) if (ticket.accountId === accountId) this.#tickets.delete(key);
  }

  #sweep(): void {
    if (this.#tickets.size < MAX_TICKETS / 2) return;
    const now = this.#clock.now();
    for (const [key, ticket] of this.#tickets) if (ticket.expiresAt <= now) this.#tickets.delete(key);
    if (this.#tickets.size >= MAX_TICKETS) throw new Error('too many tickets are open');
  }
}
