/** How the outbox does, for the top bar. */
import type { HostStatus } from '#shared/contract/host.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { OutboxStore } from './outbox-store.ts';
import type { OutboxWorker } from './outbox-worker.ts';

const WARN_AFTER_MS = 10_000;
const BAD_AFTER_MS = 60_000;

export async function outboxHealth(kernel: Kernel, store: OutboxStore, worker: OutboxWorker): Promise<HostStatus['outbox']> {
  const { waiting, oldestAt } = await store.waiting();
  const oldestMs = oldestAt === null ? 0 : Math.max(0, kernel.clock.now() - oldestAt);
  const state = oldestMs > BAD_AFTER_MS ? 'bad' : oldestMs > WARN_AFTER_MS ? 'warn' : 'ok';
  return { state, ageMs: Math.max(0, worker.scanAgeMs), reason: state === 'ok' ? null : 'outbox-waiting', waiting, oldestMs };
}
