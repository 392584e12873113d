/** A picture from a camera that is not on screen: the camera takes it itself. */
import type { TFunction } from 'i18next';
import type { Camera } from '#shared/contract/cameras.ts';
import { client, mediaUrl } from '#renderer/api/client.ts';
import { failureOf } from '#renderer/api/failure.ts';
import { logFailure } from '#renderer/api/page-log.ts';
import { base64 } from '#renderer/media/capture-frame.ts';
import { centreNow } from '#renderer/ui/centre-time.ts';
import { showToast } from '#renderer/ui/toast-store.ts';
import { changeFields, rememberPictureUrl, useComposer } from './store.ts';

/** Adds the neighbour to the incident, its recording and a picture of now. */
export async function addNeighbour(camera: Camera, t: TFunction): Promise<void> {
  const { key } = useComposer.getState();
  changeFields({ type: 'also-camera', cameraId: camera.id });
  try {
    const ticket = await client.cameras.snapshotTicket({ id: camera.id });
    const response = await fetch(mediaUrl(ticket.path));
    if (!response.ok) throw new Error(`snapshot: HTTP ${response.status}`);
    const jpegBase64 = base64(new Uint8Array(await response.arrayBuffer()));
    const picture = await client.incidents.savePicture({ cameraId: camera.id, takenAt: Math.round(centreNow()), jpegBase64, incidentId: null });
    if (useComposer.getState().key !== key) return;
    rememberPictureUrl(picture.id, `data:image/jpeg;base64,${jpegBase64}`);
    changeFields({ type: 'picture', picture: { id: picture.id, cameraNumber: picture.cameraNumber, takenAt: picture.takenAt } });
  } catch (error) {
    logFailure('taking a picture of a neighbouring camera', error);
    showToast({ tone: 's2', title: t('monitor.composer.neighbourFailed', { number: camera.number }), detail: failureOf(error, t).text });
  }
}
