/** What an administrator sets, checked by one schema on the way in and on every read. */
import type { Settings } from '#shared/contract/settings.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Module } from '../../kernel/module.ts';
import type { Api } from '../../transport/guard.ts';
import type { AuditService } from '../audit/index.ts';
import { settingsProcedures } from './procedures.ts';
import { SettingsService } from './service.ts';

export type { SettingsService } from './service.ts';

export interface SettingsFeature extends Module {
  service: SettingsService;
  current: () => Settings;
  procedures: (api: Api) => ReturnType<typeof settingsProcedures>;
}

export function createSettings(kernel: Kernel, deps: { audit: AuditService }): SettingsFeature {
  const service = new SettingsService(kernel, deps.audit);
  return {
    name: 'settings',
    service,
    current: () => service.current(),
    procedures: (api) => settingsProcedures(api, service),
    start: () => service.load(),
    stop: () => Promise.resolve(),
  };
}
