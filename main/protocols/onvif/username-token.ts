/** WS-Security UsernameToken with PasswordDigest (OASIS WSS UsernameToken Profile 1.0; ONVIF Core, section Authentication). */
import { createHash, randomBytes } from 'node:crypto';
import { escapeXml } from './xml.ts';

const WSSE = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd';
const WSU = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd';
const PROFILE = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordDigest';
const BASE64 = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary';

/** The Security header. `deviceNowMs`: the device's own time, since devices refuse tokens that look old or come from the future. */
export function securityHeader(credentials: { user: string; password: string }, deviceNowMs: number): string {
  const nonce = randomBytes(16);
  const created = new Date(deviceNowMs).toISOString();
  const digest = createHash('sha1').update(nonce).update(created).update(credentials.password, 'utf8').digest('base64');
  return (
    `<wsse:Security s:mustUnderstand="1" xmlns:wsse="${WSSE}" xmlns:wsu="${WSU}"><wsse:UsernameToken>` +
    `<wsse:Username>${escapeXml(credentials.user)}</wsse:Username><wsse:Password Type="${PROFILE}">${digest}</wsse:Password>` +
    `<wsse:Nonce EncodingType="${BASE64}">${nonce.toString('base64')}</wsse:Nonce><wsu:Created>${created}</wsu:Created>` +
    `</wsse:UsernameToken></wsse:Security>`
  );
}
