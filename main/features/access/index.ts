/** Accounts and sessions: who may come in. */
import type { Kernel } from '../../kernel/kernel.ts';
import type { Module } from '../../kernel/module.ts';
import type { Tickets } from '../../kernel/tickets.ts';
import type { Api } from '../../transport/guard.ts';
import type { AuditService } from '../audit/index.ts';
import { accessProcedures } from './procedures.ts';
import { AccessService } from './service.ts';

export { Accounts, type NewAccount } from './accounts.ts';
export type { AccessService } from './service.ts';

export interface AccessFeature extends Module {
  service: AccessService;
  procedures: (api: Api) => ReturnType<typeof accessProcedures>;
}

export function createAccess(kernel: Kernel, deps: { audit: AuditService; tickets: Tickets; isDemo: () => boolean }): AccessFeature {
  const service = new AccessService(kernel, deps);
  return {
    name: 'access',
    service,
    procedures: (api) => accessProcedures(api, service),
    start: () => service.start(),
    stop: () => Promise.resolve(),
  };
}
