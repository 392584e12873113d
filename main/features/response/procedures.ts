import type { Api } from '../../transport/guard.ts';
import type { ResponseService } from './service.ts';

export function responseProcedures(api: Api, service: ResponseService) {
  return {
    view: api.response.view.handler(({ input, context }) => service.view(input.token, context.connection.peer)),
    act: api.response.act.handler(({ input, context }) => service.act(input, context.connection.peer)),
    say: api.response.say.handler(({ input, context }) => service.say(input, context.connection.peer)),
    watch: api.response.watch.handler(({ input, context, signal }) => service.watch(input.token, context.connection.peer, signal)),
  };
}
