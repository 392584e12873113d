/** The demo city: simulated cameras and services, started with the host while no real camera was ever entered. */
import type { HostStatus } from '#shared/contract/host.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Module } from '../../kernel/module.ts';
import type { CamerasFeature } from '../cameras/index.ts';
import type { DiscoveryFeature } from '../discovery/index.ts';
import { DemoCity } from './service.ts';

export interface DemoEndpoints {
  /** Ports of the demo's mail and web server on loopback. */
  smtpPort: number;
  httpPort: number;
  /** Key with which the demo's web server checks signatures. */
  webhookSecret: string;
}

export interface DemoDeps {
  cameras: CamerasFeature;
  discovery: DiscoveryFeature;
  /** Is told where the demo's services listen, each time before they start. */
  dispatch: { useDemoEndpoints(endpoints: DemoEndpoints): Promise<void> };
}

export interface DemoFeature extends Module {
  /** Decides whether this data folder holds a demo city, early, since accounts and texts depend on it; starts nothing. */
  readonly decision: Module;
  /** This data folder holds a demo city. Known after `decision`. */
  isDemo: () => boolean;
  /** Where the demo's services listen; null when there is no demo. */
  endpoints(): DemoEndpoints | null;
  /** Control interface of the simulator (take cameras down, raise events), for tests; null when there is no demo. */
  readonly controlPort: number | null;
  /** Process ids, for fault tests. */
  readonly pids: { simulator: number | null; services: number | null };
  /** Long work under way, for the host's status. */
  tasks(): HostStatus['tasks'];
}

export function createDemo(kernel: Kernel, deps: DemoDeps): DemoFeature {
  const city = new DemoCity(kernel, deps);
  return {
    name: 'demo',
    decision: { name: 'demo decision', start: () => city.decide(), stop: () => Promise.resolve() },
    isDemo: () => city.isDemo,
    get controlPort() {
      return city.controlPort;
    },
    get pids() {
      return city.pids;
    },
    endpoints: () => city.endpoints(),
    tasks: () => city.tasks(),
    start: () => city.start(),
    stop: () => city.stop(),
  };
}
