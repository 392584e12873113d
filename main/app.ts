/**
 * Composition root: builds every feature once, hands each what it needs, and starts them in the order of the table.
 * The only file that imports every feature.
 */
import { join } from 'node:path';
import type { Router } from '@orpc/server';
import type { Contract } from '#shared/contract/index.ts';
import { AppError } from '#shared/contract/errors.ts';
import type { HostInfo } from '#shared/contract/host.ts';
import { openDatabase } from './db/open.ts';
import { createAccess, type AccessService, type NewAccount } from './features/access/index.ts';
import { createAlarms } from './features/alarms/index.ts';
import { createAudit, type AuditService } from './features/audit/index.ts';
import { createCameras } from './features/cameras/index.ts';
import { createCare } from './features/care/index.ts';
import { createDemo, type DemoFeature } from './features/demo/index.ts';
import { createDiscovery } from './features/discovery/index.ts';
import { createDispatch, type DispatchFeature } from './features/dispatch/index.ts';
import { createEvidence } from './features/evidence/index.ts';
import { createGateway, type GatewayFeature } from './features/gateway/index.ts';
import { createHealth } from './features/health/index.ts';
import { createHost } from './features/host/index.ts';
import { createIncidentRecord, createIncidents } from './features/incidents/index.ts';
import { createMap } from './features/map/index.ts';
import { createRecording } from './features/recording/index.ts';
import { createResponse } from './features/response/index.ts';
import { createSettings } from './features/settings/index.ts';
import { createWall } from './features/wall/index.ts';
import { systemClock } from './kernel/clock.ts';
import type { HostConfig } from './kernel/config.ts';
import { Disposables } from './kernel/disposables.ts';
import { lockDataDir } from './kernel/data-lock.ts';
import { EventBus } from './kernel/event-bus.ts';
import type { Kernel } from './kernel/kernel.ts';
import type { Logger } from './kernel/log.ts';
import type { Module } from './kernel/module.ts';
import type { SecretBox } from './kernel/secret-box.ts';
import { Tickets } from './kernel/tickets.ts';
import type { InitialContext } from './transport/context.ts';
import { createApi, type Doorkeeper } from './transport/guard.ts';
import { createHttpServer, type HttpServer } from './transport/http.ts';
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
  /** `http://127.0.0.1:PORT`, known after `start`. */
  readonly httpOrigin: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Serves the contract to one window. */
  connectPort(port: RpcPort, peer: string): void;
  /** Parts that tests and figures look into. */
  readonly features: { dispatch: DispatchFeature; demo: DemoFeature; gateway: GatewayFeature };
  /** For whoever has the machine: makes an account. CONFLICT when the login is taken. Returns its id. */
  createAccount(account: NewAccount): Promise<string>;
}

/** The page of the desktop's own window. */
export const DESKTOP_ORIGIN = 'app://console';

/** Builds the host. Errors: DATA_IN_USE, SCHEMA_TOO_NEW, DATABASE_TOO_OLD. Nothing runs until `start`. */
export async function createApp(options: AppOptions): Promise<App> {
  const { config, log } = options;
  const own = new Disposables();
  own.add('data folder', await lockDataDir(config.dataDir), (unlock) => unlock());
  try {
    const db = own.add('database', await openDatabase({ file: join(config.dataDir, 'lubart.db'), backupDir: join(config.dataDir, 'backups') }), (opened) =>
      opened.close(),
    );
    const kernel: Kernel = { config, log, clock: systemClock, bus: new EventBus(), db, secrets: await options.openSecrets() };
    const server = await createHttpServer({ log, rendererDir: config.rendererDir, allowedOrigins: options.allowedOrigins ?? [DESKTOP_ORIGIN] });
    return compose(kernel, server, options, own);
  } catch (error) {
    await own.close();
    throw error;
  }
}

function compose(kernel: Kernel, server: HttpServer, options: AppOptions, own: Disposables): App {
  const { config, log } = kernel;
  const tickets = new Tickets(kernel.clock);
  const audit = createAudit(kernel);
  const settings = createSettings(kernel, { audit: audit.service });
  const cameras = createCameras(kernel, { audit: audit.service, tickets });
  const alarms = createAlarms(kernel, { audit: audit.service });
  const gateway = createGateway(kernel, { cameras, tickets });
  const discovery = createDiscovery(kernel, { cameras, settings: settings.current });
  const recording = createRecording(kernel, { cameras, gateway, settings, audit: audit.service, alarms, tickets });
  const record = createIncidentRecord(kernel);
  const dispatch = createDispatch(kernel, { audit: audit.service, record, alarms, settings: settings.current, httpOrigin: () => server.origin });
  const demo = createDemo(kernel, { cameras, discovery, dispatch });
  const incidents = createIncidents(kernel, {
    audit: audit.service,
    record,
    dispatch,
    cameras,
    lockRecording: (trx, request) => recording.lock(trx, request),
    settings: settings.current,
    tickets,
  });
  const response = createResponse(kernel, {
    audit: audit.service,
    record,
    dispatch,
    cameras,
    readPicture: (sha256) => incidents.readPicture(sha256),
    settings: settings.current,
    isDemo: demo.isDemo,
  });
  const evidence = createEvidence(kernel, { audit: audit.service, cameras, incidents, recording, settings: settings.current, tickets });
  const health = createHealth(kernel, { cameras, gateway, alarms });
  const map = createMap(kernel, { settings: settings.current });
  const wall = createWall(kernel);
  const access = createAccess(kernel, { audit: audit.service, tickets, isDemo: demo.isDemo });
  const care = createCare(kernel, {
    audit: audit.service,
    forget: [
      { what: 'sessions', run: () => access.service.forgetOld() },
      { what: 'states of cameras', run: () => cameras.forgetOld() },
    ],
  });
  const host = createHost(kernel, {
    settings: settings.current,
    isDemo: demo.isDemo,
    hasAccounts: () => access.service.accounts.exist(),
    gateway: gateway.health,
    outbox: dispatch.outboxStatus,
    recorder: recording.health,
    tasks: demo.tasks,
    capabilities: options.capabilities,
  });

  const api = createApi(doorkeeper(access.service, audit.service), log);
  const router: Router<Contract, InitialContext> = api.router({
    ...host.procedures(api),
    access: access.procedures(api),
    alarms: alarms.procedures(api),
    audit: audit.procedures(api),
    cameras: cameras.procedures(api),
    discovery: discovery.procedures(api),
    dispatch: dispatch.procedures(api),
    evidence: evidence.procedures(api),
    incidents: incidents.procedures(api),
    map: map.procedures(api),
    recording: recording.procedures(api),
    response: response.procedures(api),
    settings: settings.procedures(api),
    wall: wall.procedures(api),
  });
  for (const feature of [cameras, gateway, recording, incidents, evidence, response, map]) feature.routes(server);
  const wires = serveContract(router, server, config.version);
  const http: Module = { name: 'http', start: () => listen(server, config.httpPort, options.isPortNegotiable), stop: () => server.close() };

  /** Started from top to bottom, stopped from bottom to top. */
  const modules: readonly Module[] = [
    audit, // every later start may write to it
    care, // before anything gives out a number
    settings,
    cameras, // the register, before whoever reads it
    demo.decision, // whether this is the demo city
    access,
    alarms,
    http, // before whatever puts our address into messages
    host,
    map,
    wall,
    gateway, // go2rtc
    recording,
    incidents,
    dispatch, // the outbox goes on where it was
    response,
    evidence,
    discovery,
    health,
    demo, // simulator and demo services, last: they are found like any other
  ];

  return {
    kernel,
    features: { dispatch, demo, gateway },
    get httpOrigin() {
      return server.origin;
    },
    async start() {
      for (const module of modules) {
        own.add(module.name, module, (started) => started.stop());
        await module.start();
      }
      log.info({ httpOrigin: server.origin, isDemo: demo.isDemo(), version: config.version }, 'the host is up');
    },
    async stop() {
      await own.close();
      log.info('the host has stopped');
    },
    connectPort: (port, peer) => wires.connectPort(port, peer),
    createAccount: (account) => access.service.accounts.enter(account, null),
  };
}

/** What the door asks of the features behind it. */
function doorkeeper(access: AccessService, audit: AuditService): Doorkeeper {
  return {
    actorOf: (token) => access.actorOf(token),
    observe: (run) => audit.observe(run),
    recordCall: ({ actor, action, input, secrets, result, code }) =>
      audit.record({ actor, action, result, detail: { input: withoutSecrets(input, secrets), ...(code ? { code } : {}) } }),
  };
}

function withoutSecrets(input: unknown, secrets: readonly string[]): unknown {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return {};
  return Object.fromEntries(Object.entries(input).map(([key, value]): [string, unknown] => [key, secrets.includes(key) ? '[secret]' : value]));
}

/** Listens on the wished port; when that is taken and the port is negotiable, on any free one. */
async function listen(server: HttpServer, port: number, isNegotiable: boolean): Promise<void> {
  try {
    await server.listen(port);
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!isTaken) throw error;
    if (!isNegotiable) throw new AppError('CONFLICT', `port ${port} is taken by another program; choose one with --port N`, { port }, { cause: error });
    await server.listen(0);
  }
}
