import type { Kernel } from '../../kernel/kernel.ts';
import { actorOf, type Api } from '../../transport/guard.ts';
import { readServices } from './repository.ts';
import type { DispatchService } from './service.ts';

export function dispatchProcedures(api: Api, kernel: Kernel, service: DispatchService) {
  return {
    services: api.dispatch.services.handler(() => readServices(kernel.db.read)),
    send: api.dispatch.send.handler(({ input, context }) => service.send(input, actorOf(context))),
    resend: api.dispatch.resend.handler(({ input, context }) => service.resend(input.id, actorOf(context))),
    cancel: api.dispatch.cancel.handler(({ input, context }) => service.cancel(input.id, input.reason, actorOf(context))),
    acceptByPhone: api.dispatch.acceptByPhone.handler(({ input, context }) => service.acceptByPhone(input.id, input.name, actorOf(context))),
    testService: api.dispatch.testService.handler(async ({ input, context }) => {
      await service.testService(input.id, actorOf(context));
      return { ok: true as const };
    }),
  };
}
