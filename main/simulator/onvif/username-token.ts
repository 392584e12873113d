import { createHash, timingSafeEqual } from 'node:crypto';
import type { Credentials } from '../rtsp/digest-auth.ts';
import { child, childText, NAMESPACE, type XmlElement } from './soap-xml.ts';

const PASSWORD_DIGEST = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordDigest';

/** How far a token's Created may be from the device's clock. */
export const TOKEN_WINDOW_MS = 5 * 60_000;

const MAX_REMEMBERED_NONCES = 20_000;

export type TokenVerdict = 'ok' | 'missing' | 'denied';

/**
 * Checks WS-UsernameToken with PasswordDigest (WS-Security UsernameToken Profile 1.0): the digest over nonce, creation
 * time and password, the time against the device's clock, and that no nonce comes twice. Plain passwords are refused.
 */
export class UsernameTokenGate {
  readonly #seen = new Map<string, number>();

  check(header: XmlElement | null, credentials: Credentials, nowMs: number): TokenVerdict {
    const security = header?.children.find((part) => part.name === 'Security' && part.namespace === NAMESPACE.wsse);
    const token = child(security, 'UsernameToken');
    if (!token) return 'missing';
    const password = child(token, 'Password');
    const nonceText = childText(token, 'Nonce');
    const created = childText(token, 'Created');
    if (!password || !nonceText || !created || password.attributes.get('Type') !== PASSWORD_DIGEST) return 'denied';
    if (childText(token, 'Username') !== credentials.user) return 'denied';
    const createdMs = Date.parse(created);
    if (!Number.isFinite(createdMs) || Math.abs(nowMs - createdMs) > TOKEN_WINDOW_MS) return 'denied';
    const nonce = Buffer.from(nonceText, 'base64');
    if (nonce.length < 8) return 'denied';
    const expected = createHash('sha1').update(nonce).update(created).update(credentials.password).digest();
    const given = Buffer.from(password.text.trim(), 'base64');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'denied';
    return this.#remember(nonce.toString('base64'), nowMs) ? 'ok' : 'denied';
  }

  /** False when the nonce was seen before. */
  #remember(nonce: string, nowMs: number): boolean {
    for (const [old, untilMs] of this.#seen) {
      if (untilMs > nowMs && this.#seen.size < MAX_REMEMBERED_NONCES) break;
      this.#seen.delete(old);
    }
    if (this.#seen.has(nonce)) return false;
    this.#seen.set(nonce, nowMs + 2 * TOKEN_WINDOW_MS);
    return true;
  }
}
