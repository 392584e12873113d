import type { Tickets } from '../../kernel/tickets.ts';
import type { HttpServer } from '../../transport/http.ts';
import type { PictureFiles } from './pictures.ts';

/** GET /media/picture/<ticket>: the JPEG behind a ticket; 404 when the ticket is over. */
export function pictureRoutes(server: HttpServer, files: PictureFiles, tickets: Tickets): void {
  server.fastify.get<{ Params: { ticket: string } }>('/media/picture/:ticket', async (request, reply) => {
    const ticket = tickets.read<string>('picture', request.params.ticket);
    if (!ticket) return reply.code(404).send({ code: 'NOT_FOUND', message: 'the ticket is unknown or over' });
    return reply.header('content-type', 'image/jpeg').header('cache-control', 'private, max-age=600').send(files.read(ticket.value));
  });
}
