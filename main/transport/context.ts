/** Who calls, and over what. */
import type { Role } from '#shared/domain/permissions.ts';

export interface Actor {
  accountId: string;
  login: string;
  name: string;
  role: Role;
}

export interface Connection {
  kind: 'port' | 'web-socket' | 'http';
  /** Address of the peer, or the window. */
  peer: string;
}

/** What the transports put in. */
export interface InitialContext {
  connection: Connection;
  /** Put in by oRPC's plugin from the message or the HTTP request. */
  reqHeaders?: Headers;
}

/** What handlers see: after the door. */
export interface CallContext extends InitialContext {
  actor: Actor | null;
  /** The bearer token of the call, for signing out; never logged. */
  sessionToken: string | null;
}
