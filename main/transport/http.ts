/**
 * The host's HTTP server on loopback: the console in browser mode, the response page, media behind tickets, the
 * contract over WebSocket and HTTP. Features add their own routes.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import fastify, { type FastifyInstance } from 'fastify';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Logger } from '../kernel/log.ts';

export type WebSocketHandler = (socket: WebSocket, request: IncomingMessage, url: URL) => void;

export interface HttpServer {
  readonly fastify: FastifyInstance;
  /** Takes WebSocket upgrades whose path is exactly `path`. Register before `listen`. */
  onWebSocket(path: string, handler: WebSocketHandler): void;
  /** `http://127.0.0.1:PORT`, known after `listen`. */
  readonly origin: string;
  listen(port: number): Promise<void>;
  close(): Promise<void>;
}

export interface HttpOptions {
  log: Logger;
  /** Folder of the built renderer; null serves no pages. */
  rendererDir: string | null;
  /** Origins whose pages may read our answers: the desktop's own. */
  allowedOrigins: readonly string[];
}

const LOOPBACK = '127.0.0.1';
const MAX_BODY_BYTES = 8 * 1024 * 1024;
const MAX_SOCKET_MESSAGE_BYTES = 8 * 1024 * 1024;
const REQUESTS_PER_MINUTE = 6_000;

/** Content security policy of every page of ours: nothing from elsewhere, no inline script. */
const PAGE_CSP = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  fontSrc: ["'self'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  mediaSrc: ["'self'", 'blob:'],
  connectSrc: ["'self'"],
  workerSrc: ["'self'", 'blob:'],
  baseUri: ["'none'"],
  objectSrc: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
  upgradeInsecureRequests: null,
};

export async function createHttpServer(options: HttpOptions): Promise<HttpServer> {
  const app = fastify({ logger: false, bodyLimit: MAX_BODY_BYTES, trustProxy: false, forceCloseConnections: true, routerOptions: { maxParamLength: 512 } });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_SOCKET_MESSAGE_BYTES });
  const handlers = new Map<string, WebSocketHandler>();
  let origin = '';

  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: PAGE_CSP },
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: false,
  });
  await app.register(rateLimit, { global: true, max: REQUESTS_PER_MINUTE, timeWindow: '1 minute' });

  // A name that resolves to loopback must not let a foreign page talk to us (DNS rebinding).
  app.addHook('onRequest', async (request, reply) => {
    if (!isOwnHost(request.headers.host, origin)) await reply.code(421).send({ code: 'BAD_INPUT', message: 'wrong host' });
  });
  app.addHook('onRequest', async (request, reply) => {
    const from = request.headers.origin;
    if (!from) return;
    if (from !== origin && !options.allowedOrigins.includes(from)) {
      await reply.code(403).send({ code: 'NOT_ALLOWED', message: 'this origin may not call' });
      return;
    }
    void reply
      .header('access-control-allow-origin', from)
      .header('vary', 'origin')
      .header('access-control-allow-headers', 'authorization, content-type, range, last-event-id');
    void reply
      .header('access-control-allow-methods', 'GET, POST, HEAD')
      .header('access-control-expose-headers', 'content-length, content-range, accept-ranges');
    if (request.method === 'OPTIONS') await reply.code(204).send();
  });
  app.setErrorHandler(async (error: { statusCode?: number; message?: string }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) options.log.error({ method: request.method, route: request.routeOptions.url ?? '?', err: error }, 'an HTTP request failed with a bug');
    await reply.code(status).send({
      code: status === 429 ? 'TOO_MANY' : status >= 500 ? 'INTERNAL_SERVER_ERROR' : 'BAD_INPUT',
      message: status >= 500 ? 'internal error' : (error.message ?? ''),
    });
  });
  if (options.rendererDir)
    await app.register(fastifyStatic, { root: options.rendererDir, prefix: '/', index: ['index.html'], decorateReply: true, cacheControl: false });

  app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const url = new URL(request.url ?? '/', 'http://host');
    const handler = handlers.get(url.pathname);
    const from = request.headers.origin;
    const isForeign = from !== undefined && from !== origin && !options.allowedOrigins.includes(from);
    if (!handler || isForeign || !isOwnHost(request.headers.host, origin)) {
      socket.end(`HTTP/1.1 ${handler ? '403 Forbidden' : '404 Not Found'}\r\nConnection: close\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on('error', (error) => options.log.debug({ err: error, path: url.pathname }, 'a WebSocket failed'));
      handler(webSocket, request, url);
    });
  });

  return {
    fastify: app,
    get origin() {
      return origin;
    },
    onWebSocket(path, handler) {
      if (handlers.has(path)) throw new Error(`two handlers for WebSocket ${path}`);
      handlers.set(path, handler);
    },
    async listen(port) {
      await app.listen({ host: LOOPBACK, port });
      const address = app.server.address();
      if (typeof address !== 'object' || address === null) throw new Error('the HTTP server has no address');
      origin = `http://${LOOPBACK}:${address.port}`;
    },
    async close() {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
      await app.close();
    },
  };
}

function isOwnHost(host: string | undefined, origin: string): boolean {
  const own = origin.replace('http://', '');
  return host === own || host === own.replace(LOOPBACK, 'localhost');
}
