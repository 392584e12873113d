/** Whether the host answers, since when, and where its media are. What the offline banner and the top bar show. */
import { create } from 'zustand';
import { centreNow } from '#renderer/ui/centre-time.ts';

export type ConnectionPhase = 'connecting' | 'online' | 'offline';

interface ConnectionState {
  phase: ConnectionPhase;
  /** UTC milliseconds by the host's clock as last known. */
  since: number;
  /** Origin of media and files, such as http://127.0.0.1:41234; empty until known. */
  httpOrigin: string;
  /** Rises with every new connection; whoever missed events meanwhile fetches again. */
  generation: number;
}

export const useConnection = create<ConnectionState>(() => ({ phase: 'connecting', since: centreNow(), httpOrigin: '', generation: 0 }));

export function noteOnline(httpOrigin: string): void {
  useConnection.setState(({ generation }) => ({ phase: 'online', since: centreNow(), httpOrigin, generation: generation + 1 }));
}

export function noteOffline(): void {
  if (useConnection.getState().phase === 'offline') return;
  useConnection.setState({ phase: 'offline', since: centreNow() });
}
