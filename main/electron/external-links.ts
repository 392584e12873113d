/** Addresses that may be handed to the person's own browser. */

/** Those whose names stand on the map, as their licences ask. */
const ALLOWED_HOSTS: ReadonlySet<string> = new Set(['leafletjs.com', 'www.openstreetmap.org', 'protomaps.com']);

/**
 * https to a known host, or a page the host itself serves (the response page of the demo city). Everything else, and
 * with it every scheme that could start a program, is refused.
 */
export function isExternalLinkAllowed(address: string, hostOrigin: string | null): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return false;
  if (hostOrigin !== null && url.origin === hostOrigin) return true;
  return url.protocol === 'https:' && url.port === '' && ALLOWED_HOSTS.has(url.hostname);
}
