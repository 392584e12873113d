/** Presses and messages that have not reached the desk yet, kept in the browser so that a dead network or battery loses none. */
import { z } from 'zod';
import { REFUSAL_CAUSES } from '#shared/contract/response.ts';
import { RESPONDER_ACTIONS } from '#shared/domain/dispatch-status.ts';

const waitingSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('act'),
    key: z.string(),
    action: z.enum(RESPONDER_ACTIONS),
    name: z.string(),
    cause: z.enum(REFUSAL_CAUSES).optional(),
    message: z.string(),
    pressedAt: z.number(),
  }),
  z.object({ kind: z.literal('say'), key: z.string(), name: z.string(), message: z.string(), pressedAt: z.number() }),
]);
export type Waiting = z.infer<typeof waitingSchema>;
const waitingListSchema = z.array(waitingSchema);

export type KeptIn = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export class PressQueue {
  readonly #storage: KeptIn;
  readonly #name: string;
  #waiting: readonly Waiting[];

  constructor(storage: KeptIn, token: string) {
    this.#storage = storage;
    this.#name = `lubart.response.waiting.${token}`;
    this.#waiting = this.#read();
  }

  /** In the order in which they were pressed. The same array until something changes. */
  get waiting(): readonly Waiting[] {
    return this.#waiting;
  }

  add(waiting: Waiting): void {
    this.#keep([...this.#waiting, waiting]);
  }

  remove(key: string): void {
    this.#keep(this.#waiting.filter((one) => one.key !== key));
  }

  #keep(waiting: readonly Waiting[]): void {
    this.#waiting = waiting;
    if (waiting.length === 0) this.#storage.removeItem(this.#name);
    else this.#storage.setItem(this.#name, JSON.stringify(waiting));
  }

  #read(): readonly Waiting[] {
    const text = this.#storage.getItem(this.#name);
    if (text === null) return [];
    const parsed = waitingListSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : [];
  }
}
