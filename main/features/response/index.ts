/** What a responder opens from the message. The token in the link is the only right it needs. */
import type { Readable } from 'node:stream';
import type { Settings } from '#shared/contract/settings.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Module } from '../../kernel/module.ts';
import type { Api } from '../../transport/guard.ts';
import type { HttpServer } from '../../transport/http.ts';
import type { AuditService } from '../audit/index.ts';
import type { DispatchFeature } from '../dispatch/index.ts';
import type { CameraPort, IncidentRecord } from '../incidents/index.ts';
import { responseProcedures } from './procedures.ts';
import { responseRoutes } from './routes.ts';
import { ResponseService } from './service.ts';

export interface ResponseDeps {
  audit: AuditService;
  record: IncidentRecord;
  dispatch: Pick<DispatchFeature, 'facts'>;
  cameras: CameraPort;
  /** Opens the file of a picture by its SHA-256. */
  readPicture: (sha256: string) => Readable;
  settings: () => Settings;
  isDemo: () => boolean;
}

export interface ResponseFeature extends Module {
  procedures: (api: Api) => ReturnType<typeof responseProcedures>;
  routes(server: HttpServer): void;
}

export function createResponse(kernel: Kernel, deps: ResponseDeps): ResponseFeature {
  const service = new ResponseService(kernel, deps);
  return {
    name: 'response',
    procedures: (api) => responseProcedures(api, service),
    routes: (server) => responseRoutes(server, kernel, deps, service),
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
  };
}
