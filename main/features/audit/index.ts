/** The audit log: who did what, in one append-only hash chain. */
import type { Module } from '../../kernel/module.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Api } from '../../transport/guard.ts';
import { auditProcedures } from './procedures.ts';
import { AuditService } from './service.ts';

export { AuditService, verifyAuditLog, type AuditEntry } from './service.ts';

export interface AuditFeature extends Module {
  service: AuditService;
  procedures: (api: Api) => ReturnType<typeof auditProcedures>;
}

export function createAudit(kernel: Kernel): AuditFeature {
  const service = new AuditService(kernel);
  return {
    name: 'audit',
    service,
    procedures: (api) => auditProcedures(api, service),
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
  };
}
