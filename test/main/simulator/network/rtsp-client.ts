import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { CREDENTIALS } from './test-city.ts';

export interface RtspResponse {
  status: number;
  headers: Map<string, string>;
  body: string;
}

/** A small RTSP client that shows the wire as it is: responses and interleaved frames in order. */
export class RtspClient {
  readonly #socket: Socket;
  #pending = Buffer.alloc(0);
  #cseq = 0;
  #challenge: string | null = null;
  readonly frames: { channel: number; data: Buffer }[] = [];
  readonly #responses: RtspResponse[] = [];
  #changed: (() => void) | null = null;
  closed = false;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk) => this.#read(chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.closed = true;
      this.#changed?.();
    });
  }

  static async connect(port: number): Promise<RtspClient> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new RtspClient(socket);
  }

  /** Sends a request, answering a digest challenge once. Null when the connection is closed instead of an answer. */
  async request(method: string, url: string, headers: Record<string, string> = {}): Promise<RtspResponse | null> {
    const first = await this.#exchange(method, url, headers);
    if (first?.status !== 401 || this.#challenge !== null) return first;
    this.#challenge = first.headers.get('www-authenticate') ?? '';
    return this.#exchange(method, url, headers);
  }

  /** Sets up `url` interleaved and plays it. */
  async play(url: string): Promise<void> {
    await this.request('DESCRIBE', url);
    const setup = await this.request('SETUP', `${url}/trackID=0`, { Transport: 'RTP/AVP/TCP;unicast;interleaved=0-1' });
    const session = setup?.headers.get('session')?.split(';')[0] ?? '';
    await this.request('PLAY', url, { Session: session });
  }

  /** Waits until `test` holds; it is tried whenever something arrived. */
  async until(test: () => boolean): Promise<void> {
    while (!test()) await new Promise<void>((resolve) => (this.#changed = resolve));
  }

  sendRaw(data: string | Buffer): void {
    this.#socket.write(data);
  }

  pause(): void {
    this.#socket.pause();
  }

  close(): void {
    this.#socket.destroy();
  }

  async #exchange(method: string, url: string, headers: Record<string, string>): Promise<RtspResponse | null> {
    const authorization = this.#challenge ? { Authorization: this.#authorization(method, url) } : {};
    const lines = Object.entries({ CSeq: String(++this.#cseq), ...authorization, ...headers }).map(([name, value]) => `${name}: ${value}`);
    this.#socket.write(`${method} ${url} RTSP/1.0\r\n${lines.join('\r\n')}\r\n\r\n`);
    await this.until(() => this.#responses.length > 0 || this.closed);
    return this.#responses.shift() ?? null;
  }

  #authorization(method: string, url: string): string {
    const field = (name: string): string => new RegExp(`${name}="([^"]*)"`).exec(this.#challenge ?? '')?.[1] ?? '';
    const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
    const { user, password } = CREDENTIALS;
    const response = md5(`${md5(`${user}:${field('realm')}:${password}`)}:${field('nonce')}:${md5(`${method}:${url}`)}`);
    return `Digest username="${user}", realm="${field('realm')}", nonce="${field('nonce')}", uri="${url}", response="${response}"`;
  }

  #read(chunk: Buffer): void {
    this.#pending = Buffer.concat([this.#pending, chunk]);
    for (;;) {
      if (this.#pending[0] === 0x24) {
        if (this.#pending.length < 4) break;
        const end = 4 + this.#pending.readUInt16BE(2);
        if (this.#pending.length < end) break;
        this.frames.push({ channel: this.#pending[1] ?? 0, data: this.#pending.subarray(4, end) });
        this.#pending = this.#pending.subarray(end);
        continue;
      }
      const end = this.#pending.indexOf('\r\n\r\n');
      if (end < 0) break;
      const [status = '', ...lines] = this.#pending.toString('utf8', 0, end).split('\r\n');
      const headers = new Map(lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]));
      const length = Number(headers.get('content-length') ?? 0);
      if (this.#pending.length < end + 4 + length) break;
      const body = this.#pending.toString('utf8', end + 4, end + 4 + length);
      this.#responses.push({ status: Number(status.split(' ')[1]), headers, body });
      this.#pending = this.#pending.subarray(end + 4 + length);
    }
    this.#changed?.();
  }
}

/** Fields of an RTP packet. */
export function readRtp(packet: Buffer): { sequence: number; timestamp: number; ssrc: number; marker: boolean; payload: Buffer } {
  return {
    marker: ((packet[1] ?? 0) & 0x80) !== 0,
    sequence: packet.readUInt16BE(2),
    timestamp: packet.readUInt32BE(4),
    ssrc: packet.readUInt32BE(8),
    payload: packet.subarray(12),
  };
}
