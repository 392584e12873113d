/** Puts the features' handlers behind every wire: MessagePort (desktop), WebSocket (browser), HTTP (response page), REST with OpenAPI. */
import { OpenAPIGenerator } from '@orpc/openapi';
import { OpenAPIHandler } from '@orpc/openapi/fastify';
import type { Router } from '@orpc/server';
import { RPCHandler as HttpHandler } from '@orpc/server/fastify';
import { RPCHandler as PortHandler } from '@orpc/server/message-port';
import { RequestHeadersPlugin } from '@orpc/server/plugins';
import { RPCHandler as WebSocketHandler } from '@orpc/server/ws';
import { ZodToJsonSchemaConverter, experimental_ZodSmartCoercionPlugin as SmartCoercionPlugin } from '@orpc/zod/zod4';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { contract, type Contract } from '#shared/contract/index.ts';
import type { InitialContext } from './context.ts';
import type { HttpServer } from './http.ts';

/** A port as the desktop hands it to the host; structurally what oRPC can speak over. */
export type RpcPort = Parameters<PortHandler<InitialContext>['upgrade']>[0];

export interface Wires {
  /** Serves the contract to one window over its port. */
  connectPort(port: RpcPort, peer: string): void;
}

/** Registers the wires on `server` (before it listens). */
export function serveContract(router: Router<Contract, InitialContext>, server: HttpServer, version: string): Wires {
  const plugins = () => [new RequestHeadersPlugin<InitialContext>()];
  const ports = new PortHandler<InitialContext>(router, { plugins: plugins() });
  const webSockets = new WebSocketHandler<InitialContext>(router, { plugins: plugins() });
  const http = new HttpHandler<InitialContext>(router, { plugins: plugins() });
  const rest = new OpenAPIHandler<InitialContext>(router, { plugins: [...plugins(), new SmartCoercionPlugin()] });

  server.onWebSocket('/rpc', (socket, request) => {
    void webSockets.upgrade(socket, { context: { connection: { kind: 'web-socket', peer: request.socket.remoteAddress ?? '?' } } });
  });

  void server.fastify.register(async (scope) => {
    // oRPC reads the body itself.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null, undefined));
    const context = (request: FastifyRequest): InitialContext => ({ connection: { kind: 'http', peer: request.ip } });
    const missing = (reply: FastifyReply) => reply.code(404).send({ code: 'NOT_FOUND', message: 'no such call' });
    scope.all('/rpc-http/*', async (request, reply) => {
      const { matched } = await http.handle(request, reply, { prefix: '/rpc-http', context: context(request) });
      if (!matched) await missing(reply);
    });
    scope.all('/api/*', async (request, reply) => {
      const { matched } = await rest.handle(request, reply, { prefix: '/api', context: context(request) });
      if (!matched) await missing(reply);
    });
    await Promise.resolve();
  });
  server.fastify.get('/openapi.json', () => describeApi(version));

  return {
    connectPort: (port, peer) => ports.upgrade(port, { context: { connection: { kind: 'port', peer } } }),
  };
}

/** The contract as an OpenAPI 3.1 document. */
export function describeApi(version: string) {
  return new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] }).generate(contract, {
    info: { title: 'Lubart', version },
    servers: [{ url: '/api' }],
    components: { securitySchemes: { session: { type: 'http', scheme: 'bearer' } } },
    security: [{ session: [] }],
  });
}
