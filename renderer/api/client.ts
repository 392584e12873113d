/** The typed client of the contract and what queries are made of. */
import { createORPCClient, isDefinedError, ORPCError } from '@orpc/client';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { QueryClient, useQuery } from '@tanstack/react-query';
import type { HostInfo } from '#shared/contract/host.ts';
import type { Client } from '#shared/contract/index.ts';
import { useConnection } from './connection-state.ts';
import { HostLink } from './host-link.ts';
import { endSession } from './session.ts';

export const hostLink = new HostLink();
export const client: Client = createORPCClient(hostLink);
export const orpc = createTanstackQueryUtils(client);

hostLink.watchErrors((error) => {
  if (error instanceof ORPCError && error.code === 'NOT_SIGNED_IN') endSession('expired');
});

/**
 * Values stand with their age until new ones come; the change events renew them, so nothing is fetched on focus or by
 * a clock, and nothing is tried for ever.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: false, staleTime: Infinity, gcTime: 10 * 60_000, refetchOnWindowFocus: false, refetchOnReconnect: false, networkMode: 'always' },
    mutations: { retry: false, networkMode: 'always' },
  },
});

export function useClient(): Client {
  return client;
}

/** What the host is. `info` is undefined until it was heard for the first time. */
export function useHost(): { httpOrigin: string; info: HostInfo | undefined } {
  const httpOrigin = useConnection((state) => state.httpOrigin);
  const { data: info } = useQuery(orpc.host.info.queryOptions({ staleTime: Infinity }));
  return { httpOrigin, info };
}

/** Full address of a path that a ticket gave. For live pictures ask for `ws`. */
export function mediaUrl(path: string, scheme: 'http' | 'ws' = 'http'): string {
  const { httpOrigin } = useConnection.getState();
  return `${scheme === 'ws' ? httpOrigin.replace(/^http/, 'ws') : httpOrigin}${path}`;
}

export { isDefinedError };
