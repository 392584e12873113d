import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

export interface Credentials {
  user: string;
  password: string;
}

export type DigestVerdict = 'ok' | 'missing' | 'stale' | 'denied';

const STAMP_BYTES = 6;

/**
 * HTTP Digest authentication with MD5 (RFC 2617) for RTSP and HTTP. Nonces carry their time and a seal, so nothing
 * is stored. Basic and every other scheme are refused.
 */
export class DigestGate {
  readonly #realm: string;
  readonly #qop: boolean;
  readonly #lifetimeMs: number;
  readonly #secret = randomBytes(32);

  /** @param options.qop offers qop="auth" (HTTP); RTSP clients are only sure to know the older form without it. */
  constructor(realm: string, options: { qop: boolean; lifetimeMs: number }) {
    this.#realm = realm;
    this.#qop = options.qop;
    this.#lifetimeMs = options.lifetimeMs;
  }

  /** Value of a WWW-Authenticate header. */
  challenge(stale = false): string {
    const qop = this.#qop ? ', qop="auth"' : '';
    return `Digest realm="${this.#realm}", nonce="${this.#nonceAt(Date.now())}", algorithm=MD5${qop}${stale ? ', stale=true' : ''}`;
  }

  /**
   * Checks an Authorization header.
   * @param isOwnUri says whether the header's uri belongs to this request; a response made for another is refused
   */
  check(header: string | undefined, method: string, isOwnUri: (uri: string) => boolean, credentials: Credentials): DigestVerdict {
    if (!header) return 'missing';
    const fields = parseDigestFields(header);
    if (!fields) return 'denied';
    const { username, realm, nonce, uri, response, qop, nc, cnonce, algorithm } = fields;
    if (username !== credentials.user || realm !== this.#realm || !nonce || !uri || !response) return 'denied';
    if (algorithm && algorithm.toUpperCase() !== 'MD5') return 'denied';
    if (!isOwnUri(uri)) return 'denied';
    const ha1 = md5(`${credentials.user}:${this.#realm}:${credentials.password}`);
    const ha2 = md5(`${method}:${uri}`);
    const expected = qop ? md5(`${ha1}:${nonce}:${nc ?? ''}:${cnonce ?? ''}:${qop}:${ha2}`) : md5(`${ha1}:${nonce}:${ha2}`);
    if (qop && qop !== 'auth') return 'denied';
    if (!equal(expected, response.toLowerCase())) return 'denied';
    return this.#nonceVerdict(nonce);
  }

  #nonceAt(epochMs: number): string {
    const stamp = Buffer.alloc(STAMP_BYTES);
    stamp.writeUIntBE(epochMs, 0, STAMP_BYTES);
    return Buffer.concat([stamp, this.#seal(stamp)]).toString('hex');
  }

  #seal(stamp: Buffer): Buffer {
    return createHmac('sha256', this.#secret).update(stamp).digest().subarray(0, 16);
  }

  #nonceVerdict(nonce: string): DigestVerdict {
    const bytes = Buffer.from(nonce, 'hex');
    if (bytes.length !== STAMP_BYTES + 16) return 'stale';
    const stamp = bytes.subarray(0, STAMP_BYTES);
    if (!timingSafeEqual(this.#seal(stamp), bytes.subarray(STAMP_BYTES))) return 'stale';
    return Date.now() - stamp.readUIntBE(0, STAMP_BYTES) <= this.#lifetimeMs ? 'ok' : 'stale';
  }
}

/** The fields of an `Authorization: Digest` header with lower-case names; null for any other scheme or broken syntax. */
export function parseDigestFields(header: string): Partial<Record<string, string>> | null {
  const scheme = /^\s*digest\s+/i.exec(header);
  if (!scheme) return null;
  const fields: Partial<Record<string, string>> = {};
  const field = /\s*([a-z]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*))\s*(?:,|$)/giy;
  field.lastIndex = scheme[0].length;
  while (field.lastIndex < header.length) {
    const match = field.exec(header);
    if (!match?.[1]) return null;
    fields[match[1].toLowerCase()] = match[2] === undefined ? match[3] : match[2].replace(/\\(.)/g, '$1');
  }
  return fields;
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

function equal(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
