/** Services of the city, dispatches to them, and the outbox that carries the messages. */
import type { HostStatus } from '#shared/contract/host.ts';
import type { Settings } from '#shared/contract/settings.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Module } from '../../kernel/module.ts';
import type { Api } from '../../transport/guard.ts';
import type { AlarmsFeature } from '../alarms/index.ts';
import type { AuditService } from '../audit/index.ts';
import type { DispatchPort, IncidentRecord } from '../incidents/index.ts';
import { createChannels } from './channels/index.ts';
import { DeadlineWatch } from './deadline-watch.ts';
import { seedDemoServices, type DemoEndpoints } from './demo-services.ts';
import { enqueueDispatches } from './enqueue.ts';
import { DispatchFacts } from './facts.ts';
import { outboxHealth } from './health.ts';
import { MessageBuilder } from './message.ts';
import { OutboxStore } from './outbox-store.ts';
import { OutboxWorker } from './outbox-worker.ts';
import { dispatchProcedures } from './procedures.ts';
import { readBriefs, readDispatches } from './repository.ts';
import { DispatchService } from './service.ts';

export type { DemoEndpoints } from './demo-services.ts';
export type { DispatchFacts, ResponderPress } from './facts.ts';
export { hashToken } from './tokens.ts';
export { toFact } from './repository.ts';

export interface DispatchDeps {
  audit: AuditService;
  record: IncidentRecord;
  alarms: AlarmsFeature;
  settings: () => Settings;
  /** Origin of the host's own HTTP server, for links when settings name none. */
  httpOrigin: () => string;
  /** How long one attempt may take; for tests. */
  attemptDeadlineMs?: number;
}

export interface DispatchFeature extends Module, DispatchPort {
  /** For the response page: facts written in its transactions. */
  facts: DispatchFacts;
  /** Enters the demo's services and where they are reached; may be called again when ports change. */
  useDemoEndpoints(endpoints: DemoEndpoints): Promise<void>;
  outboxStatus(): Promise<HostStatus['outbox']>;
  procedures: (api: Api) => ReturnType<typeof dispatchProcedures>;
}

export function createDispatch(kernel: Kernel, deps: DispatchDeps): DispatchFeature {
  let demoSmtpPort: number | null = null;
  const channels = createChannels({
    smtp(isDemo) {
      const smtp = deps.settings().smtp;
      if (!isDemo) return smtp;
      // The demo's messages never go to a real mail server, not even while its own is not up.
      return demoSmtpPort === null ? null : { ...smtp, host: '127.0.0.1', port: demoSmtpPort, startTls: 'never' };
    },
  });
  const facts = new DispatchFacts(kernel.clock, deps.record);
  const store = new OutboxStore(kernel, deps.record, facts);
  const messages = new MessageBuilder(kernel, {
    settings: deps.settings,
    responseOrigin: () => deps.settings().responseOrigin.replace(/\/+$/, '') || deps.httpOrigin(),
  });
  const service = new DispatchService(kernel, deps, { facts, store, messages, channels });
  const watch = new DeadlineWatch(kernel, deps.record, deps.alarms);
  const worker = new OutboxWorker(kernel, {
    store,
    messages,
    channels,
    onAttempt(attempt) {
      kernel.bus.announce('dispatch.changed', [attempt.dispatchId]);
      kernel.bus.announce('incidents.changed', [attempt.incidentId]);
      kernel.bus.announce('services.changed');
    },
    ...(deps.attemptDeadlineMs === undefined ? {} : { attemptDeadlineMs: deps.attemptDeadlineMs }),
  });
  let unsubscribe = (): void => undefined;

  return {
    name: 'dispatch',
    facts,
    enqueue: (trx, request) => enqueueDispatches(kernel, trx, request),
    briefsOf: (incidentIds) => readBriefs(kernel.db.read, incidentIds),
    ofIncident: (incidentId) => readDispatches(kernel.db.read, { incidentId }),
    async useDemoEndpoints(endpoints) {
      demoSmtpPort = endpoints.smtpPort;
      await seedDemoServices(kernel, endpoints);
      worker.wake();
    },
    outboxStatus: () => outboxHealth(kernel, store, worker),
    procedures: (api) => dispatchProcedures(api, kernel, service),
    async start() {
      // Whoever queues something announces it after the commit; both watches look then.
      unsubscribe = kernel.bus.subscribe((event) => {
        if (event.topic === 'dispatch.changed') worker.wake();
        if (event.topic === 'dispatch.changed' || event.topic === 'incidents.changed') watch.wake();
      });
      await worker.start();
      watch.wake();
    },
    async stop() {
      unsubscribe();
      await worker.stop();
      await watch.stop();
      await Promise.all(Object.values(channels).map((channel) => channel.close()));
    },
  };
}
