/** Keeps the picture a tile shows now in the record. */
import type { TFunction } from 'i18next';
import type { Picture } from '#shared/contract/incidents.ts';
import { client } from '#renderer/api/client.ts';
import { failureOf } from '#renderer/api/failure.ts';
import { logFailure } from '#renderer/api/page-log.ts';
import { captureFrame } from '#renderer/media/live-registry.ts';
import { showToast } from '#renderer/ui/toast-store.ts';

/** The kept picture and its data URL to show at once; null when there was no picture to keep (which is said). */
export async function keepSnapshot(cameraId: string, t: TFunction): Promise<{ picture: Picture; url: string } | null> {
  const frame = await captureFrame(cameraId);
  if (!frame) {
    showToast({ tone: 's2', title: t('monitor.snapshot.nothing') });
    return null;
  }
  try {
    const picture = await client.incidents.savePicture({ cameraId, takenAt: frame.takenAt, jpegBase64: frame.jpegBase64, incidentId: null });
    return { picture, url: `data:image/jpeg;base64,${frame.jpegBase64}` };
  } catch (error) {
    logFailure('keeping a snapshot', error);
    showToast({ tone: 's1', title: t('monitor.snapshot.failed'), detail: failureOf(error, t).text });
    return null;
  }
}
