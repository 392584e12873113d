import { useTranslation } from 'react-i18next';
import type { Camera, CameraState } from '#shared/contract/cameras.ts';
import { markStateOf, type MarkState } from '#renderer/features/map/marks.ts';

const TONE: Record<MarkState, string> = { live: 't2', opening: 't3', late: 's3 b', dead: 's1 b', off: 't3' };

export function stateTone(state: CameraState): string {
  return TONE[markStateOf(state)];
}

/** The state in a word; the mark stands beside it. */
export function StateWord({ state }: { state: CameraState }) {
  const { t } = useTranslation();
  return <span className={stateTone(state)}>{t(`cameras.state.${state}`)}</span>;
}

/** Why the camera is as it is; a dash when there is nothing to say. */
export function ReasonText({ camera }: { camera: Pick<Camera, 'stateReason'> }) {
  const { t } = useTranslation();
  if (camera.stateReason === null) return <span className="t3">{t('common.state.none')}</span>;
  return <span>{t(`cameras.cameraReason.${camera.stateReason}`, { defaultValue: camera.stateReason })}</span>;
}
