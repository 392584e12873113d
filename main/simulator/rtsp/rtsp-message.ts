/** One RTSP request (RFC 2326, 6). Header names are lower-case; the last of repeated headers wins. */
export interface RtspRequest {
  method: string;
  uri: string;
  headers: ReadonlyMap<string, string>;
}

const MAX_HEAD_BYTES = 16 * 1024;
const MAX_BODY_BYTES = 16 * 1024;
const INTERLEAVED_MARK = 0x24;

/** A request that breaks the syntax or the limits; the connection is closed after answering `status`. */
export class RtspSyntaxError extends Error {
  readonly status: string;

  constructor(status: string) {
    super(`Refused an RTSP message: ${status}`);
    this.status = status;
  }
}

/** Cuts what arrives on a connection into requests. Interleaved data of the client (RTCP) is skipped. */
export class RtspRequestReader {
  #pending: Buffer = Buffer.alloc(0);

  /** Bytes kept because a message is not yet complete. */
  get pendingBytes(): number {
    return this.#pending.length;
  }

  /** Takes the next bytes and returns the requests they complete. Throws RtspSyntaxError. */
  push(chunk: Buffer): RtspRequest[] {
    this.#pending = this.#pending.length > 0 ? Buffer.concat([this.#pending, chunk]) : chunk;
    const requests: RtspRequest[] = [];
    for (;;) {
      const length = this.#nextLength();
      if (length === null || this.#pending.length < length) return requests;
      if (this.#pending[0] !== INTERLEAVED_MARK) requests.push(parseRequest(this.#pending.subarray(0, length)));
      this.#pending = this.#pending.subarray(length);
    }
  }

  #nextLength(): number | null {
    if (this.#pending.length === 0) return null;
    if (this.#pending[0] === INTERLEAVED_MARK) return this.#pending.length < 4 ? null : 4 + this.#pending.readUInt16BE(2);
    const end = this.#pending.indexOf('\r\n\r\n');
    if (end < 0) {
      if (this.#pending.length > MAX_HEAD_BYTES) throw new RtspSyntaxError('414 Request-URI Too Long');
      return null;
    }
    if (end > MAX_HEAD_BYTES) throw new RtspSyntaxError('414 Request-URI Too Long');
    const announced = /\r\ncontent-length:\s*(\d{1,9})\s*(?:\r\n|$)/i.exec(this.#pending.toString('latin1', 0, end));
    const body = announced ? Number(announced[1]) : 0;
    if (body > MAX_BODY_BYTES) throw new RtspSyntaxError('413 Request Entity Too Large');
    return end + 4 + body;
  }
}

function parseRequest(bytes: Buffer): RtspRequest {
  const [line = '', ...rest] = bytes.toString('utf8', 0, bytes.indexOf('\r\n\r\n')).split('\r\n');
  const match = /^([A-Z_]{2,20}) (\S+) RTSP\/1\.0$/.exec(line);
  if (!match?.[1] || !match[2]) throw new RtspSyntaxError('400 Bad Request');
  const headers = new Map<string, string>();
  for (const header of rest) {
    const colon = header.indexOf(':');
    if (colon <= 0) throw new RtspSyntaxError('400 Bad Request');
    headers.set(header.slice(0, colon).trim().toLowerCase(), header.slice(colon + 1).trim());
  }
  return { method: match[1], uri: match[2], headers };
}

/** A response as it goes on the wire. Header values must not hold line breaks; they are removed. */
export function formatResponse(status: string, headers: Readonly<Record<string, string>>, body = ''): string {
  let text = `RTSP/1.0 ${status}\r\n`;
  for (const [name, value] of Object.entries(headers)) text += `${name}: ${value.replace(/[\r\n]/g, '')}\r\n`;
  if (body) text += `Content-Length: ${Buffer.byteLength(body)}\r\n`;
  return `${text}\r\n${body}`;
}
