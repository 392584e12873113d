/** The map's files over HTTP. They hold nothing secret and need no session. */
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { FastifyReply } from 'fastify';
import { ERROR_STATUS, isAppError } from '#shared/contract/errors.ts';
import type { Logger } from '../../kernel/log.ts';
import type { HttpServer } from '../../transport/http.ts';
import { readRange } from './byte-range.ts';
import type { MapService } from './service.ts';

const MAX_PLAN_BYTES = 20 * 1024 * 1024;

export function mapRoutes(server: HttpServer, service: MapService, log: Logger): void {
  const refuse = async (reply: FastifyReply, error: unknown) => {
    if (!isAppError(error)) throw error;
    log.info({ code: error.code, reason: error.message }, 'a part of the map could not be given');
    return await reply.code(ERROR_STATUS[error.code]).send({ code: error.code, message: error.message });
  };

  server.fastify.get('/map/plan.geojson', async (_request, reply) => {
    const file = service.planFile();
    if ((await stat(file)).size > MAX_PLAN_BYTES) return await reply.code(413).send({ code: 'TOO_LARGE', message: 'the plan is too large' });
    return await reply
      .type('application/geo+json')
      .header('cache-control', 'no-cache')
      .send(await readFile(file));
  });

  server.fastify.route({
    method: ['GET', 'HEAD'],
    url: '/map/base.pmtiles',
    handler: async (request, reply) => {
      try {
        const file = service.fileOf('pmtiles');
        const { size, mtimeMs } = await stat(file);
        const range = readRange(request.headers.range, size);
        void reply
          .header('accept-ranges', 'bytes')
          .header('etag', `"${size.toString(16)}-${Math.floor(mtimeMs).toString(16)}"`)
          .type('application/octet-stream');
        if (range.kind === 'unsatisfiable') return await reply.code(416).header('content-range', `bytes */${size}`).send('');
        const { start, end } = range.kind === 'part' ? range : { start: 0, end: size - 1 };
        void reply.header('content-length', end - start + 1);
        if (range.kind === 'part') void reply.code(206).header('content-range', `bytes ${start}-${end}/${size}`);
        return await reply.send(request.method === 'HEAD' ? '' : createReadStream(file, { start, end }));
      } catch (error) {
        return await refuse(reply, error);
      }
    },
  });

  server.fastify.get<{ Params: { z: string; x: string; y: string } }>('/map/tiles/:z/:x/:y', async (request, reply) => {
    const [z, x, y] = [request.params.z, request.params.x, request.params.y.replace(/\.\w+$/, '')].map((part) => (/^\d{1,8}$/.test(part) ? Number(part) : -1));
    try {
      const tile = await (await service.mbtiles()).tile(z ?? -1, x ?? -1, y ?? -1);
      if (!tile) return await reply.code(204).send();
      if (tile.type.contentEncoding) void reply.header('content-encoding', tile.type.contentEncoding);
      return await reply.type(tile.type.contentType).header('cache-control', 'max-age=3600').send(tile.bytes);
    } catch (error) {
      return await refuse(reply, error);
    }
  });
}
