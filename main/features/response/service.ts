import { AppError, isAppError } from '#shared/contract/errors.ts';
import type { REFUSAL_CAUSES, ResponseView } from '#shared/contract/response.ts';
import type { ResponderAction } from '#shared/domain/dispatch-status.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { WriteTrx } from '../../db/db.ts';
import { hashToken } from '../dispatch/index.ts';
import type { ResponseDeps } from './index.ts';
import { RateLimit } from './rate-limit.ts';
import { readView } from './view.ts';

const VIEWS_PER_MINUTE = 120;
const PRESSES_PER_MINUTE = 240;
/** Unknown tokens from one address: people mistype, programs guess. */
const WRONG_TOKENS_PER_MINUTE = 60;
/** The view is sent again after so long even if nothing changed, so that the page knows that it is not old. */
const HEARTBEAT_MS = 10_000;

interface Said {
  token: string;
  key: string;
  name: string;
  message: string;
}

interface Pressed extends Said {
  action: ResponderAction;
  cause?: (typeof REFUSAL_CAUSES)[number] | undefined;
  pressedAt?: number | undefined;
}

interface OpenDispatch {
  id: string;
  incidentId: string;
  serviceCode: string;
}

/** What a responder does with the link alone. */
export class ResponseService {
  readonly #kernel: Kernel;
  readonly #deps: ResponseDeps;
  readonly #openings: RateLimit;
  readonly #presses: RateLimit;
  readonly #wrongTokens: RateLimit;

  constructor(kernel: Kernel, deps: ResponseDeps) {
    this.#kernel = kernel;
    this.#deps = deps;
    this.#openings = new RateLimit(kernel.clock, VIEWS_PER_MINUTE);
    this.#presses = new RateLimit(kernel.clock, PRESSES_PER_MINUTE);
    this.#wrongTokens = new RateLimit(kernel.clock, WRONG_TOKENS_PER_MINUTE);
  }

  /** NOT_FOUND for a token that never was, GONE (reason expired, revoked) for one that is over, TOO_MANY. */
  async open(token: string, peer: string): Promise<OpenDispatch> {
    const row = await this.#kernel.db.read
      .selectFrom('dispatch')
      .innerJoin('service', 'service.id', 'dispatch.service_id')
      .select(['dispatch.id', 'dispatch.incident_id', 'dispatch.token_expires_at', 'dispatch.token_revoked_at', 'service.code'])
      .where('dispatch.token_hash', '=', hashToken(token))
      .executeTakeFirst();
    if (!row) {
      if (!this.#wrongTokens.allows(peer)) throw new AppError('TOO_MANY', 'too many wrong links from this address');
      throw new AppError('NOT_FOUND', 'this link is not known', { what: 'link' });
    }
    if (row.token_revoked_at !== null) throw new AppError('GONE', 'the dispatch was taken back', { reason: 'revoked' });
    if (row.token_expires_at <= this.#kernel.clock.now()) throw new AppError('GONE', 'the link is over', { reason: 'expired' });
    return { id: row.id, incidentId: row.incident_id, serviceCode: row.code };
  }

  /** The page was opened: a fact the first time, a row in the audit log each time. */
  async view(token: string, peer: string): Promise<ResponseView> {
    const dispatch = await this.open(token, peer);
    if (!this.#openings.allows(dispatch.id)) throw new AppError('TOO_MANY', 'opened too often within a minute');
    const isFirst = await this.#kernel.db.write(async (trx) => {
      const isNew = await this.#deps.dispatch.facts.addTechnical(trx, dispatch.id, 'opened', null);
      if (isNew)
        await this.#deps.record.journal.append(trx, { incidentId: dispatch.incidentId, kind: 'opened', by: null, data: { service: dispatch.serviceCode } });
      await this.#audit(trx, dispatch, 'response.view', { peer });
      return isNew;
    });
    if (isFirst) this.#announce(dispatch);
    return readView(this.#kernel, this.#deps, dispatch.id, token);
  }

  /** One press. STEP_NOT_ALLOWED, BAD_INPUT (a refusal without its cause), and those of `open`. */
  async act(input: Pressed, peer: string): Promise<ResponseView> {
    if (input.action === 'refuse' && input.cause === undefined) throw new AppError('BAD_INPUT', 'a refusal needs its cause', { field: 'cause' });
    const dispatch = await this.open(input.token, peer);
    if (!this.#presses.allows(dispatch.id)) throw new AppError('TOO_MANY', 'pressed too often within a minute');
    const isNew = await this.#kernel.db.write(async (trx) => {
      const isPressed = await this.#deps.dispatch.facts.press(trx, {
        dispatchId: dispatch.id,
        key: input.key,
        action: input.action,
        name: input.name,
        cause: input.action === 'refuse' ? (input.cause ?? null) : null,
        message: input.message,
        pressedAt: input.pressedAt ?? null,
        via: 'page',
      });
      if (isPressed)
        await this.#audit(trx, dispatch, 'response.act', { action: input.action, name: input.name, ...(input.cause ? { cause: input.cause } : {}), peer });
      return isPressed;
    });
    if (isNew) this.#announce(dispatch);
    return readView(this.#kernel, this.#deps, dispatch.id, input.token);
  }

  /** A message to the desk; the same key counts once. */
  async say(input: Said, peer: string): Promise<ResponseView> {
    const dispatch = await this.open(input.token, peer);
    if (!this.#presses.allows(dispatch.id)) throw new AppError('TOO_MANY', 'too many messages within a minute');
    const isNew = await this.#kernel.db.write(async (trx) => {
      const entry = {
        incidentId: dispatch.incidentId,
        kind: 'message',
        by: input.name,
        text: input.message,
        key: input.key,
        data: { service: dispatch.serviceCode },
      } as const;
      const appended = await this.#deps.record.journal.append(trx, entry);
      if (appended.isNew) await this.#audit(trx, dispatch, 'response.say', { name: input.name, peer });
      return appended.isNew;
    });
    if (isNew) this.#announce(dispatch);
    return readView(this.#kernel, this.#deps, dispatch.id, input.token);
  }

  /** The view now, and again whenever it changed or ten seconds have passed; ends when the link does. Errors of `open`. */
  async watch(token: string, peer: string, signal: AbortSignal | undefined): Promise<AsyncGenerator<ResponseView, void, void>> {
    const dispatch = await this.open(token, peer);
    return this.#views(dispatch, token, peer, signal ?? new AbortController().signal);
  }

  async *#views(dispatch: OpenDispatch, token: string, peer: string, signal: AbortSignal): AsyncGenerator<ResponseView, void, void> {
    const changes = new ChangeBell(this.#kernel, dispatch, signal);
    try {
      while (!signal.aborted) {
        changes.reset();
        yield await readView(this.#kernel, this.#deps, dispatch.id, token);
        await changes.nextWithin(HEARTBEAT_MS);
        if (!(await this.#isStillOpen(token, peer))) return;
      }
    } finally {
      changes.close();
    }
  }

  /** False when the link ended meanwhile. A stream only ends then; whoever asks again is told why. */
  async #isStillOpen(token: string, peer: string): Promise<boolean> {
    try {
      await this.open(token, peer);
      return true;
    } catch (error) {
      if (isAppError(error)) return false;
      throw error;
    }
  }

  /** SHA-256 of the picture that the link shows, or null when there is none. */
  async pictureOf(token: string, peer: string): Promise<string | null> {
    const dispatch = await this.open(token, peer);
    const picture = await this.#kernel.db.read
      .selectFrom('picture')
      .select('sha256')
      .where('incident_id', '=', dispatch.incidentId)
      .orderBy('taken_at')
      .limit(1)
      .executeTakeFirst();
    return picture?.sha256 ?? null;
  }

  #announce(dispatch: OpenDispatch): void {
    this.#kernel.bus.announce('dispatch.changed', [dispatch.id]);
    this.#kernel.bus.announce('incidents.changed', [dispatch.incidentId]);
  }

  #audit(trx: WriteTrx, dispatch: OpenDispatch, action: string, detail: Record<string, unknown>): Promise<void> {
    return this.#deps.audit.append(trx, {
      actor: null,
      action,
      objectType: 'dispatch',
      objectId: dispatch.id,
      detail: { service: dispatch.serviceCode, ...detail },
    });
  }
}

/** Rings when something about one dispatch changed; a ring while nobody listens is not lost. */
class ChangeBell {
  #hasRung = false;
  #wake: (() => void) | null = null;
  readonly #unsubscribe: () => void;
  readonly #signal: AbortSignal;
  readonly #onAbort = (): void => this.#ring();

  constructor(kernel: Kernel, about: OpenDispatch, signal: AbortSignal) {
    this.#signal = signal;
    this.#unsubscribe = kernel.bus.subscribe((event) => {
      const id = event.topic === 'dispatch.changed' ? about.id : event.topic === 'incidents.changed' ? about.incidentId : null;
      if (id !== null && (event.ids.length === 0 || event.ids.includes(id))) this.#ring();
    });
    signal.addEventListener('abort', this.#onAbort);
  }

  reset(): void {
    this.#hasRung = false;
  }

  async nextWithin(ms: number): Promise<void> {
    if (this.#hasRung || this.#signal.aborted) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = null;
  }

  close(): void {
    this.#unsubscribe();
    this.#signal.removeEventListener('abort', this.#onAbort);
  }

  #ring(): void {
    this.#hasRung = true;
    this.#wake?.();
  }
}
