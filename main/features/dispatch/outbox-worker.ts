/**
 * Sends what waits in the outbox: each service has its own lane, so that a slow one holds up nobody; at least once,
 * always with the message's idempotency key; wakes at once when something is queued.
 */
import type { ChannelKind } from '#shared/contract/dispatch.ts';
import { withDeadline } from '../../kernel/deadline.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Channel, DeliveryResult } from './channels/channel.ts';
import type { MessageBuilder } from './message.ts';
import type { DueMessage, OutboxStore, StartedAttempt } from './outbox-store.ts';

const ATTEMPTS_AT_ONCE_PER_SERVICE = 4;
const ATTEMPT_DEADLINE_MS = 10_000;
/** The outbox is looked at no later than this, even if nothing seems due: the clock may have been set. */
const LONGEST_SLEEP_MS = 30_000;
const SHORTEST_SLEEP_MS = 20;
const AFTER_FAILED_SCAN_MS = 1_000;

export interface OutboxWorkerDeps {
  store: OutboxStore;
  messages: MessageBuilder;
  channels: Record<ChannelKind, Channel>;
  /** Called after each attempt was written down. */
  onAttempt: (attempt: StartedAttempt, outcome: DeliveryResult) => void;
  attemptDeadlineMs?: number;
}

export class OutboxWorker {
  readonly #kernel: Kernel;
  readonly #deps: OutboxWorkerDeps;
  /** Messages under way, by outbox seq. */
  readonly #underWay = new Map<number, { serviceId: string; ended: Promise<void> }>();
  readonly #stopping = new AbortController();
  #timer: NodeJS.Timeout | null = null;
  #scanning: Promise<void> | null = null;
  #scanAgain = false;
  #lastScanMs = 0;

  constructor(kernel: Kernel, deps: OutboxWorkerDeps) {
    this.#kernel = kernel;
    this.#deps = deps;
  }

  async start(): Promise<void> {
    const interrupted = await this.#deps.store.recover();
    if (interrupted > 0) this.#kernel.log.warn({ interrupted }, 'messages were under way when the host ended; they are sent again with their keys');
    this.wake();
  }

  /** Breaks off what is under way without judging it: after the next start it is sent again with its key. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    if (this.#timer) clearTimeout(this.#timer);
    await this.#scanning;
    await Promise.all([...this.#underWay.values()].map((one) => one.ended));
  }

  /** Milliseconds since the outbox was last looked at with success. */
  get scanAgeMs(): number {
    return this.#kernel.clock.monotonicMs() - this.#lastScanMs;
  }

  /** Looks at the outbox now. */
  wake(): void {
    if (this.#stopping.signal.aborted) return;
    if (this.#scanning) {
      this.#scanAgain = true;
      return;
    }
    this.#scanning = this.#scanUntilQuiet().finally(() => {
      this.#scanning = null;
      if (this.#scanAgain) this.wake();
    });
  }

  async #scanUntilQuiet(): Promise<void> {
    let sleepMs: number;
    do {
      this.#scanAgain = false;
      try {
        sleepMs = await this.#scan();
        this.#lastScanMs = this.#kernel.clock.monotonicMs();
      } catch (error) {
        this.#kernel.log.error({ err: error }, 'the outbox could not be read; trying again');
        sleepMs = AFTER_FAILED_SCAN_MS;
      }
    } while (this.#scanAgain && !this.#stopping.signal.aborted);
    if (this.#stopping.signal.aborted) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.wake(), Math.min(LONGEST_SLEEP_MS, Math.max(SHORTEST_SLEEP_MS, sleepMs)));
  }

  /** Starts what is due and has room; returns how long nothing will be due. */
  async #scan(): Promise<number> {
    let sleepMs = LONGEST_SLEEP_MS;
    for (const lane of await this.#deps.store.lanes()) {
      const room = ATTEMPTS_AT_ONCE_PER_SERVICE - this.#seqsOf(lane.serviceId).length;
      if (room <= 0) continue;
      for (const message of await this.#deps.store.due(lane.serviceId, this.#seqsOf(lane.serviceId), room)) this.#begin(message);
      const underWay = this.#seqsOf(lane.serviceId);
      if (underWay.length >= ATTEMPTS_AT_ONCE_PER_SERVICE) continue;
      const next = await this.#deps.store.nextDue(lane.serviceId, underWay);
      if (next !== null) sleepMs = Math.min(sleepMs, next - this.#kernel.clock.now());
    }
    return sleepMs;
  }

  #seqsOf(serviceId: string): number[] {
    return [...this.#underWay].filter(([, one]) => one.serviceId === serviceId).map(([seq]) => seq);
  }

  #begin(message: DueMessage): void {
    const { seq, serviceId } = message;
    const ended = this.#attempt(message)
      .catch(async (error: unknown) => {
        this.#kernel.log.error({ outbox: seq, err: error }, 'an attempt could not be made or written down');
        // As with a full disk: trying again at once would only turn in circles.
        await pause(AFTER_FAILED_SCAN_MS, this.#stopping.signal);
      })
      .then(() => {
        this.#underWay.delete(seq);
        this.wake();
      });
    this.#underWay.set(seq, { serviceId, ended });
  }

  async #attempt(message: DueMessage): Promise<void> {
    const attempt = await this.#deps.store.begin(message);
    if (!attempt || this.#stopping.signal.aborted) return;
    const outcome = await this.#deliver(attempt);
    // A broken-off attempt stays open in the database; what became of it at the other side is not known.
    if (this.#stopping.signal.aborted) return;
    await this.#deps.store.finish(attempt, outcome);
    this.#deps.onAttempt(attempt, outcome);
  }

  async #deliver(attempt: StartedAttempt): Promise<DeliveryResult> {
    try {
      return await withDeadline(this.#deps.attemptDeadlineMs ?? ATTEMPT_DEADLINE_MS, [this.#stopping.signal], async (signal) => {
        const message = await this.#deps.messages.forDispatch(attempt.dispatchId, attempt.idempotencyKey);
        return this.#deps.channels[attempt.channel].deliver(message, signal);
      });
    } catch (error) {
      this.#kernel.log.error({ dispatch: attempt.dispatchId, err: error }, 'a message could not be put together or sent');
      return { result: 'failed', detail: 'internal error, see the log' };
    }
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
