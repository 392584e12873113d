/** What the last deliveries say of a service's link: the later of heard and failed counts. Pure. */
import type { Service } from '#shared/contract/dispatch.ts';

export interface LinkState {
  state: 'heard' | 'failed' | 'never';
  at: number | null;
}

export function linkState({ lastHeardAt, lastFailedAt }: Pick<Service, 'lastHeardAt' | 'lastFailedAt'>): LinkState {
  if (lastFailedAt !== null && lastFailedAt > (lastHeardAt ?? 0)) return { state: 'failed', at: lastFailedAt };
  return lastHeardAt === null ? { state: 'never', at: null } : { state: 'heard', at: lastHeardAt };
}
