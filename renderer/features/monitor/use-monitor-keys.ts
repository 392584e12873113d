import { useEffect } from 'react';
import { takeIntent, useIntents } from '#renderer/app/intents.ts';
import { navigate } from '#renderer/app/routes.ts';
import { useLastLogged } from '#renderer/features/composer/last-logged.ts';
import { openComposer, useComposer } from '#renderer/features/composer/store.ts';
import { NO_ZOOM } from '#renderer/media/digital-zoom.ts';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import { focusTile, showCamera, toggleEnlarged, useMonitor } from './store.ts';

/** One key of a tile. */
function useTileKey(number: number, enabled: boolean): void {
  useKey(String(number), () => focusTile(number - 1), { enabled, labelKey: 'monitor.action.tile', labelValues: { number: String(number) } });
}

/** Keys of the whole page: tile numbers, enlarging, and Esc, which undoes one thing at a time. */
export function useMonitorKeys(tileCount: number, isComposing: boolean): void {
  const reach = isComposing ? 0 : tileCount;
  useTileKey(1, reach >= 1);
  useTileKey(2, reach >= 2);
  useTileKey(3, reach >= 3);
  useTileKey(4, reach >= 4);
  useTileKey(5, reach >= 5);
  useTileKey(6, reach >= 6);
  useTileKey(7, reach >= 7);
  useTileKey(8, reach >= 8);
  useTileKey(9, reach >= 9);
  const lastLogged = useLastLogged((state) => state.incidentId);
  const openLogged = (): void => {
    if (lastLogged !== null) navigate('incidents', lastLogged);
  };
  useKey('Enter', lastLogged === null ? toggleEnlarged : openLogged, { enabled: !isComposing, labelKey: 'monitor.action.enlarge' });
  useKey('Esc', () => {
    const { replay, mode, isEnlarged } = useMonitor.getState();
    if (replay) useMonitor.setState({ replay: null });
    else if (mode !== 'none') useMonitor.setState({ mode: 'none', zoom: NO_ZOOM });
    else if (isEnlarged) useMonitor.setState({ isEnlarged: false });
    else return false;
    return true;
  });
}

/** Does what other parts of the screen asked for: show a camera, open the composer. */
export function useMonitorIntents(areCamerasKnown: boolean): void {
  const wantedCamera = useIntents((state) => state.showCamera);
  const wantedComposer = useIntents((state) => state.compose);
  useEffect(() => {
    if (!areCamerasKnown || !wantedCamera) return;
    showCamera(wantedCamera.cameraId);
    takeIntent('showCamera');
  }, [areCamerasKnown, wantedCamera]);
  useEffect(() => {
    if (!areCamerasKnown || !wantedComposer) return;
    const { cameraId, alarmId } = wantedComposer;
    if (cameraId !== null) showCamera(cameraId);
    if (!useComposer.getState().isOpen) openComposer({ cameraId, alarmId });
    takeIntent('compose');
  }, [areCamerasKnown, wantedComposer]);
}
