/**
 * The one link that the whole renderer calls through. What is behind it changes: a new MessagePort after the host was
 * restarted, the same WebSocket reconnected. Calls in flight at that moment fail (nobody knows whether they arrived;
 * repeating is safe where the contract has a key), the next ones use the new connection.
 */
import type { ClientContext, ClientLink, ClientOptions } from '@orpc/client';

/** Nobody answers at the other end. `wasSent`: the call may have had its effect. */
export class ConnectionLostError extends Error {
  readonly wasSent: boolean;

  constructor(wasSent: boolean) {
    super(wasSent ? 'the connection to the host broke during the call' : 'no connection to the host');
    this.name = 'ConnectionLostError';
    this.wasSent = wasSent;
  }
}

type Context = Record<never, never>;
export type AnyLink = ClientLink<Context>;

interface Attached {
  link: AnyLink;
  /** Rejects when this connection is gone. */
  gone: Promise<never>;
  end: () => void;
}

/** How long a call waits for the first connection, so that a page that opens early is not a page that failed. */
const FIRST_CONNECTION_MS = 15_000;

export class HostLink implements ClientLink<Context> {
  #attached: Attached | null = null;
  #waiting: (() => void)[] = [];
  #wasEverAttached = false;
  #onError: (error: unknown) => void = () => undefined;

  /** Sees every failed call, such as a session that has run out. */
  watchErrors(onError: (error: unknown) => void): void {
    this.#onError = onError;
  }

  /** Puts a live connection behind the calls; the one before it, if any, is given up. */
  attach(link: AnyLink): void {
    this.detach();
    let end: () => void = () => undefined;
    const gone = new Promise<never>((_, reject) => {
      end = () => reject(new ConnectionLostError(true));
    });
    // Nobody may be waiting when the connection ends; that is no unhandled failure.
    gone.catch(() => undefined);
    this.#attached = { link, gone, end };
    this.#wasEverAttached = true;
    for (const wake of this.#waiting.splice(0)) wake();
  }

  /** The connection is gone: calls in flight fail now. */
  detach(): void {
    this.#attached?.end();
    this.#attached = null;
  }

  async call(path: readonly string[], input: unknown, options: ClientOptions<ClientContext>): Promise<unknown> {
    const attached = this.#attached ?? (await this.#firstConnection());
    try {
      return await Promise.race([attached.link.call(path, input, options), attached.gone]);
    } catch (error) {
      const shown = this.#attached === attached ? error : new ConnectionLostError(true);
      this.#onError(shown);
      throw shown;
    }
  }

  async #firstConnection(): Promise<Attached> {
    if (this.#wasEverAttached) throw new ConnectionLostError(false);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, FIRST_CONNECTION_MS);
      this.#waiting.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
    if (this.#attached === null) throw new ConnectionLostError(false);
    return this.#attached;
  }
}
