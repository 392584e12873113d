/**
 * Deadlines that come. `AbortSignal.any` with `AbortSignal.timeout` may be collected as garbage before its time, and
 * then never aborts (nodejs/node#54614); here a timer holds what it will abort.
 */

/** True of the reason of a signal that a deadline aborted. */
export class DeadlinePassed extends Error {
  constructor(deadlineMs: number) {
    super(`not done within ${deadlineMs} ms`);
    this.name = 'DeadlinePassed';
  }
}

/** Runs `run` with a signal that aborts after `deadlineMs` (reason: DeadlinePassed) or when one of `outer` does (its reason). */
export async function withDeadline<T>(deadlineMs: number, outer: readonly (AbortSignal | undefined)[], run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new DeadlinePassed(deadlineMs)), deadlineMs);
  const leaving: (() => void)[] = [];
  for (const signal of outer) {
    if (!signal) continue;
    const follow = () => controller.abort(signal.reason);
    if (signal.aborted) follow();
    signal.addEventListener('abort', follow, { once: true });
    leaving.push(() => signal.removeEventListener('abort', follow));
  }
  try {
    return await run(controller.signal);
  } finally {
    clearTimeout(timer);
    for (const leave of leaving) leave();
  }
}
