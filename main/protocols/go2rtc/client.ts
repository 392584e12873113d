/**
 * Client of go2rtc's HTTP API (v1.9.14). Streams are only ever set with PATCH, which changes memory alone: PUT would
 * write the address with its password into go2rtc's configuration file.
 */
import type { Readable } from 'node:stream';
import { Agent, request } from 'undici';
import { WebSocket } from 'ws';
import { AppError } from '#shared/contract/errors.ts';
import { withDeadline } from '../../kernel/deadline.ts';
import { readStreams, type StreamCounters } from './streams.ts';

export interface Go2rtcAddress {
  port: number;
  user: string;
  password: string;
}

/** go2rtc dials the camera inside some calls; its own dial deadline is 5 s. */
const CALL_DEADLINE_MS = 10_000;
const PROBE_DEADLINE_MS = 2_000;
const MAX_LIST_BYTES = 64 * 1024 * 1024;
const MAX_LIVE_MESSAGE_BYTES = 8 * 1024 * 1024;

export class Go2rtcClient {
  readonly #address: () => Go2rtcAddress | null;
  readonly #agent = new Agent({ connections: null, pipelining: 1, headersTimeout: CALL_DEADLINE_MS });
  /** go2rtc 1.9 reads its map of streams without a lock in some handlers, so calls that touch it go one at a time. */
  #turn: Promise<unknown> = Promise.resolve();

  /** `address` is asked for each call, since port and password change with each start; null = not running. */
  constructor(address: () => Go2rtcAddress | null) {
    this.#address = address;
  }

  /** Resolves when go2rtc answers and knows our password. */
  async ping(signal?: AbortSignal): Promise<void> {
    const response = await this.#call('GET', '/api', {}, PROBE_DEADLINE_MS, signal);
    await response.body.dump();
    this.#expectDone(response.statusCode, 'ping');
  }

  /** Sets the source of a stream, made when missing. Viewers keep their connection until they reopen. */
  setStream(name: string, source: string): Promise<void> {
    return this.#inTurn(async () => {
      const response = await this.#call('PATCH', '/api/streams', { name, src: source });
      const text = await response.body.text();
      if (response.statusCode !== 200) throw new AppError('CAMERA_FAULT', `the gateway refused a source: ${text.slice(0, 200)}`, { reason: 'source-refused' });
    });
  }

  /** Keeps a stream connected without a viewer. Resolves once go2rtc has tried to dial, whether or not it could. */
  async preload(name: string): Promise<void> {
    const response = await this.#call('PUT', '/api/preload', { src: name, video: '' });
    await response.body.dump();
    // 500 = it could not dial; whoever watches the counters sees that and tries again.
    if (response.statusCode !== 500) this.#expectDone(response.statusCode, 'preload');
  }

  async dropPreload(name: string): Promise<void> {
    const response = await this.#call('DELETE', '/api/preload', { src: name });
    await response.body.dump();
    // 500 = it was not preloaded.
    if (response.statusCode !== 500) this.#expectDone(response.statusCode, 'dropPreload');
  }

  /** Byte counters of every stream by name. */
  streams(): Promise<Map<string, StreamCounters>> {
    return this.#inTurn(async () => {
      const response = await this.#call('GET', '/api/streams', {});
      this.#expectDone(response.statusCode, 'streams');
      let size = 0;
      const chunks: Buffer[] = [];
      for await (const chunk of response.body as AsyncIterable<Buffer>) {
        size += chunk.length;
        if (size > MAX_LIST_BYTES) throw new AppError('GATEWAY_DOWN', 'the list of streams is too long', { operation: 'streams' });
        chunks.push(chunk);
      }
      return readStreams(JSON.parse(Buffer.concat(chunks).toString('utf8')));
    });
  }

  /** The stream as fragmented MP4 without an end, video only. Ends or errors when the camera or the gateway goes away. */
  async openMp4(name: string, signal: AbortSignal): Promise<Readable> {
    const { url, headers } = this.#target('/api/stream.mp4', { src: name, video: 'h264,h265' });
    const response = await this.#send(
      () => request(url, { headers, dispatcher: this.#agent, signal, bodyTimeout: 0, headersTimeout: CALL_DEADLINE_MS }),
      'stream.mp4',
      signal,
    );
    if (response.statusCode !== 200) {
      const text = await response.body.text();
      throw streamError(text || `status ${response.statusCode}`);
    }
    return response.body;
  }

  /** A WebSocket of go2rtc's live protocol for one stream. */
  openLive(name: string): WebSocket {
    const { url, headers } = this.#target('/api/ws', { src: name });
    url.protocol = 'ws:';
    return new WebSocket(url, { headers, handshakeTimeout: CALL_DEADLINE_MS, maxPayload: MAX_LIVE_MESSAGE_BYTES, perMessageDeflate: false });
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  #inTurn<T>(run: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(run, run);
    // The caller hears of a failure; the next in turn only waits for the end.
    this.#turn = result.catch(() => undefined);
    return result;
  }

  #target(path: string, query: Record<string, string>): { url: URL; headers: Record<string, string> } {
    const address = this.#address();
    if (!address) throw new AppError('GATEWAY_DOWN', 'the media gateway does not run');
    const url = new URL(`http://127.0.0.1:${address.port}${path}`);
    for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
    return { url, headers: { authorization: `Basic ${Buffer.from(`${address.user}:${address.password}`).toString('base64')}` } };
  }

  #call(method: 'GET' | 'PUT' | 'PATCH' | 'DELETE', path: string, query: Record<string, string>, deadlineMs = CALL_DEADLINE_MS, outer?: AbortSignal) {
    const { url, headers } = this.#target(path, query);
    return withDeadline(deadlineMs, [outer], (signal) =>
      this.#send(() => request(url, { method, headers, dispatcher: this.#agent, signal, bodyTimeout: deadlineMs }), path, signal),
    );
  }

  async #send<T>(run: () => Promise<T>, operation: string, signal: AbortSignal): Promise<T> {
    try {
      return await run();
    } catch (error) {
      const reason = signal.aborted ? 'timeout' : 'unreachable';
      throw new AppError('GATEWAY_DOWN', `the media gateway does not answer (${operation})`, { operation, reason }, { cause: error });
    }
  }

  #expectDone(status: number, operation: string): void {
    if (status !== 200) throw new AppError('GATEWAY_DOWN', `the media gateway answered ${operation} with ${status}`, { operation, status });
  }
}

/** go2rtc tells why a stream has no picture in English prose only; this sorts it into our codes. */
export function streamError(text: string): AppError {
  const code = /codecs not matched/i.test(text)
    ? 'CODEC_NOT_SUPPORTED'
    : /stream not found/i.test(text)
      ? 'NOT_FOUND'
      : /401|unauthor|wrong user|wrong password|user\/pass/i.test(text)
        ? 'CAMERA_REFUSED'
        : /timeout|refused|no route|unreachable|EOF|reset by peer|broken pipe/i.test(text)
          ? 'CAMERA_UNREACHABLE'
          : 'CAMERA_FAULT';
  return new AppError(code, `no picture: ${text.slice(0, 200)}`, { reason: 'stream' });
}
