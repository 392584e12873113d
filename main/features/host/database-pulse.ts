import type { HostStatus } from '#shared/contract/host.ts';
import type { Kernel } from '../../kernel/kernel.ts';

const EVERY_MS = 500;
const WARN_AFTER_MS = 2_000;
const BAD_AFTER_MS = 10_000;

/** Asks the database twice a second, so that its age on screen is the age of an answer, not of a hope. */
export function databasePulse(kernel: Kernel) {
  let lastAnswerMs = kernel.clock.monotonicMs();
  let timer: NodeJS.Timeout | null = null;
  let isAsking = false;
  const ask = async () => {
    if (isAsking) return;
    isAsking = true;
    try {
      await kernel.db.ping();
      lastAnswerMs = kernel.clock.monotonicMs();
    } catch (error) {
      kernel.log.error({ err: error }, 'the database does not answer');
    } finally {
      isAsking = false;
    }
  };
  return {
    start: async () => {
      await ask();
      timer = setInterval(() => void ask(), EVERY_MS);
    },
    stop: () => {
      if (timer) clearInterval(timer);
      return Promise.resolve();
    },
    health(): HostStatus['database'] {
      const ageMs = Math.round(kernel.clock.monotonicMs() - lastAnswerMs);
      const state = ageMs > BAD_AFTER_MS ? 'bad' : ageMs > WARN_AFTER_MS ? 'warn' : 'ok';
      return { state, ageMs, reason: state === 'ok' ? null : 'databaseSilent' };
    },
  };
}
