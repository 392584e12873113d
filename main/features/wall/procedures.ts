import { actorOf, type Api } from '../../transport/guard.ts';
import type { WallService } from './service.ts';

export function wallProcedures(api: Api, service: WallService) {
  return {
    layouts: api.wall.layouts.handler(({ context }) => service.list(actorOf(context))),
    saveLayout: api.wall.saveLayout.handler(({ input, context }) => service.save(input, actorOf(context))),
    removeLayout: api.wall.removeLayout.handler(async ({ input, context }) => {
      await service.remove(input.id, actorOf(context));
      return { ok: true as const };
    }),
  };
}
