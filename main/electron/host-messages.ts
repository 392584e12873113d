/**
 * What the desktop process and the host tell each other over the host's parent port. No electron here: the host
 * imports this file as well.
 */
import { z } from 'zod';

/** Where a secret was wrapped. `unavailable` and `basic_text` mean the system offers no safe place. */
export type SecretBackend = 'system' | 'gnome_libsecret' | 'kwallet' | 'kwallet5' | 'kwallet6' | 'basic_text' | 'unknown' | 'unavailable';

export type DesktopToHost =
  /** A window wants to talk: one end of its channel comes along as the message's only port. Sent again for each new page. */
  | { type: 'connect'; windowId: string }
  /** `value` is null when the system has no safe place for secrets (see `backend`) or the value cannot be read. */
  | { type: 'secret-reply'; id: number; value: string | null; backend: SecretBackend }
  /** Asks for a `pong`. A host that has answered once and then stops answering is taken for hung. */
  | { type: 'ping'; id: number }
  /** Stop what you started, close the database and exit. After `SHUTDOWN_TIMEOUT_MS` the process is killed. */
  | { type: 'shutdown' };

const loopbackOrigin = z.string().regex(/^http:\/\/127\.0\.0\.1:\d{1,5}$/);

const hostMessageSchema = z.discriminatedUnion('type', [
  /** The host serves: windows may connect. */
  z.object({ type: z.literal('ready'), httpOrigin: loopbackOrigin, pid: z.number().int() }),
  /** The host cannot run and will exit; starting it again would not help. `message` is for the person at the keyboard. */
  z.object({ type: z.literal('fatal'), code: z.string(), message: z.string() }),
  /** `encrypt`: plain text in, base64 out. `decrypt`: that base64 in, plain text out. */
  z.object({ type: z.literal('secret-request'), id: z.number().int(), op: z.enum(['encrypt', 'decrypt']), value: z.string() }),
  z.object({ type: z.literal('pong'), id: z.number().int() }),
]);

export type HostToDesktop = z.infer<typeof hostMessageSchema>;
export type SecretRequest = Extract<HostToDesktop, { type: 'secret-request' }>;

/** How long the host may take to stop before it is killed. */
export const SHUTDOWN_TIMEOUT_MS = 5_000;

/** Checks a message of the host. Null for one this program does not know. */
export function readHostMessage(value: unknown): HostToDesktop | null {
  const parsed = hostMessageSchema.safeParse(value);
  return parsed.success ? parsed.data : null;
}
