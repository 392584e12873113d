/**
 * The host's health, asked once a second. When it no longer answers, the last answer stays and every age in it goes on
 * counting, so a silent host turns yellow and red by the same table as a sick one.
 */
import { create } from 'zustand';
import type { HostStatus } from '#shared/contract/host.ts';
import type { Client } from '#shared/contract/index.ts';
import { centreNow, noteHostTime } from '#renderer/ui/centre-time.ts';

interface HostStatusState {
  status: HostStatus | null;
  /** When the answer came, by the host's clock, UTC milliseconds. */
  heardAt: number | null;
}

const POLL_MS = 1_000;
const ANSWER_WITHIN_MS = 4_000;

export const useHostStatus = create<HostStatusState>(() => ({ status: null, heardAt: null }));

async function pollOnce(client: Client): Promise<void> {
  const startedAt = performance.now();
  const status = await client.host.status(undefined, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
  noteHostTime(status.now, performance.now() - startedAt);
  useHostStatus.setState({ status, heardAt: centreNow() });
}

/** Returns what stops the asking. */
export function pollHostStatus(client: Client): () => void {
  let isStopped = false;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const next = (): void => {
    if (!isStopped) timer = setTimeout(run, POLL_MS);
  };
  const run = (): void => {
    // A question without an answer is no news: the ages on screen already say it.
    pollOnce(client).then(next, next);
  };
  run();
  return () => {
    isStopped = true;
    if (timer !== null) clearTimeout(timer);
  };
}
