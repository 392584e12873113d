/** The page itself, its files, and the picture: all under the link's token or without anything secret in them. */
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyReply } from 'fastify';
import { isAppError, ERROR_STATUS } from '#shared/contract/errors.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { HttpServer } from '../../transport/http.ts';
import type { ResponseDeps } from './index.ts';
import type { ResponseService } from './service.ts';

const TOKEN = /^[A-Za-z0-9_-]{43}$/;
/** Names as the bundler makes them: one segment, no dot at the start. */
const ASSET = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,120}\.(js|css|woff2|svg|png)$/;
const ASSET_TYPE: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  woff2: 'font/woff2',
  svg: 'image/svg+xml',
  png: 'image/png',
};
const PER_MINUTE = { rateLimit: { max: 240, timeWindow: '1 minute' } };

/** Stricter than the console's: this page is opened on machines that are not ours. */
const PAGE_CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "style-src-attr 'none'",
  "font-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export function responseRoutes(server: HttpServer, kernel: Kernel, deps: ResponseDeps, service: ResponseService): void {
  server.fastify.get<{ Params: { token: string } }>('/r/:token', { config: PER_MINUTE }, async (request, reply) => {
    // The page tells by itself whether the link is good; a stranger learns nothing from this answer.
    if (!TOKEN.test(request.params.token)) return notFound(reply);
    const html = await readFile(join(kernel.config.rendererDir, 'response.html'));
    return reply
      .header('content-security-policy', PAGE_CSP)
      .header('cache-control', 'no-store')
      .header('x-robots-tag', 'noindex')
      .header('content-type', 'text/html; charset=utf-8')
      .send(html);
  });

  // The page stands at /r/<token>, so its relative files are asked for here.
  server.fastify.get<{ Params: { file: string } }>('/r/assets/:file', async (request, reply) => {
    const [, extension = ''] = ASSET.exec(request.params.file) ?? [];
    const type = ASSET_TYPE[extension];
    if (type === undefined) return notFound(reply);
    return reply
      .header('content-type', type)
      .header('cache-control', 'public, max-age=31536000, immutable')
      .send(createReadStream(join(kernel.config.rendererDir, 'assets', request.params.file)));
  });

  server.fastify.get<{ Params: { token: string } }>('/media/response-picture/:token', { config: PER_MINUTE }, async (request, reply) => {
    if (!TOKEN.test(request.params.token)) return notFound(reply);
    try {
      const sha256 = await service.pictureOf(request.params.token, request.ip);
      if (sha256 === null) return await notFound(reply);
      return await reply.header('content-type', 'image/jpeg').header('cache-control', 'private, no-store').send(deps.readPicture(sha256));
    } catch (error) {
      if (!isAppError(error)) throw error;
      return reply.code(ERROR_STATUS[error.code]).send({ code: error.code, message: error.message });
    }
  });
}

function notFound(reply: FastifyReply) {
  return reply.code(404).send({ code: 'NOT_FOUND', message: 'there is no such page' });
}
