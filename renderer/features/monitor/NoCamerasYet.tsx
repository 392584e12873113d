import { useTranslation } from 'react-i18next';
import { useHost } from '#renderer/api/client.ts';
import { useMay } from '#renderer/api/session.ts';
import { hrefOf } from '#renderer/app/routes.ts';
import { useFormat } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { EmptyState } from '#renderer/ui/States.tsx';
import { useNow } from '#renderer/ui/ticker.ts';
import { useSince } from '#renderer/ui/use-since.ts';
import { useCityDrawing } from './city-drawing.ts';

/** The monitor of a centre that has no camera: either the demo city is just being opened, or nobody has entered one. */
export function NoCamerasYet() {
  const { t } = useTranslation();
  const { info } = useHost();
  const format = useFormat();
  const now = useNow();
  const since = useSince();
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
            <span className="col city-opening">
              {drawing ? <progress value={drawing.done} max={drawing.total} aria-label={t('monitor.city.drawingWhy')} /> : null}
              <span className="f12 t2 num">
                {drawing ? t('monitor.city.drawing', drawing) : t('common.state.loadingSince', { age: format.age(Math.max(0, now - since)) })}
              </span>
            </span>
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
