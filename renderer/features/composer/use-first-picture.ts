import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { keepSnapshot } from '#renderer/features/monitor/snapshot.ts';
import { changeFields, rememberPictureUrl, setSeenAt, useComposer } from './store.ts';

/** Keeps the picture of a camera for the incident being written. Resolves to whether there is one now. */
export async function addPicture(cameraId: string, t: Parameters<typeof keepSnapshot>[1]): Promise<number | null> {
  const { key } = useComposer.getState();
  const kept = await keepSnapshot(cameraId, t);
  if (!kept || useComposer.getState().key !== key) return null;
  const { id, cameraNumber, takenAt } = kept.picture;
  rememberPictureUrl(id, kept.url);
  changeFields({ type: 'picture', picture: { id, cameraNumber, takenAt } });
  return takenAt;
}

/** The picture at the press is taken by itself; its time is the time the incident was seen. */
export function useFirstPicture(): void {
  const { t } = useTranslation();
  const isWanted = useComposer((state) => state.isOpen && !state.hasFirstPicture && state.fields !== null && state.cameraId !== null);
  useEffect(() => {
    const { cameraId } = useComposer.getState();
    if (!isWanted || cameraId === null) return;
    useComposer.setState({ hasFirstPicture: true });
    void addPicture(cameraId, t).then((takenAt) => {
      if (takenAt !== null) setSeenAt(takenAt);
    });
  }, [isWanted, t]);
}
