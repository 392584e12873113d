/** The base map: a drawn plan, tiles from a file, or an address that an administrator set. Needs no internet. */
import type { BaseMap } from '#shared/contract/map.ts';
import type { Settings } from '#shared/contract/settings.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Module } from '../../kernel/module.ts';
import type { Api } from '../../transport/guard.ts';
import type { HttpServer } from '../../transport/http.ts';
import { MapService } from './service.ts';
import { mapRoutes } from './routes.ts';

export interface MapFeature extends Module {
  procedures(api: Api): ReturnType<typeof mapProcedures>;
  routes(server: HttpServer): void;
}

export function createMap(kernel: Kernel, deps: { settings: () => Settings }): MapFeature {
  const service = new MapService(kernel, deps.settings);
  return {
    name: 'map',
    procedures: (api) => mapProcedures(api, () => service.base()),
    routes: (server) => mapRoutes(server, service, kernel.log),
    start: () => Promise.resolve(),
    stop: () => service.close(),
  };
}

function mapProcedures(api: Api, base: () => Promise<BaseMap>) {
  return { base: api.map.base.handler(base) };
}
