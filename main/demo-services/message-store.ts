/** What the demo's services received, in a file that outlives a kill: a message is acknowledged after its line is on disk. */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const receivedSchema = z.object({
  at: z.number(),
  key: z.string(),
  channel: z.enum(['email', 'webhook']),
  service: z.string(),
  number: z.string().nullable(),
  subject: z.string(),
  text: z.string(),
  responseUrl: z.string().nullable(),
});
export type Received = z.infer<typeof receivedSchema>;

/** A message as a service counts it: once per key, however often it was delivered. */
export interface InboxMessage extends Received {
  deliveries: number;
  /** What the service did because of it: 1, whatever the number of deliveries. */
  effects: 1;
}

export class MessageStore {
  readonly #file: number;
  readonly #messages = new Map<string, InboxMessage>();

  /** `dir`: where `messages.jsonl` lies; null keeps messages in memory only. A last line that a kill cut off is cut away. */
  constructor(dir: string | null) {
    if (dir === null) {
      this.#file = -1;
      return;
    }
    mkdirSync(dir, { recursive: true });
    const path = join(dir, 'messages.jsonl');
    const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
    const whole = bytes.subarray(0, bytes.lastIndexOf('\n') + 1);
    if (whole.length < bytes.length) truncateSync(path, whole.length);
    for (const line of whole.toString().split('\n').slice(0, -1)) this.#count(receivedSchema.parse(JSON.parse(line)));
    this.#file = openSync(path, 'a', 0o600);
  }

  /** Keeps a delivery durably. True when its key is new. */
  add(received: Received): boolean {
    if (this.#file >= 0) {
      writeSync(this.#file, `${JSON.stringify(received)}\n`);
      fsyncSync(this.#file);
    }
    return this.#count(received);
  }

  /** Newest first. */
  list(): InboxMessage[] {
    return [...this.#messages.values()].reverse();
  }

  close(): void {
    if (this.#file >= 0) closeSync(this.#file);
  }

  #count(received: Received): boolean {
    const known = this.#messages.get(received.key);
    if (known) known.deliveries += 1;
    else this.#messages.set(received.key, { ...received, deliveries: 1, effects: 1 });
    return known === undefined;
  }
}
