/** The right to answer a dispatch: 256 random bits in a link. Only its SHA-256 is looked up; the token itself is sealed, for sending again. */
import { createHash, randomBytes } from 'node:crypto';

export const TOKEN_LIFE_MS = 72 * 3_600_000;

export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
