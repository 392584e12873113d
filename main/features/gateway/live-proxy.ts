/**
 * One viewer: the page's socket on one side, go2rtc's on the other. The page asks once for MSE, then only listens;
 * everything else go2rtc could be asked over that socket stays out of reach.
 */
import type { RawData, WebSocket } from 'ws';
import { z } from 'zod';
import { AppError } from '#shared/contract/errors.ts';
import type { Logger } from '../../kernel/log.ts';
import { streamError } from '../../protocols/go2rtc/client.ts';
import { LIVE_CLOSE } from './close-codes.ts';

const MAX_WAITING_BYTES = 8 * 1024 * 1024;
const MAX_FIRST_MESSAGE_CHARS = 2_048;
const FIRST_MESSAGE_WITHIN_MS = 10_000;
const ANSWER_WITHIN_MS = 12_000;
const CLOSE_GRACE_MS = 1_000;

const requestSchema = z.object({ type: z.literal('mse'), value: z.string().regex(/^[A-Za-z0-9.,_-]{0,400}$/) });
const answerSchema = z.object({ type: z.string(), value: z.string().optional() });

export interface LiveViewer {
  /** Ends the viewer with one of LIVE_CLOSE. */
  close(code: number, reason: string): void;
}

export interface LiveProxyOptions {
  socket: WebSocket;
  /** Opens go2rtc's socket of the stream; an AppError becomes the viewer's error message. */
  open: () => Promise<WebSocket>;
  log: Logger;
  onEnd: () => void;
}

/** Starts proxying; the viewer ends when either side does. */
export function startLiveProxy(options: LiveProxyOptions): LiveViewer {
  const { socket, log } = options;
  let upstream: WebSocket | null = null;
  let isOver = false;
  let deadline = setTimeout(() => close(LIVE_CLOSE.badMessage, 'no request'), FIRST_MESSAGE_WITHIN_MS);

  const close = (code: number, reason: string) => {
    if (isOver) return;
    isOver = true;
    clearTimeout(deadline);
    upstream?.terminate();
    socket.close(code, reason.slice(0, 100));
    setTimeout(() => socket.terminate(), CLOSE_GRACE_MS).unref();
    options.onEnd();
  };
  const fail = (error: AppError) => {
    log.debug({ code: error.code, reason: error.message }, 'a live picture could not be had');
    if (!isOver && socket.readyState === socket.OPEN) socket.send(JSON.stringify({ type: 'error', value: error.code }));
    close(error.code === 'GATEWAY_DOWN' ? LIVE_CLOSE.reopen : LIVE_CLOSE.noPicture, error.code);
  };

  const connect = async (request: string) => {
    const opened = await options.open();
    if (isOver) {
      opened.terminate();
      return;
    }
    upstream = opened;
    deadline = setTimeout(() => fail(new AppError('CAMERA_UNREACHABLE', 'the gateway gave no answer in time', { reason: 'timeout' })), ANSWER_WITHIN_MS);
    opened.on('open', () => opened.send(request));
    opened.on('error', (error) => fail(new AppError('GATEWAY_DOWN', 'the gateway closed the picture', { reason: 'socket' }, { cause: error })));
    opened.on('close', () => close(LIVE_CLOSE.reopen, 'gateway'));
    opened.on('message', (data: RawData, isBinary: boolean) => {
      if (isOver) return;
      if (!isBinary) {
        onAnswer(asText(data));
        return;
      }
      if (socket.bufferedAmount > MAX_WAITING_BYTES) close(LIVE_CLOSE.tooSlow, 'too slow');
      else socket.send(data, { binary: true });
    });
  };

  const onAnswer = (text: string) => {
    const answer = answerSchema.safeParse(parseJson(text));
    if (!answer.success) return;
    if (answer.data.type === 'error') fail(streamError(answer.data.value ?? ''));
    else if (answer.data.type === 'mse') {
      clearTimeout(deadline);
      socket.send(JSON.stringify({ type: 'mse', value: answer.data.value ?? '' }));
    }
  };

  socket.once('message', (data: RawData, isBinary: boolean) => {
    clearTimeout(deadline);
    const text = asText(data);
    const request = isBinary || text.length > MAX_FIRST_MESSAGE_CHARS ? null : requestSchema.safeParse(parseJson(text));
    if (!request?.success) {
      close(LIVE_CLOSE.badMessage, 'the first message must ask for mse');
      return;
    }
    connect(JSON.stringify(request.data)).catch((error: unknown) => {
      if (error instanceof AppError) fail(error);
      else {
        log.error({ err: error }, 'a live picture failed with a bug');
        close(LIVE_CLOSE.reopen, 'internal error');
      }
    });
  });
  socket.on('close', () => close(1000, ''));
  return { close };
}

function asText(data: RawData): string {
  return (Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer)).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
