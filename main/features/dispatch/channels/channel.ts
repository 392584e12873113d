/** What every way of reaching a service looks like. A new one is one file here and one line in `index.ts`. */
import type { ChannelKind } from '#shared/contract/dispatch.ts';
import type { Language, Position } from '#shared/contract/scalars.ts';
import type { Severity } from '#shared/domain/severity.ts';

export interface Addressee {
  code: string;
  name: Readonly<Record<Language, string>>;
  /** Language of what it reads. */
  language: Language;
  /** Mail address or URL. */
  address: string;
  /** Key of the webhook's signature; never logged. */
  secret: string | null;
  isDemo: boolean;
}

export interface MessagePicture {
  takenAt: number;
  sha256: string;
  /** The JPEG itself, at most 4 MB. */
  read(): Promise<Buffer>;
}

/** What a service is told about an incident. Times in UTC milliseconds. */
export interface DispatchContent {
  dispatchId: string;
  incidentNumber: string;
  categoryKey: string;
  severity: Severity;
  priority: 1 | 2 | 3;
  place: string;
  district: string;
  position: Position | null;
  cameraNumber: string | null;
  seenAt: number;
  /** Description of the incident, as the inspector wrote it. */
  text: string;
  /** Meant for this service alone. */
  note: string;
  acceptDueAt: number;
  responseUrl: string;
  picture: MessagePicture | null;
}

export interface OutgoingMessage {
  /** The same with every attempt; receivers count what carries it once. */
  idempotencyKey: string;
  to: Addressee;
  centreName: Readonly<Record<Language, string>>;
  timeZone: string;
  /** null: a test of the channel, nothing happened. */
  content: DispatchContent | null;
}

export type DeliveryResult =
  | { result: 'delivered'; detail: string }
  /** `retryAfterMs`: the receiver asked to be left alone for so long. */
  | { result: 'failed'; detail: string; retryAfterMs?: number };

export interface Channel {
  readonly kind: ChannelKind;
  /** One attempt. Ends at once when `signal` aborts. What can be foreseen (refused, unreachable, 5xx) is a result, not an exception. */
  deliver(message: OutgoingMessage, signal: AbortSignal): Promise<DeliveryResult>;
  close(): Promise<void>;
}
