/**
 * What one part of the screen asks of another without knowing it: the alarm strip asks for a camera, the log asks for
 * a new incident, the monitor does it. An intent stays until it is taken, so a page that opens later still sees it.
 */
import { create } from 'zustand';
import type { Id } from '#shared/contract/scalars.ts';
import { navigate } from './routes.ts';

interface Intents {
  /** Show this camera in the focused tile and on the map. */
  showCamera: { cameraId: Id } | null;
  /** Open the composer; null camera = of the focused tile, or none. */
  compose: { cameraId: Id | null; alarmId: Id | null } | null;
}

export const useIntents = create<Intents>(() => ({ showCamera: null, compose: null }));

export function askToShowCamera(cameraId: Id): void {
  useIntents.setState({ showCamera: { cameraId } });
  navigate('monitor');
}

export function askToCompose(cameraId: Id | null = null, alarmId: Id | null = null): void {
  useIntents.setState({ compose: { cameraId, alarmId } });
  navigate('monitor');
}

/** The one who does it takes it away. */
export function takeIntent(name: keyof Intents): void {
  useIntents.setState({ [name]: null });
}
