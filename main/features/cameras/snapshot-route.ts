/** A JPEG of now, fetched from the camera by the host and handed to whoever holds a ticket. */
import { ERROR_STATUS, isAppError } from '#shared/contract/errors.ts';
import type { Logger } from '../../kernel/log.ts';
import type { Tickets } from '../../kernel/tickets.ts';
import type { HttpServer } from '../../transport/http.ts';
import type { DevicePool } from './device-pool.ts';
import type { CameraRegister } from './service.ts';

export function snapshotRoute(server: HttpServer, deps: { tickets: Tickets; devices: DevicePool; register: CameraRegister; log: Logger }): void {
  server.fastify.get<{ Querystring: { ticket?: string } }>('/media/snapshot', async (request, reply) => {
    const ticket = deps.tickets.read<{ cameraId: string }>('snapshot', request.query.ticket ?? '');
    if (!ticket) return await reply.code(401).send({ code: 'NOT_SIGNED_IN', message: 'the ticket is unknown or over' });
    try {
      const { secrets } = deps.register.get(ticket.value.cameraId);
      const jpeg = await deps.devices.of(ticket.value.cameraId).snapshot(secrets.mainToken, secrets.snapshotUri);
      return await reply.header('cache-control', 'no-store').type('image/jpeg').send(jpeg);
    } catch (error) {
      if (!isAppError(error)) throw error;
      deps.log.info({ cameraId: ticket.value.cameraId, code: error.code, reason: error.message }, 'a camera gave no snapshot');
      return await reply.code(ERROR_STATUS[error.code]).send({ code: error.code, message: error.message });
    }
  });
}
