/**
 * Addresses that a device gives are believed only inside that device's own host: scheme, port, path and query are the
 * device's, the host is the one we reached. This keeps a lying or badly configured device (behind NAT, many name their
 * inner address) from sending us elsewhere, and keeps credentials that some devices put into addresses out of ours.
 */
import { isIPv6 } from 'node:net';
import { AppError } from '#shared/contract/errors.ts';

const MAX_LENGTH = 2_048;
const STREAM_NAME = /\/[0-9a-f]{8}-[0-9a-f-]{27}_(main|sub)\b/i;

export type AddressKind = 'http' | 'rtsp';

const SCHEMES: Readonly<Record<AddressKind, readonly string[]>> = { http: ['http:', 'https:'], rtsp: ['rtsp:', 'rtsps:'] };

/** The believed form of `given`. CAMERA_FAULT `bad-address` when it is not an address of that kind. */
export function believe(given: string, reachedHost: string, kind: AddressKind, operation: string): string {
  const refuse = (why: string): never => {
    throw new AppError('CAMERA_FAULT', `${operation}: the device gave an address that is not taken (${why})`, { operation, reason: 'bad-address' });
  };
  if (given.length === 0) return refuse('empty');
  if (given.length > MAX_LENGTH) return refuse('too long');
  if (/[\s\u0000-\u001f\u007f\\#]/.test(given)) return refuse('characters');
  if (!URL.canParse(given)) return refuse('not a URL');
  const url = new URL(given);
  if (!SCHEMES[kind].includes(url.protocol)) return refuse(`scheme ${url.protocol.slice(0, 20)}`);
  if (url.host === '') return refuse('no host');
  if (STREAM_NAME.test(url.pathname)) return refuse('name of one of our own streams');
  const host = isIPv6(reachedHost) ? `[${reachedHost}]` : reachedHost;
  return `${url.protocol}//${host}${url.port === '' ? '' : `:${url.port}`}${url.pathname === '' ? '/' : url.pathname}${url.search}`;
}

/** Host of a URL without the brackets of IPv6. */
export function hostOf(url: string): string {
  return new URL(url).hostname.replace(/^\[|\]$/g, '');
}
