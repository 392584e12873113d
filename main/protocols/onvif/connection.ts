/**
 * Talking to one device: learns its clock without a token first, signs with a WS-UsernameToken, and turns to HTTP
 * Digest when the device asks for it. Whatever it learnt is kept for the next call.
 */
import { AppError } from '#shared/contract/errors.ts';
import type { Clock } from '../../kernel/clock.ts';
import { decodeBody } from './charset.ts';
import { DigestSession, readChallenge } from '../http-digest.ts';
import { HttpTransport, type HttpAnswer, type HttpQuestion } from './http-transport.ts';
import { envelope, readAnswer } from './soap.ts';
import { readDeviceTime } from './device-time.ts';
import { securityHeader } from './username-token.ts';
import type { XmlNode } from './xml.ts';

const DEADLINE_MS = 10_000;
const MAX_SOAP_BYTES = 2 * 1024 * 1024;

export interface SoapCall {
  /** Name of the request element, such as `GetProfiles`. */
  operation: string;
  url: string;
  /** The whole request element. Everything that comes from outside must be escaped already. */
  body: string;
  /** SOAP action URI, put into the content type. */
  action: string;
  /** Further header blocks, such as WS-Addressing. */
  header?: string;
  responseName?: string;
  signal?: AbortSignal | undefined;
  /** Longer than usual for calls that wait on purpose. */
  deadlineMs?: number;
}

export interface SoapAnswer {
  node: XmlNode;
  /** The whole answer, for the few who must copy parts of it unread. */
  text: string;
}

export interface ConnectionOptions {
  serviceUrl: string;
  credentials: { user: string; password: string };
  clock: Clock;
  deadlineMs?: number;
}

export class DeviceConnection {
  readonly serviceUrl: string;
  readonly #options: ConnectionOptions;
  readonly #transport = new HttpTransport();
  #digest: DigestSession | null = null;
  /** Device time minus ours, in milliseconds; null until it was asked. */
  #offsetMs: number | null = null;

  constructor(options: ConnectionOptions) {
    this.serviceUrl = options.serviceUrl;
    this.#options = options;
  }

  /** Device time minus ours, or null when it was not asked yet. */
  get clockOffsetMs(): number | null {
    return this.#offsetMs;
  }

  /** Sends a signed call. CAMERA_UNREACHABLE, CAMERA_REFUSED, CAMERA_FAULT. */
  async call(call: SoapCall): Promise<SoapAnswer> {
    if (this.#offsetMs === null) await this.readClock(call.signal);
    try {
      return await this.#exchange(call, true);
    } catch (error) {
      const isRefused = error instanceof AppError && error.code === 'CAMERA_REFUSED';
      if (!isRefused || this.#digest) throw error;
      // The device's clock may have been set since we asked: a token is only as good as its time.
      const before = this.#offsetMs ?? 0;
      await this.readClock(call.signal);
      if (Math.abs((this.#offsetMs ?? 0) - before) < 1_000) throw error;
      return await this.#exchange(call, true);
    }
  }

  /** GetSystemDateAndTime without a token (ONVIF Core: PRE_AUTH). A device that gives no usable time is taken to run as we do. */
  async readClock(signal?: AbortSignal): Promise<number> {
    const operation = 'GetSystemDateAndTime';
    const action = 'http://www.onvif.org/ver10/device/wsdl/GetSystemDateAndTime';
    const body = '<GetSystemDateAndTime xmlns="http://www.onvif.org/ver10/device/wsdl"/>';
    const askedMs = this.#options.clock.now();
    try {
      const { node } = await this.#exchange({ operation, url: this.serviceUrl, body, action, signal }, false);
      const deviceMs = readDeviceTime(node);
      this.#offsetMs = deviceMs === null ? 0 : deviceMs - (askedMs + this.#options.clock.now()) / 2;
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'CAMERA_UNREACHABLE') throw error;
      this.#offsetMs = 0;
    }
    return this.#offsetMs;
  }

  /** A plain GET with HTTP Digest where asked for, such as a snapshot. The address must have passed the address gate. */
  async get(url: string, operation: string, maxBytes: number, signal?: AbortSignal): Promise<HttpAnswer> {
    const answer = await this.#authorized({ url, method: 'GET', headers: {}, deadlineMs: this.#deadlineMs(), maxBytes, operation, signal });
    if (answer.status === 401 || answer.status === 403) throw refused(operation, answer.status);
    if (answer.status !== 200)
      throw new AppError('CAMERA_FAULT', `${operation}: status ${answer.status}`, { operation, reason: 'status', status: answer.status });
    return answer;
  }

  close(): Promise<void> {
    return this.#transport.close();
  }

  async #exchange(call: SoapCall, isSigned: boolean): Promise<SoapAnswer> {
    const { operation } = call;
    const token = () =>
      isSigned && !this.#digest && this.#options.credentials.user !== ''
        ? securityHeader(this.#options.credentials, this.#options.clock.now() + (this.#offsetMs ?? 0))
        : '';
    const answer = await this.#authorized(
      {
        url: call.url,
        method: 'POST',
        headers: { 'content-type': `application/soap+xml; charset=utf-8; action="${call.action}"` },
        body: envelope({ header: `${token()}${call.header ?? ''}`, body: call.body }),
        deadlineMs: call.deadlineMs ?? this.#deadlineMs(),
        maxBytes: MAX_SOAP_BYTES,
        operation,
        signal: call.signal,
      },
      () => envelope({ header: call.header ?? '', body: call.body }),
    );
    const text = decodeBody(answer.body, String(answer.headers['content-type'] ?? ''));
    if (answer.status === 401 || answer.status === 403) throw refused(operation, answer.status);
    if (answer.status >= 400 && !text.includes('Envelope'))
      throw new AppError('CAMERA_FAULT', `${operation}: status ${answer.status}`, { operation, reason: 'status', status: answer.status });
    return { node: readAnswer(text, operation, call.responseName ?? `${operation}Response`), text };
  }

  /** Sends; on 401 with a Digest challenge answers it once. `bodyWithoutToken` is then sent instead of the body. */
  async #authorized(question: HttpQuestion, bodyWithoutToken?: () => string): Promise<HttpAnswer> {
    const first = await this.#transport.send(this.#digest ? this.#withDigest(question, this.#digest) : question);
    if (first.status !== 401 || this.#options.credentials.user === '') return first;
    const challenge = readChallenge([first.headers['www-authenticate'] ?? []].flat());
    if (!challenge) return first;
    // The same nonce refused again, and not for its age: the credentials are wrong.
    if (this.#digest && this.#digest.nonce === challenge.nonce && !challenge.isStale) return first;
    const session = new DigestSession(challenge);
    const body = bodyWithoutToken?.();
    const second = await this.#transport.send(this.#withDigest(body === undefined ? question : { ...question, body }, session));
    if (second.status !== 401) this.#digest = session;
    return second;
  }

  #withDigest(question: HttpQuestion, session: DigestSession): HttpQuestion {
    const { pathname, search } = new URL(question.url);
    return {
      ...question,
      headers: { ...question.headers, authorization: session.authorize(question.method, `${pathname}${search}`, this.#options.credentials) },
    };
  }

  #deadlineMs(): number {
    return this.#options.deadlineMs ?? DEADLINE_MS;
  }
}

function refused(operation: string, status: number): AppError {
  return new AppError('CAMERA_REFUSED', `${operation}: the device refuses the credentials (status ${status})`, { operation, reason: 'unauthorised', status });
}
