/** Who is signed in. The token lives in sessionStorage: a reload or a restart of the host keeps it, closing the window does not. */
import { create } from 'zustand';
import type { Account, SessionInfo } from '#shared/contract/access.ts';
import type { Permission } from '#shared/domain/permissions.ts';
import { logFailure } from './page-log.ts';

export type SessionEnd = 'signed-out' | 'expired';

interface SessionState {
  token: string | null;
  info: SessionInfo | null;
  /** Why there is no session any more, to be said on the sign-in page. */
  ended: SessionEnd | null;
}

const STORAGE_KEY = 'lubart.session';

function readStored(): Pick<SessionState, 'token' | 'info'> {
  const stored = sessionStorage.getItem(STORAGE_KEY);
  if (stored === null) return { token: null, info: null };
  try {
    const parsed = JSON.parse(stored) as { token: string; info: SessionInfo };
    return { token: parsed.token, info: parsed.info };
  } catch (error) {
    logFailure('reading the kept session, signing in anew', error);
    sessionStorage.removeItem(STORAGE_KEY);
    return { token: null, info: null };
  }
}

export const useSession = create<SessionState>(() => ({ ...readStored(), ended: null }));

export function startSession(token: string, info: SessionInfo): void {
  sessionStorage.setItem(STORAGE_KEY, JSON.stringify({ token, info }));
  useSession.setState({ token, info, ended: null });
}

/** Takes what the host says of the session now (rights may have changed). */
export function renewSession(info: SessionInfo): void {
  const { token } = useSession.getState();
  if (token !== null) startSession(token, info);
}

export function endSession(ended: SessionEnd): void {
  if (useSession.getState().token === null) return;
  sessionStorage.removeItem(STORAGE_KEY);
  useSession.setState({ token: null, info: null, ended });
}

/** Sent with every call, over every link. */
export function sessionHeaders(): Record<string, string> {
  const { token } = useSession.getState();
  return token === null ? {} : { authorization: `Bearer ${token}` };
}

export function useAccount(): Account | null {
  return useSession((state) => state.info?.account ?? null);
}

/** Hides what cannot be done. The host checks again on every call. */
export function useMay(permission: Permission): boolean {
  return useSession((state) => state.info?.permissions.includes(permission) ?? false);
}
