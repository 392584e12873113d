/** A desk of a running host: the contract over a WebSocket, as the console in a browser speaks it. */
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { WebSocket } from 'ws';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '#main/features/access/demo-accounts.ts';
import type { Client } from '#shared/contract/index.ts';
import type { Role } from '#shared/domain/permissions.ts';

export interface DeskConnection {
  client: Client;
  close(): void;
}

/** Connects with a session or without one. Calls fail when the host is gone. */
export function connectDesk(origin: string, token?: string): DeskConnection {
  const socket = new WebSocket(`${origin.replace(/^http/, 'ws')}/rpc`);
  // A broken connection shows as failed calls; without a listener it would end the test's process.
  socket.on('error', () => undefined);
  const headers = (): Record<string, string> => (token === undefined ? {} : { authorization: `Bearer ${token}` });
  return {
    client: createORPCClient(new RPCLink({ websocket: socket, headers })),
    close: () => socket.terminate(),
  };
}

/** Signs in as the demo account of that role; returns the session's token. */
export async function signIn(origin: string, role: Role): Promise<string> {
  const account = DEMO_ACCOUNTS.find((one) => one.role === role);
  if (!account) throw new Error(`no demo account is ${role}`);
  const door = connectDesk(origin);
  try {
    return (await door.client.access.signIn({ login: account.login, password: DEMO_PASSWORD })).token;
  } finally {
    door.close();
  }
}
