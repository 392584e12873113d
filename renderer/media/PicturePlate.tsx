import { useTranslation } from 'react-i18next';
import type { CameraState } from '#shared/contract/cameras.ts';
import { useFormat } from '#renderer/ui/format.ts';
import { plateText, type PlateFacts } from './picture-text.ts';
import { usualWaitMs } from './usual-wait.ts';

interface PicturePlateProps {
  facts: PlateFacts;
  name: string;
  cameraState: CameraState | null;
}

/** Over the picture: opening, frozen or no signal. An old picture is never shown without it. */
export function PicturePlate({ facts, name, cameraState }: PicturePlateProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (facts.state === 'opening') {
    return (
      <>
        <div className="picture-cover" />
        <div className="plate n plate-quiet">
          <b>{name}</b>
          <span className="f12 t2 plate-detail">{t('monitor.tile.opening', { value: format.age(usualWaitMs()) })}</span>
        </div>
      </>
    );
  }
  if (facts.state !== 'frozen' && facts.state !== 'gone') return null;
  const text = plateText(t, facts, cameraState, format.time);
  return (
    <>
      <div className={facts.state === 'frozen' ? 'hatch' : 'picture-cover'} />
      <div className={facts.state === 'frozen' ? 'plate' : 'plate n'}>
        <b>{text.title}</b>
        <span className="f12 plate-detail">{text.detail}</span>
        {text.why === null ? null : <span className="f12 t3 plate-detail">{text.why}</span>}
      </div>
    </>
  );
}
