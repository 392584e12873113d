/** The features around cameras on a real kernel, with a real go2rtc when a test asks for it. */
import { existsSync } from 'node:fs';
import { createAlarms, type AlarmsFeature } from '#main/features/alarms/index.ts';
import { createAudit } from '#main/features/audit/index.ts';
import { createCameras, type CamerasFeature } from '#main/features/cameras/index.ts';
import { createDiscovery, type DiscoveryFeature } from '#main/features/discovery/index.ts';
import { createGateway, type GatewayFeature } from '#main/features/gateway/index.ts';
import { createHealth } from '#main/features/health/index.ts';
import { DEFAULT_SETTINGS } from '#main/features/settings/defaults.ts';
import type { HostConfig } from '#main/kernel/config.ts';
import type { Module } from '#main/kernel/module.ts';
import { Tickets } from '#main/kernel/tickets.ts';
import { createHttpServer, type HttpServer } from '#main/transport/http.ts';
import type { Actor } from '#main/transport/context.ts';
import { newId } from '#main/kernel/ids.ts';
import { openTestKernel, type TestKernel } from './kernel.ts';

export const ADMINISTRATOR: Actor = { accountId: newId(), login: 'admin', name: 'Адміністратор', role: 'administrator' };

export interface CameraRig {
  kernel: TestKernel;
  tickets: Tickets;
  cameras: CamerasFeature;
  discovery: DiscoveryFeature;
  gateway: GatewayFeature;
  alarms: AlarmsFeature;
  health: Module;
  server: HttpServer;
  close(): Promise<void>;
}

/** The go2rtc under test, from the environment that the test launcher sets. */
export function go2rtcPath(): string {
  const path = process.env['LUBART_GO2RTC'];
  if (!path || !existsSync(path)) throw new Error('LUBART_GO2RTC does not name a go2rtc: run the tests by "npm test"');
  return path;
}

/** Starts the register; gateway and health only when named in `start`. */
export async function openCameraRig(options: { start?: readonly ('gateway' | 'health')[]; config?: Partial<HostConfig> } = {}): Promise<CameraRig> {
  const wants = new Set(options.start ?? []);
  const kernel = await openTestKernel({ config: { ...(wants.has('gateway') ? { go2rtcPath: go2rtcPath() } : {}), ...options.config } });
  const tickets = new Tickets(kernel.clock);
  const audit = createAudit(kernel);
  const cameras = createCameras(kernel, { audit: audit.service, tickets });
  const alarms = createAlarms(kernel, { audit: audit.service });
  const gateway = createGateway(kernel, { cameras, tickets });
  const discovery = createDiscovery(kernel, { cameras, settings: () => DEFAULT_SETTINGS });
  const health = createHealth(kernel, { cameras, gateway, alarms });
  const server = await createHttpServer({ log: kernel.log, rendererDir: null, allowedOrigins: [] });
  cameras.routes(server);
  gateway.routes(server);
  await server.listen(0);
  const started: Module[] = [cameras, alarms, ...(wants.has('gateway') ? [gateway] : []), ...(wants.has('health') ? [health] : [])];
  for (const module of started) await module.start();
  return {
    kernel,
    tickets,
    cameras,
    discovery,
    gateway,
    alarms,
    health,
    server,
    async close() {
      for (const module of started.reverse()) await module.stop();
      await server.close();
      await kernel.close();
    },
  };
}
