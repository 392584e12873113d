/** Evidence packages: sealed zips that anyone can check with openssl, and their chain of custody. */
import type { EvidencePackage, Verification } from '#shared/contract/evidence.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Module } from '../../kernel/module.ts';
import type { Actor } from '../../transport/context.ts';
import type { Api } from '../../transport/guard.ts';
import type { HttpServer } from '../../transport/http.ts';
import type { EvidenceDeps } from './ports.ts';
import { evidenceProcedures } from './procedures.ts';
import { evidenceRoutes } from './routes.ts';
import { EvidenceService } from './service.ts';

export type { EvidenceDeps } from './ports.ts';

export interface EvidenceFeature extends Module {
  export(actor: Actor, incidentId: string, purpose: string): Promise<EvidencePackage>;
  packages(incidentId?: string): Promise<EvidencePackage[]>;
  verify(actor: Actor, id: string): Promise<Verification>;
  procedures(api: Api): ReturnType<typeof evidenceProcedures>;
  routes(server: HttpServer): void;
}

export function createEvidence(kernel: Kernel, deps: EvidenceDeps): EvidenceFeature {
  const service = new EvidenceService(kernel, deps);
  return {
    name: 'evidence',
    export: (actor, incidentId, purpose) => service.export(actor, incidentId, purpose),
    packages: (incidentId) => service.packages(incidentId),
    verify: (actor, id) => service.verify(actor, id),
    procedures: (api) => evidenceProcedures(api, service),
    routes: (server) => evidenceRoutes(server, service, deps.tickets),
    start: () => service.start(),
    stop: () => service.stop(),
  };
}
