/**
 * Composition root: builds every feature once, hands each what it needs, and starts them in the order of the table.
 * The only file that imports every feature.
 */
import { join } from 'node:path';
import type { Router } from '@orpc/server';
import type { Contract } from '#shared/contract/index.ts';
import type { HostInfo } from '#shared/contract/host.ts';
import { openDatabase } from './db/open.ts';
import { createAccess } from './features/access/index.ts';
import { createAlarms } from './features/alarms/index.ts';
import { createAudit } from './features/audit/index.ts';
import { createCameras } from './features/cameras/index.ts';
import { createDemo } from './features/demo/index.ts';
import { createDiscovery } from './features/discovery/index.ts';
import { createDispatch } from './features/dispatch/index.ts';
import { createEvidence } from './features/evidence/index.ts';
import { createGateway } from './features/gateway/index.ts';
import { createHealth } from './features/health/index.ts';
import { createHost } from './features/host/index.ts';
import { createIncidents } from './features/incidents/index.ts';
import { createMap } from './features/map/index.ts';
import { createRecording } from './features/recording/index.ts';
import { createResponse } from './features/response/index.ts';
import { createSettings } from './features/settings/index.ts';
import { createWall } from './features/wall/index.ts';
import { systemClock } from './kernel/clock.ts';
import type { HostConfig } from './kernel/config.ts';
import { lockDataDir } from './kernel/data-lock.ts';
import { EventBus } from './kernel/event-bus.ts';
import type { Kernel } from './kernel/kernel.ts';
import type { Logger } from './kernel/log.ts';
import type { Module } from './kernel/module.ts';
import type { SecretBox } from './kernel/secret-box.ts';
import { Tickets } from './kernel/tickets.ts';
import type { InitialContext } from './transport/context.ts';
import { createApi } from './transport/guard.ts';
import { createHttpServer } from './transport/http.ts';
import { serveContract, type RpcPort } from './transport/router.ts';

export interface AppOptions {
  config: HostConfig;
  log: Logger;
  /** Opens the key of stored secrets; called once the data folder is ours. */
  openSecrets: () => SecretBox | Promise<SecretBox>;
  capabilities: HostInfo['capabilities'];
  /** When the wished port is taken: take any (true) or fail. */
  isPortNegotiable: boolean;
  /** Origins whose pages may call over HTTP. */
  allowedOrigins?: readonly string[];
}

export interface App {
  readonly kernel: Kernel;
  readonly httpOrigin: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Serves the contract to one window. */
  connectPort(port: RpcPort, peer: string): void;
}

/** The page of the desktop's own window. */
export const DESKTOP_ORIGIN = 'app://console';

/** Builds the host. Errors: DATA_IN_USE, SCHEMA_TOO_NEW, DATABASE_TOO_OLD. Nothing runs until `start`. */
export async function createApp(options: AppOptions): Promise<App> {
  const { config, log } = options;
  const unlock = await lockDataDir(config.dataDir);
  const kernel: Kernel = {
    config,
    log,
    clock: systemClock,
    bus: new EventBus(),
    db: await openDatabase({ file: join(config.dataDir, 'lubart.db') }),
    secrets: await options.openSecrets(),
  };
  const tickets = new Tickets(kernel.clock);
  const server = await createHttpServer({ log, rendererDir: config.rendererDir, allowedOrigins: options.allowedOrigins ?? [DESKTOP_ORIGIN] });
}
