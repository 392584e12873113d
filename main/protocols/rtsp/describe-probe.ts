/**
 * Would this stream play? One TCP connection and at most two DESCRIBE (RFC 2326 section 10.2): OPTIONS would not do,
 * since recorders and some cameras answer it for channels that are gone.
 */
import { connect } from 'node:net';
import { DigestSession, readChallenge } from '../http-digest.ts';

/**
 * `answers`: the stream is described. `refused`: the credentials are not taken. `no-stream`: the server answers, but not
 * with this stream. `silent`: no answer in time, or the connection was cut.
 */
export type RtspOutcome = 'answers' | 'refused' | 'no-stream' | 'silent';

export interface RtspProbe {
  /** rtsp or rtsps address without credentials; for rtsps only the TCP port is tried. */
  uri: string;
  credentials: { user: string; password: string };
  timeoutMs: number;
  signal?: AbortSignal;
}

const MAX_ANSWER_BYTES = 64 * 1024;
const MAX_HEADERS_BYTES = 16 * 1024;

/** Never rejects. */
export function probeRtsp({ uri, credentials, timeoutMs, signal }: RtspProbe): Promise<RtspOutcome> {
  const url = new URL(uri);
  const isTls = url.protocol === 'rtsps:';
  const port = url.port === '' ? (isTls ? 322 : 554) : Number(url.port);
  return new Promise((resolve) => {
    const socket = connect({ host: url.hostname.replace(/^\[|\]$/g, ''), port });
    let received = '';
    let total = 0;
    let tries = 0;
    const finish = (outcome: RtspOutcome) => {
      clearTimeout(deadline);
      signal?.removeEventListener('abort', onAbort);
      socket.destroy();
      resolve(outcome);
    };
    const onAbort = () => finish('silent');
    const deadline = setTimeout(() => finish('silent'), timeoutMs);
    signal?.addEventListener('abort', onAbort);
    if (signal?.aborted) finish('silent');
    const describe = (authorization: string | null) => {
      tries += 1;
      received = '';
      socket.write(
        `DESCRIBE ${uri} RTSP/1.0\r\nCSeq: ${tries}\r\nAccept: application/sdp\r\nUser-Agent: Lubart\r\n${authorization ? `Authorization: ${authorization}\r\n` : ''}\r\n`,
        'latin1',
      );
    };
    socket.on('error', () => finish('silent'));
    socket.on('close', () => finish('silent'));
    socket.on('connect', () => (isTls ? finish('answers') : describe(null)));
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString('latin1');
      total += chunk.length;
      const status = /^RTSP\/1\.\d (\d{3})/.exec(received)?.[1];
      const hasHeaders = received.includes('\r\n\r\n');
      if (status === '200') finish('answers');
      else if (status === '401' && hasHeaders) {
        const authorization = tries === 1 ? authorize(received, uri, credentials) : null;
        if (authorization) describe(authorization);
        else finish('refused');
      } else if (status !== undefined && status !== '401') finish(status === '403' ? 'refused' : 'no-stream');
      else if (total > MAX_ANSWER_BYTES || received.length > MAX_HEADERS_BYTES) finish('silent');
    });
  });
}

function authorize(answer: string, uri: string, credentials: { user: string; password: string }): string | null {
  if (credentials.user === '') return null;
  const offered = [...answer.matchAll(/^WWW-Authenticate:\s*(.+)$/gim)].map((match) => (match[1] ?? '').trim());
  const challenge = readChallenge(offered);
  if (challenge) return new DigestSession(challenge).authorize('DESCRIBE', uri, credentials);
  return offered.some((one) => /^Basic\b/i.test(one)) ? `Basic ${Buffer.from(`${credentials.user}:${credentials.password}`, 'utf8').toString('base64')}` : null;
}
