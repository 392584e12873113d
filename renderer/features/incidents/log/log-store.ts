/** What is only on screen: which view, how it is narrowed, which row is chosen. Stands while other pages are open. */
import { create } from 'zustand';
import type { Id } from '#shared/contract/scalars.ts';
import { NO_NARROWING, type LogNarrowing, type LogView } from './log-views.ts';

interface LogStore {
  view: LogView;
  narrowing: LogNarrowing;
  selectedId: Id | null;
  isSideOpen: boolean;
}

export const useLogStore = create<LogStore>(() => ({ view: 'open', narrowing: NO_NARROWING, selectedId: null, isSideOpen: true }));

export function showView(view: LogView): void {
  useLogStore.setState({ view, selectedId: null });
}

export function narrow(change: Partial<LogNarrowing>): void {
  useLogStore.setState(({ narrowing }) => ({ narrowing: { ...narrowing, ...change } }));
}

/** Everything that was ever logged from one camera: what the address asks for. */
export function showCameraHistory(cameraId: Id): void {
  useLogStore.setState({ view: 'all', narrowing: { ...NO_NARROWING, cameraId }, selectedId: null });
}

export function select(selectedId: Id | null): void {
  useLogStore.setState({ selectedId });
}

export function toggleSide(): void {
  useLogStore.setState(({ isSideOpen }) => ({ isSideOpen: !isSideOpen }));
}
