import type { Tickets } from '../../kernel/tickets.ts';
import { AppError } from '#shared/contract/errors.ts';
import { actorOf, type Api } from '../../transport/guard.ts';
import type { DevicePool } from './device-pool.ts';
import type { Movements } from './movements.ts';
import type { CameraRegister } from './service.ts';

/** Long enough to open a socket in a slow moment, too short to be passed on. */
const TICKET_LIFE_MS = 60_000;

const OK = { ok: true as const };

export function cameraProcedures(api: Api, deps: { register: CameraRegister; devices: DevicePool; movements: Movements; tickets: Tickets }) {
  const { register, movements, tickets } = deps;
  return {
    list: api.cameras.list.handler(() => [...register.all()]),
    get: api.cameras.get.handler(({ input }) => register.get(input.id).camera),
    update: api.cameras.update.handler(({ input: { id, ...change }, context }) => register.update(id, change, actorOf(context))),
    remove: api.cameras.remove.handler(async ({ input, context }) => {
      await register.remove(input.id, actorOf(context));
      return OK;
    }),
    liveTicket: api.cameras.liveTicket.handler(({ input, context }) => {
      const { camera } = register.get(input.id);
      // A camera with one profile only shows that one in either role.
      const role = camera.profiles.some((profile) => profile.role === input.role) ? input.role : camera.profiles[0]?.role;
      if (!role) throw new AppError('NOT_FOUND', 'the camera has no stream', { id: input.id });
      return ticketed('live', '/media/live', { cameraId: input.id, role }, actorOf(context), tickets);
    }),
    snapshotTicket: api.cameras.snapshotTicket.handler(({ input, context }) => {
      register.get(input.id);
      return ticketed('snapshot', '/media/snapshot', { cameraId: input.id }, actorOf(context), tickets);
    }),
    presets: api.cameras.presets.handler(({ input }) => movements.presets(input.id)),
    move: api.cameras.move.handler(async ({ input }) => {
      await movements.move(input.id, { pan: input.pan, tilt: input.tilt, zoom: input.zoom }, input.timeoutMs);
      return OK;
    }),
    stopMove: api.cameras.stopMove.handler(async ({ input }) => {
      await movements.stopMove(input.id);
      return OK;
    }),
    gotoPreset: api.cameras.gotoPreset.handler(async ({ input }) => {
      await movements.gotoPreset(input.id, input.token);
      return OK;
    }),
    gotoHome: api.cameras.gotoHome.handler(async ({ input }) => {
      await movements.gotoHome(input.id);
      return OK;
    }),
  };
}

function ticketed(
  kind: string,
  route: string,
  value: object,
  holder: { accountId: string; name: string },
  tickets: Tickets,
): { path: string; expiresAt: number } {
  const { ticket, expiresAt } = tickets.issue(kind, holder, value, TICKET_LIFE_MS);
  return { path: `${route}?ticket=${ticket}`, expiresAt };
}
