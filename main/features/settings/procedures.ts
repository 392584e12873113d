import { actorOf, type Api } from '../../transport/guard.ts';
import type { SettingsService } from './service.ts';

export function settingsProcedures(api: Api, service: SettingsService) {
  return {
    get: api.settings.get.handler(() => service.current()),
    update: api.settings.update.handler(({ input, context }) => service.update(input, actorOf(context))),
  };
}
