import type { Api } from '../../transport/guard.ts';
import type { AuditService } from './service.ts';

export function auditProcedures(api: Api, service: AuditService) {
  return {
    list: api.audit.list.handler(({ input }) => service.list({ beforeSeq: input.beforeSeq, limit: input.limit })),
    verify: api.audit.verify.handler(() => service.verify()),
  };
}
