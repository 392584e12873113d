/**
 * HTTP to a device: one total deadline for everything from connecting to the last byte, a cap on the bytes after
 * unpacking, no redirects, keep-alive. Failures: CAMERA_UNREACHABLE (`timeout`, `refused`, ...), CAMERA_FAULT (`too-large`, `redirect`, ...).
 */
import { gunzip, inflate, type ZlibOptions } from 'node:zlib';
import { promisify } from 'node:util';
import { Agent, request } from 'undici';
import { AppError } from '#shared/contract/errors.ts';
import { DeadlinePassed, withDeadline } from '../../kernel/deadline.ts';

export interface HttpAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

export interface HttpQuestion {
  url: string;
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: string;
  deadlineMs: number;
  maxBytes: number;
  /** Named in errors. */
  operation: string;
  signal?: AbortSignal | undefined;
}

const MAX_CONNECTIONS_PER_DEVICE = 4;
const MAX_HEADER_BYTES = 32 * 1024;

export class HttpTransport {
  readonly #agent = new Agent({
    connections: MAX_CONNECTIONS_PER_DEVICE,
    pipelining: 1,
    keepAliveTimeout: 4_000,
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: 0,
    bodyTimeout: 0,
  });

  async send(question: HttpQuestion): Promise<HttpAnswer> {
    let isLate = false;
    try {
      return await withDeadline(question.deadlineMs, [question.signal], async (signal) => {
        signal.addEventListener('abort', () => (isLate = signal.reason instanceof DeadlinePassed));
        return this.#ask(question, signal);
      });
    } catch (error) {
      if (error instanceof AppError) throw error;
      throw unreachable(question, isLate ? 'timeout' : question.signal?.aborted ? 'aborted' : undefined, error);
    }
  }

  async #ask(question: HttpQuestion, signal: AbortSignal): Promise<HttpAnswer> {
    const response = await request(question.url, {
      method: question.method,
      headers: { ...question.headers, 'accept-encoding': 'identity' },
      ...(question.body === undefined ? {} : { body: question.body }),
      dispatcher: this.#agent,
      signal,
    });
    const packed = await readCapped(response.body, question);
    const body = await unpack(packed, String(response.headers['content-encoding'] ?? ''), question);
    if (response.statusCode >= 300 && response.statusCode < 400) {
      throw new AppError('CAMERA_FAULT', `${question.operation}: the device wants to redirect; that is not followed`, {
        operation: question.operation,
        reason: 'redirect',
      });
    }
    return { status: response.statusCode, headers: response.headers, body };
  }

  close(): Promise<void> {
    return this.#agent.destroy();
  }
}

async function readCapped(body: AsyncIterable<Buffer>, question: HttpQuestion): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Leaving the loop early destroys the connection, so that nothing more is received.
  for await (const chunk of body) {
    size += chunk.length;
    if (size > question.maxBytes) throw tooLarge(question);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

type Unpacker = (packed: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

const UNPACKERS: Readonly<Record<string, Unpacker | undefined>> = {
  gzip: promisify<Buffer, ZlibOptions, Buffer>(gunzip),
  deflate: promisify<Buffer, ZlibOptions, Buffer>(inflate),
};

async function unpack(body: Buffer, encoding: string, question: HttpQuestion): Promise<Buffer> {
  if (encoding === '' || encoding === 'identity') return body;
  const unpacker = UNPACKERS[encoding];
  if (!unpacker) throw new AppError('CAMERA_FAULT', `${question.operation}: unknown content encoding`, { operation: question.operation, reason: 'encoding' });
  try {
    return await unpacker(body, { maxOutputLength: question.maxBytes });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(question);
    throw new AppError(
      'CAMERA_FAULT',
      `${question.operation}: the answer cannot be unpacked`,
      { operation: question.operation, reason: 'encoding' },
      { cause: error },
    );
  }
}

function tooLarge(question: HttpQuestion): AppError {
  return new AppError('CAMERA_FAULT', `${question.operation}: the answer is larger than ${question.maxBytes} bytes`, {
    operation: question.operation,
    reason: 'too-large',
  });
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EHOSTUNREACH: 'no-route',
  ENETUNREACH: 'no-route',
  ENOTFOUND: 'no-name',
  UND_ERR_SOCKET: 'reset',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
};

function unreachable(question: HttpQuestion, known: string | undefined, error: unknown): AppError {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  const reason = known ?? REASONS[code] ?? (code.startsWith('HPE_') || code.includes('HEADERS_OVERFLOW') ? 'not-http' : 'failed');
  return new AppError(
    'CAMERA_UNREACHABLE',
    `${question.operation}: the device cannot be reached (${reason})`,
    { operation: question.operation, host: new URL(question.url).host, reason },
    { cause: error },
  );
}
