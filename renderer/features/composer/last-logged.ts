/** The incident just logged: for a few seconds Enter opens it. */
import { create } from 'zustand';

const OFFERED_MS = 6_000;

export const useLastLogged = create<{ incidentId: string | null }>(() => ({ incidentId: null }));

export function noteLogged(incidentId: string): void {
  useLastLogged.setState({ incidentId });
  setTimeout(() => useLastLogged.setState((state) => (state.incidentId === incidentId ? { incidentId: null } : state)), OFFERED_MS);
}
