/** What a page of the console may load and talk to: itself and the host on this machine. */

/**
 * The policy sent with each page. `hostOrigin` (`http://127.0.0.1:PORT`) is the only other place for data, pictures and
 * video; null before the host has a port.
 */
export function contentSecurityPolicy(hostOrigin: string | null): string {
  const host = hostOrigin === null ? [] : [hostOrigin];
  const socket = host.map((origin) => origin.replace(/^http:/, 'ws:'));
  const directives: Readonly<Record<string, readonly string[]>> = {
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    'font-src': ["'self'"],
    'img-src': ["'self'", 'data:', 'blob:', ...host],
    'media-src': ["'self'", 'blob:', ...host],
    // hls.js remuxes in a worker it makes from a blob.
    'worker-src': ["'self'", 'blob:'],
    'connect-src': ["'self'", ...host, ...socket],
    'object-src': ["'none'"],
    'frame-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}

/** Headers of every answer of the `app` protocol. */
export function securityHeaders(hostOrigin: string | null): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(hostOrigin),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': 'no-cache',
  };
}

/**
 * Whether a page may make this request at all, whatever its policy says: only to the host, over HTTP or WebSocket.
 * `address` is one of the schemes that leave the process (http, https, ws, wss, ftp, file).
 */
export function isRequestAllowed(address: string, hostOrigin: string | null): boolean {
  if (hostOrigin === null || !URL.canParse(address)) return false;
  const { protocol, host } = new URL(address);
  return (protocol === 'http:' || protocol === 'ws:') && host === new URL(hostOrigin).host;
}
