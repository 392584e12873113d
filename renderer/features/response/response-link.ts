/**
 * The page's line to the desk: opens the view, follows its changes, comes back after every interruption, and carries
 * what was pressed meanwhile. It always knows since when it has heard nothing.
 */
import { ORPCError } from '@orpc/client';
import type { ResponseView } from '#shared/contract/response.ts';
import { newKey } from './new-key.ts';
import type { PressQueue, Waiting } from './press-queue.ts';
import type { ResponseClient } from './response-client.ts';

/** Why there is nothing to show and nothing to press. */
export type Ending = 'unknown' | 'expired' | 'revoked';

export interface LinkState {
  view: ResponseView | null;
  /** When the view was last confirmed, on this device's monotonic clock; null before the first time. */
  heardAtMs: number | null;
  /** The desk's clock minus this device's, in milliseconds. */
  clockOffsetMs: number;
  isConnected: boolean;
  ending: Ending | null;
  waiting: readonly Waiting[];
  /** The desk did not take the last press. */
  isRefusedPress: boolean;
}

/** The host repeats itself every ten seconds; silence for longer means that the line is dead although nobody said so. */
const SILENCE_MS = 16_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 8_000;

type NewPress = Omit<Extract<Waiting, { kind: 'act' }>, 'key' | 'pressedAt'> | Omit<Extract<Waiting, { kind: 'say' }>, 'key' | 'pressedAt'>;

export class ResponseLink {
  readonly #client: ResponseClient;
  readonly #token: string;
  readonly #queue: PressQueue;
  readonly #listeners = new Set<() => void>();
  #state: LinkState;
  #isSending = false;
  #isOpened = false;
  #pauseMs = FIRST_PAUSE_MS;
  #wake: (() => void) | null = null;

  constructor(client: ResponseClient, token: string, queue: PressQueue) {
    this.#client = client;
    this.#token = token;
    this.#queue = queue;
    this.#state = { view: null, heardAtMs: null, clockOffsetMs: 0, isConnected: false, ending: null, waiting: queue.waiting, isRefusedPress: false };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getState = (): LinkState => this.#state;

  start(): void {
    window.addEventListener('online', () => this.#wake?.());
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') this.#wake?.();
    });
    void this.#follow();
  }

  /** Keeps the press at once, then sends it as soon as there is a line. */
  press(press: NewPress): void {
    this.#queue.add({ ...press, key: newKey(), pressedAt: Date.now() });
    this.#set({ waiting: this.#queue.waiting, isRefusedPress: false });
    void this.#send();
    this.#wake?.();
  }

  async #follow(): Promise<void> {
    while (this.#state.ending === null) {
      try {
        await this.#listen();
      } catch (error) {
        this.#judge(error);
      }
      if (this.#state.ending !== null) return;
      this.#set({ isConnected: false });
      await this.#pause();
    }
  }

  async #listen(): Promise<void> {
    const silence = new AbortController();
    let timer = setTimeout(() => silence.abort(), SILENCE_MS);
    try {
      if (!this.#isOpened) {
        this.#hear(await this.#client.view({ token: this.#token }, { signal: silence.signal }));
        this.#isOpened = true;
      }
      for await (const view of await this.#client.watch({ token: this.#token }, { signal: silence.signal })) {
        clearTimeout(timer);
        timer = setTimeout(() => silence.abort(), SILENCE_MS);
        this.#hear(view);
        void this.#send();
      }
    } finally {
      clearTimeout(timer);
    }
  }

  /** Sends what waits, in order, one after the other. What the desk will never take is let go and said so. */
  async #send(): Promise<void> {
    if (this.#isSending) return;
    this.#isSending = true;
    try {
      for (let next = this.#queue.waiting[0]; next && this.#state.ending === null; next = this.#queue.waiting[0]) {
        if (!(await this.#sendOne(next))) return;
      }
    } finally {
      this.#isSending = false;
    }
  }

  /** False when the line failed: then it stays and is tried again. */
  async #sendOne(waiting: Waiting): Promise<boolean> {
    const signal = AbortSignal.timeout(SILENCE_MS);
    try {
      const { key, name, message } = waiting;
      const view =
        waiting.kind === 'say'
          ? await this.#client.say({ token: this.#token, key, name, message }, { signal })
          : await this.#client.act(
              {
                token: this.#token,
                key,
                name,
                message,
                action: waiting.action,
                pressedAt: Math.max(0, Math.round(waiting.pressedAt + this.#state.clockOffsetMs)),
                ...(waiting.cause ? { cause: waiting.cause } : {}),
              },
              { signal },
            );
      this.#queue.remove(key);
      this.#set({ waiting: this.#queue.waiting });
      this.#hear(view);
      return true;
    } catch (error) {
      const failure = foreseen(error);
      if (!failure || failure.code === 'TOO_MANY') return false;
      this.#judge(error);
      this.#queue.remove(waiting.key);
      this.#set({ waiting: this.#queue.waiting, isRefusedPress: this.#state.ending === null });
      return true;
    }
  }

  #hear(view: ResponseView): void {
    this.#pauseMs = FIRST_PAUSE_MS;
    this.#set({ view, heardAtMs: performance.now(), clockOffsetMs: view.now - Date.now(), isConnected: true });
  }

  /** Takes in what ends the page; everything else is the network, which comes back. */
  #judge(error: unknown): void {
    const failure = foreseen(error);
    if (failure?.code === 'NOT_FOUND' || (failure?.code === 'BAD_INPUT' && !this.#isOpened)) this.#set({ ending: 'unknown' });
    if (failure?.code === 'GONE') this.#set({ ending: failure.reason === 'revoked' ? 'revoked' : 'expired' });
  }

  async #pause(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.#pauseMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = null;
    this.#pauseMs = Math.min(LONGEST_PAUSE_MS, this.#pauseMs * 2);
  }

  #set(change: Partial<LinkState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

/** A failure that the desk told in the contract's words; null for a broken line. */
function foreseen(error: unknown): { code: string; reason: unknown } | null {
  if (!(error instanceof ORPCError) || !error.defined) return null;
  const data: unknown = error.data;
  return { code: String(error.code), reason: typeof data === 'object' && data !== null && 'reason' in data ? data.reason : null };
}
