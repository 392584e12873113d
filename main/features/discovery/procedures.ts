import { actorOf, type Api } from '../../transport/guard.ts';
import type { DiscoveryService } from './service.ts';

export function discoveryProcedures(api: Api, service: DiscoveryService) {
  return {
    probe: api.discovery.probe.handler(({ input, signal }) => service.probeOnce(input.listenMs, signal)),
    adopt: api.discovery.adopt.handler(({ input, context }) => service.adopt(input.devices, { user: input.user, password: input.password }, actorOf(context))),
  };
}
