/**
 * Signed webhook: POST of JSON with `Idempotency-Key`, `Lubart-Timestamp` (Unix seconds) and `Lubart-Signature:
 * v1=<hex HMAC-SHA256 of "<timestamp>.<body>">`. Any 2xx counts as delivered; redirects are not followed, since the
 * message must not go where nobody agreed to.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { Agent, request } from 'undici';
import { categoryName } from '#shared/domain/categories.ts';
import { SEVERITY_NAME } from '#shared/domain/severity.ts';
import { canonicalJson } from '../../../kernel/canonical-json.ts';
import type { Channel, DeliveryResult, OutgoingMessage } from './channel.ts';
import { describeFailure } from './failure.ts';

const CONNECT_TIMEOUT_MS = 5_000;
const MAX_RETRY_AFTER_MS = 15 * 60_000;
const MAX_ANSWER_BYTES = 2_048;

export function createWebhookChannel(): Channel {
  const agent = new Agent({ connect: { timeout: CONNECT_TIMEOUT_MS }, connections: 4, pipelining: 1, maxResponseSize: 256 * 1024 });
  return {
    kind: 'webhook',
    async deliver(message, signal) {
      if (message.to.secret === null) return { result: 'failed', detail: 'the service has no signing key' };
      const body = webhookBody(message);
      const timestamp = String(Math.floor(Date.now() / 1_000));
      try {
        const response = await request(message.to.address, {
          method: 'POST',
          dispatcher: agent,
          signal,
          headers: {
            'content-type': 'application/json',
            'user-agent': 'Lubart',
            'idempotency-key': message.idempotencyKey,
            'lubart-timestamp': timestamp,
            'lubart-signature': signWebhook(message.to.secret, timestamp, body),
          },
          body,
        });
        await response.body.dump({ limit: MAX_ANSWER_BYTES, signal });
        return judge(response.statusCode, response.headers['retry-after']);
      } catch (error) {
        return { result: 'failed', detail: describeFailure(error, signal) };
      }
    },
    close: () => agent.destroy(),
  };
}

/** Value of the signature header. */
export function signWebhook(secret: string, timestamp: string, body: string): string {
  return `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
}

/** For receivers: whether the header fits the body, compared in constant time. */
export function isWebhookSignature(header: string, secret: string, timestamp: string, body: string): boolean {
  const expected = Buffer.from(signWebhook(secret, timestamp, body));
  const given = Buffer.from(header);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** The body as sent: RFC 8785 JSON, times in ISO 8601 UTC. */
export function webhookBody(message: OutgoingMessage): string {
  const { content } = message;
  const head = { version: 1, key: message.idempotencyKey, to: message.to.code, centre: message.centreName };
  if (!content) return canonicalJson({ ...head, type: 'test' });
  const name = { uk: categoryName(content.categoryKey, 'uk'), en: categoryName(content.categoryKey, 'en') };
  return canonicalJson({
    ...head,
    type: 'dispatch',
    dispatch: { id: content.dispatchId, priority: content.priority, note: content.note, acceptBy: iso(content.acceptDueAt), responseUrl: content.responseUrl },
    incident: {
      number: content.incidentNumber,
      category: { key: content.categoryKey, name },
      severity: SEVERITY_NAME[content.severity],
      place: content.place,
      district: content.district,
      position: content.position,
      camera: content.cameraNumber,
      seenAt: iso(content.seenAt),
      text: content.text,
      picture: content.picture ? { takenAt: iso(content.picture.takenAt), sha256: content.picture.sha256 } : null,
    },
  });
}

const iso = (ms: number): string => new Date(ms).toISOString();

function judge(status: number, retryAfter: string | string[] | undefined): DeliveryResult {
  if (status >= 200 && status < 300) return { result: 'delivered', detail: `HTTP ${status}` };
  const retryAfterMs = parseRetryAfter(Array.isArray(retryAfter) ? retryAfter[0] : retryAfter, Date.now());
  const detail = status >= 300 && status < 400 ? `HTTP ${status}, redirects are not followed` : `HTTP ${status}`;
  return { result: 'failed', detail, ...(retryAfterMs === null ? {} : { retryAfterMs }) };
}

/** Milliseconds that Retry-After (RFC 9110, 10.2.3: seconds or a date) asks for, at most 15 minutes; null when it says nothing usable. */
export function parseRetryAfter(header: string | undefined, now: number): number | null {
  if (header === undefined) return null;
  const waitMs = /^\d{1,9}$/.test(header.trim()) ? Number(header) * 1_000 : Date.parse(header) - now;
  if (!Number.isFinite(waitMs) || waitMs <= 0) return null;
  return Math.min(waitMs, MAX_RETRY_AFTER_MS);
}
