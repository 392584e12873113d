/** The contract's response part over HTTP, typed. */
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { Client } from '#shared/contract/index.ts';

export type ResponseClient = Client['response'];

/** `origin` serves both the page and the calls. */
export function createResponseClient(origin: string): ResponseClient {
  const client: Client = createORPCClient(new RPCLink({ url: `${origin}/rpc-http` }));
  return client.response;
}
