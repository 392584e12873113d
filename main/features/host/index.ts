/** What the host is and how it does. */
import type { HostInfo, HostStatus } from '#shared/contract/host.ts';
import type { Settings } from '#shared/contract/settings.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Module } from '../../kernel/module.ts';
import type { Api } from '../../transport/guard.ts';
import { databasePulse } from './database-pulse.ts';

export interface HostDeps {
  settings: () => Settings;
  isDemo: () => boolean;
  hasAccounts: () => Promise<boolean>;
  /** Each part of the status is asked from the feature that knows it. */
  gateway: () => HostStatus['gateway'];
  outbox: () => Promise<HostStatus['outbox']>;
  recorder: () => HostStatus['recorder'];
  tasks: () => HostStatus['tasks'];
  capabilities: HostInfo['capabilities'];
}

export interface HostFeature extends Module {
  procedures: (api: Api) => ReturnType<typeof hostProcedures>;
}

/** Where the map opens: the middle of the reference city. */
const HOME = { lat: 50.7525, lng: 25.3255, zoom: 15 };

export function createHost(kernel: Kernel, deps: HostDeps): HostFeature {
  const pulse = databasePulse(kernel);
  const info = async (): Promise<HostInfo> => {
    const settings = deps.settings();
    return {
      version: kernel.config.version,
      centreName: { uk: settings.centreNameUk, en: settings.centreNameEn },
      deskName: settings.deskName,
      timeZone: settings.timeZone,
      isDemo: deps.isDemo(),
      hasAccounts: deps.isDemo() || (await deps.hasAccounts()),
      capabilities: deps.capabilities,
      home: HOME,
    };
  };
  const status = async (): Promise<HostStatus> => ({
    now: kernel.clock.now(),
    database: kernel.db.restored ? afterRestore(pulse.health()) : pulse.health(),
    gateway: deps.gateway(),
    outbox: await deps.outbox(),
    recorder: deps.recorder(),
    tasks: deps.tasks(),
  });
  return {
    name: 'host',
    procedures: (api) => hostProcedures(api, info, status, kernel),
    start: () => pulse.start(),
    stop: () => pulse.stop(),
  };
}

/** Whoever sits at the desk must know that a period is missing, for as long as this host runs. */
function afterRestore(health: HostStatus['database']): HostStatus['database'] {
  return health.state === 'ok' ? { ...health, state: 'warn', reason: 'databaseRestored' } : health;
}

function hostProcedures(api: Api, info: () => Promise<HostInfo>, status: () => Promise<HostStatus>, kernel: Kernel) {
  return {
    host: { info: api.host.info.handler(info), status: api.host.status.handler(status) },
    events: { watch: api.events.watch.handler(({ signal }) => kernel.bus.watch(signal)) },
  };
}
