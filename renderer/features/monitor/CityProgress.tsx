import { useTranslation } from 'react-i18next';
import { useCityDrawing } from './city-drawing.ts';

/** Why there are fewer cameras than announced: the demo city is still being drawn. */
export function CityProgress() {
  const { t } = useTranslation();
  const drawing = useCityDrawing();
  if (!drawing) return null;
  const text = t('monitor.city.drawing', drawing);
  return (
    <span className="row city-progress f12 t2 num" title={t('monitor.city.drawingWhy')}>
      <progress value={drawing.done} max={drawing.total} aria-label={t('monitor.city.drawingWhy')} />
      <span className="el">{text}</span>
    </span>
  );
}
