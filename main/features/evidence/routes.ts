/** Downloading a package behind a ticket. */
import { createReadStream } from 'node:fs';
import { ERROR_STATUS, isAppError } from '#shared/contract/errors.ts';
import type { Tickets } from '../../kernel/tickets.ts';
import type { HttpServer } from '../../transport/http.ts';
import { PACKAGE_TICKET, type EvidenceService, type PackageTicket } from './service.ts';

export function evidenceRoutes(server: HttpServer, service: EvidenceService, tickets: Tickets): void {
  server.fastify.get<{ Params: { ticket: string } }>('/media/package/:ticket', { exposeHeadRoute: false }, async (request, reply) => {
    const ticket = tickets.read<PackageTicket>(PACKAGE_TICKET, request.params.ticket, { once: true });
    if (!ticket) return reply.code(403).send({ code: 'NOT_ALLOWED', message: 'the ticket is not valid any more' });
    try {
      const { file, fileName, sizeBytes } = await service.openDownload(ticket.value.packageId, ticket.accountName);
      void reply
        .type('application/zip')
        .header('content-length', sizeBytes)
        .header('content-disposition', `attachment; filename="${fileName}"`)
        .header('cache-control', 'private, no-store');
      return await reply.send(createReadStream(file));
    } catch (error) {
      if (!isAppError(error)) throw error;
      return reply.code(ERROR_STATUS[error.code]).send({ code: error.code, message: error.message });
    }
  });
}
