/** HTTP Digest on the client's side (RFC 7616, and RFC 2069 where a device offers no qop). */
import { createHash, randomBytes } from 'node:crypto';

export interface DigestChallenge {
  realm: string;
  nonce: string;
  opaque: string | null;
  algorithm: 'MD5' | 'SHA-256';
  isSession: boolean;
  hasQop: boolean;
  isStale: boolean;
}

/** Reads WWW-Authenticate headers (one or many challenges); the strongest Digest we know, or null. */
export function readChallenge(headers: readonly string[]): DigestChallenge | null {
  const challenges = headers
    .flatMap(splitChallenges)
    .map(readOne)
    .filter((challenge) => challenge !== null);
  return challenges.find(({ algorithm }) => algorithm === 'SHA-256') ?? challenges[0] ?? null;
}

/** One device's challenge in use: counts its nonce. */
export class DigestSession {
  readonly #challenge: DigestChallenge;
  #count = 0;

  constructor(challenge: DigestChallenge) {
    this.#challenge = challenge;
  }

  get nonce(): string {
    return this.#challenge.nonce;
  }

  /** The Authorization header for one request. `uri`: path and query as they are sent. */
  authorize(method: string, uri: string, credentials: { user: string; password: string }): string {
    const { realm, nonce, opaque, algorithm, isSession, hasQop } = this.#challenge;
    this.#count += 1;
    const nc = this.#count.toString(16).padStart(8, '0');
    const cnonce = randomBytes(8).toString('hex');
    const user = asBytes(credentials.user);
    const hash = (text: string) =>
      createHash(algorithm === 'MD5' ? 'md5' : 'sha256')
        .update(text, 'latin1')
        .digest('hex');
    const plainA1 = hash(`${user}:${realm}:${asBytes(credentials.password)}`);
    const a1 = isSession ? hash(`${plainA1}:${nonce}:${cnonce}`) : plainA1;
    const a2 = hash(`${method}:${uri}`);
    const response = hash(hasQop ? `${a1}:${nonce}:${nc}:${cnonce}:auth:${a2}` : `${a1}:${nonce}:${a2}`);
    const parts = [
      `username="${quoted(user)}"`,
      `realm="${quoted(realm)}"`,
      `nonce="${quoted(nonce)}"`,
      `uri="${uri}"`,
      `response="${response}"`,
      `algorithm=${algorithm}${isSession ? '-sess' : ''}`,
    ];
    if (opaque !== null) parts.push(`opaque="${quoted(opaque)}"`);
    if (hasQop) parts.push('qop=auth', `nc=${nc}`, `cnonce="${cnonce}"`);
    else if (isSession) parts.push(`cnonce="${cnonce}"`);
    return `Digest ${parts.join(', ')}`;
  }
}

/** `Basic realm="a", Digest realm="b, c", nonce=".."` -> one text for each scheme; commas inside quotes do not split. */
function splitChallenges(header: string): string[] {
  const starts = [...header.matchAll(/(?:^|,)\s*([A-Za-z][A-Za-z0-9-]*)\s+(?=[A-Za-z0-9_-]+\s*=)/g)].filter((match) => !isInsideQuotes(header, match.index));
  return starts.map((match, index) => header.slice(match.index, starts[index + 1]?.index).replace(/^,?\s*/, ''));
}

function isInsideQuotes(text: string, index: number): boolean {
  let isInside = false;
  for (let at = 0; at < index; at += 1) {
    if (text[at] === '\\' && isInside) at += 1;
    else if (text[at] === '"') isInside = !isInside;
  }
  return isInside;
}

function readOne(challenge: string): DigestChallenge | null {
  if (!/^Digest\s/i.test(challenge)) return null;
  const fields = new Map<string, string>();
  for (const [, name = '', quotedValue, plainValue] of challenge.slice(7).matchAll(/([A-Za-z0-9_-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/g)) {
    fields.set(name.toLowerCase(), quotedValue !== undefined ? quotedValue.replace(/\\(.)/g, '$1') : (plainValue ?? ''));
  }
  const nonce = fields.get('nonce');
  const realm = fields.get('realm');
  const [, base = '', session] = /^(MD5|SHA-256)(-sess)?$/i.exec(fields.get('algorithm') ?? 'MD5') ?? [];
  if (nonce === undefined || realm === undefined || base === '') return null;
  const qop = fields.get('qop');
  const offers = qop?.split(',').map((one) => one.trim().toLowerCase());
  if (offers && !offers.includes('auth')) return null;
  return {
    realm,
    nonce,
    opaque: fields.get('opaque') ?? null,
    algorithm: base.toUpperCase() === 'MD5' ? 'MD5' : 'SHA-256',
    isSession: session !== undefined,
    hasQop: offers !== undefined,
    isStale: fields.get('stale')?.toLowerCase() === 'true',
  };
}

/** Headers are bytes, which Node shows as Latin-1; names and passwords go as UTF-8 (RFC 7616 section 3.4). */
function asBytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

function quoted(text: string): string {
  return text.replace(/[\\"]/g, '\\$&');
}
