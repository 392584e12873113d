import { useHostStatus } from '#renderer/api/host-status.ts';
import type { HostStatus } from '#shared/contract/host.ts';

const TASK = 'demoClips';

/** The demo city's streets being drawn, which is why some of its cameras are not there yet; null when nothing is. */
export function cityDrawing(status: HostStatus | null): { done: number; total: number } | null {
  const task = status?.tasks.find(({ key }) => key === TASK);
  return task && task.done < task.total ? { done: task.done, total: task.total } : null;
}

export function useCityDrawing(): { done: number; total: number } | null {
  const done = useHostStatus((state) => cityDrawing(state.status)?.done ?? null);
  const total = useHostStatus((state) => cityDrawing(state.status)?.total ?? null);
  return done === null || total === null ? null : { done, total };
}
