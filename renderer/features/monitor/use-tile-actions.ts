import { useTranslation } from 'react-i18next';
import type { Camera } from '#shared/contract/cameras.ts';
import { useMay } from '#renderer/api/session.ts';
import { openComposer } from '#renderer/features/composer/store.ts';
import { centreNow } from '#renderer/ui/centre-time.ts';
import { useFormat } from '#renderer/ui/format.ts';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import { showToast } from '#renderer/ui/toast-store.ts';
import { keepSnapshot } from './snapshot.ts';
import { setMode, useMonitor, type TileMode } from './store.ts';

/** How far a replay goes back. */
export const REPLAY_MS = 30_000;

export interface TileActionSet {
  compose: () => void;
  replay: () => void;
  snapshot: () => void;
  isReplaying: boolean;
  mode: TileMode;
  mayLog: boolean;
  mayReplay: boolean;
  mayMove: boolean;
}

/** Replay, zoom and PTZ of a picture, by their keys. Used beside the composer too, where I and S mean something else. */
export function usePictureKeys(camera: Camera | null): Pick<TileActionSet, 'replay' | 'isReplaying' | 'mode' | 'mayReplay' | 'mayMove'> {
  const mode = useMonitor((state) => state.mode);
  const replayOf = useMonitor((state) => state.replay?.cameraId ?? null);
  const isReplaying = camera !== null && replayOf === camera.id;
  const mayReplay = useMay('recordings.view') && camera !== null && camera.isRecorded;
  const mayMove = useMay('cameras.ptz') && camera !== null && camera.hasPtz;
  const replay = (): void => {
    if (camera) useMonitor.setState({ replay: isReplaying ? null : { cameraId: camera.id, from: Math.round(centreNow()) - REPLAY_MS } });
  };
  useKey('R', replay, { enabled: mayReplay, labelKey: 'monitor.action.replay' });
  useKey('Z', () => setMode('zoom'), { enabled: camera !== null, labelKey: 'monitor.action.zoom' });
  useKey('P', () => setMode('ptz'), { enabled: mayMove, labelKey: 'monitor.action.ptz' });
  return { replay, isReplaying, mode, mayReplay, mayMove };
}

/** Everything that can be done with the focused camera. */
export function useTileActions(camera: Camera): TileActionSet {
  const { t } = useTranslation();
  const format = useFormat();
  const mayLog = useMay('incidents.log');
  const picture = usePictureKeys(camera);
  const compose = (): void => openComposer({ cameraId: camera.id });
  const keep = async (): Promise<void> => {
    const kept = await keepSnapshot(camera.id, t);
    if (kept) showToast({ tone: 'plain', title: t('monitor.snapshot.kept', { number: camera.number, time: format.time(kept.picture.takenAt) }) });
  };
  const snapshot = (): void => void keep();
  useKey('I', compose, { enabled: mayLog, labelKey: 'monitor.action.incident' });
  useKey('S', snapshot, { enabled: mayLog, labelKey: 'monitor.action.snapshot' });
  return { compose, snapshot, mayLog, ...picture };
}
