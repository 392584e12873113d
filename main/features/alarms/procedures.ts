import { actorOf, type Api } from '../../transport/guard.ts';
import type { AlarmService } from './service.ts';

export function alarmProcedures(api: Api, service: AlarmService) {
  return {
    list: api.alarms.list.handler(() => service.list()),
    acknowledge: api.alarms.acknowledge.handler(({ input, context }) => service.acknowledge(input.id, actorOf(context))),
  };
}
