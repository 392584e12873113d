/** Finding devices and taking them into the register. */
import type { FoundDevice } from '#shared/contract/discovery.ts';
import type { Settings } from '#shared/contract/settings.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Module } from '../../kernel/module.ts';
import type { Actor } from '../../transport/context.ts';
import type { Api } from '../../transport/guard.ts';
import type { CamerasFeature, Credentials } from '../cameras/index.ts';
import { discoveryProcedures } from './procedures.ts';
import { DiscoveryService, type AdoptOutcome } from './service.ts';

export type { AdoptOutcome } from './service.ts';

export interface DiscoveryFeature extends Module {
  /** Asks on `interfaces` (default: those of the settings) and yields each device and address once, until `listenMs` is over. */
  probe(listenMs: number, options?: { interfaces?: readonly string[]; signal?: AbortSignal | undefined }): AsyncGenerator<FoundDevice, void, void>;
  /** Reads each device and enters it; each succeeds or fails for itself. */
  adopt(devices: readonly { endpoint: string; address: string }[], credentials: Credentials, actor: Actor | null): Promise<AdoptOutcome[]>;
  procedures(api: Api): ReturnType<typeof discoveryProcedures>;
}

export function createDiscovery(kernel: Kernel, deps: { cameras: CamerasFeature; settings: () => Settings }): DiscoveryFeature {
  const service = new DiscoveryService(kernel, deps.cameras, deps.settings);
  return {
    name: 'discovery',
    probe: (listenMs, options) => service.probe(listenMs, options),
    adopt: (devices, credentials, actor) => service.adopt(devices, credentials, actor),
    procedures: (api) => discoveryProcedures(api, service),
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
  };
}
