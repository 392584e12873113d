/** Does an RTSP server answer? One TCP connection, one OPTIONS (RFC 2326 section 10.1), any status will do. */
import { connect } from 'node:net';

const MAX_ANSWER_BYTES = 4_096;

/** True when the server of `uri` (rtsp or rtsps; for rtsps only the TCP port is tried) answers within `timeoutMs`. */
export function rtspAnswers(uri: string, timeoutMs: number, signal?: AbortSignal): Promise<boolean> {
  const url = new URL(uri);
  const isTls = url.protocol === 'rtsps:';
  const port = url.port === '' ? (isTls ? 322 : 554) : Number(url.port);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    let answer = '';
    const finish = (isAnswered: boolean) => {
      clearTimeout(deadline);
      signal?.removeEventListener('abort', onAbort);
      socket.destroy();
      resolve(isAnswered);
    };
    const onAbort = () => finish(false);
    const deadline = setTimeout(() => finish(false), timeoutMs);
    signal?.addEventListener('abort', onAbort);
    if (signal?.aborted) finish(false);
    socket.on('error', () => finish(false));
    socket.on('close', () => finish(false));
    socket.on('connect', () => {
      if (isTls) finish(true);
      else socket.write(`OPTIONS rtsp://${url.host}/ RTSP/1.0\r\nCSeq: 1\r\nUser-Agent: Lubart\r\n\r\n`);
    });
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString('latin1');
      if (/^RTSP\/1\.\d \d{3}/.test(answer)) finish(true);
      else if (answer.length > MAX_ANSWER_BYTES) finish(false);
    });
  });
}
