/** The calls about evidence packages. */
import { actorOf, type Api } from '../../transport/guard.ts';
import type { EvidenceService } from './service.ts';

export function evidenceProcedures(api: Api, service: EvidenceService) {
  return {
    packages: api.evidence.packages.handler(({ input }) => service.packages(input.incidentId)),
    export: api.evidence.export.handler(({ input, context }) => service.export(actorOf(context), input.incidentId, input.purpose)),
    downloadTicket: api.evidence.downloadTicket.handler(({ input, context }) => service.downloadTicket(actorOf(context), input.id)),
    verify: api.evidence.verify.handler(({ input, context }) => service.verify(actorOf(context), input.id)),
    custody: api.evidence.custody.handler(({ input }) => service.custody(input.incidentId)),
  };
}
