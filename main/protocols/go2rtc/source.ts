/** The last step before an address goes to go2rtc: credentials are put in, percent-encoded (RFC 3986 section 3.2.1). */

/**
 * `uri` must have passed the address gate (no credentials, no `#`). Braces are encoded too, since go2rtc takes
 * `{input}` in a source for a template.
 */
export function withCredentials(uri: string, credentials: { user: string; password: string }): string {
  const safe = uri.replace(/\{/g, '%7B').replace(/\}/g, '%7D');
  if (credentials.user === '') return safe;
  const userInfo = `${percentEncoded(credentials.user)}:${percentEncoded(credentials.password)}@`;
  return safe.replace('://', `://${userInfo}`);
}

/** Everything but the unreserved characters of RFC 3986 is encoded, as encodeURIComponent leaves `!'()*` alone. */
function percentEncoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
