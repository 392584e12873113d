import { useTranslation } from 'react-i18next';
import { useHost } from '#renderer/api/client.ts';
import { useMay } from '#renderer/api/session.ts';
import { hrefOf } from '#renderer/app/routes.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { EmptyState } from '#renderer/ui/States.tsx';
import { useCityDrawing } from './city-drawing.ts';

/** The monitor of a centre that has no camera: either the demo city is just being opened, or nobody has entered one. */
export function NoCamerasYet() {
  const { t } = useTranslation();
  const { info } = useHost();
  const drawing = useCityDrawing();
  const mayManage = useMay('cameras.manage');
  if (info?.isDemo) {
    return (
      <div className="panel no-cameras">
        <EmptyState
          icon="camera"
          title={t('monitor.city.opening')}
          detail={t('monitor.city.openingDetail')}
          action={
            drawing ? (
              <span className="col city-opening">
                <progress value={drawing.done} max={drawing.total} aria-label={t('monitor.city.drawingWhy')} />
                <span className="f12 t2 num" role="status">
                  {t('monitor.city.drawing', drawing)}
                </span>
              </span>
            ) : null
          }
        />
      </div>
    );
  }
  return (
    <div className="panel no-cameras">
      <EmptyState
        icon="camera"
        title={t('monitor.city.none')}
        detail={t(mayManage ? 'monitor.city.noneDetail' : 'monitor.city.noneAsk')}
        action={
          <a className="btn" href={hrefOf('cameras')}>
            <Icon name="camera" size="s" />
            {t('shell.goTo.cameras')}
            <Kbd keys="G C" />
          </a>
        }
      />
    </div>
  );
}
