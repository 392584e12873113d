import type L from 'leaflet';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/Button.tsx';
import { useKey } from '#renderer/ui/keys/use-key.ts';

/** Zoom and "go to the focused camera", with their keys. */
export function MapControls({ map, onCentre }: { map: L.Map | null; onCentre: () => void }) {
  const { t } = useTranslation();
  useKey('Ctrl+=', () => void map?.zoomIn(0.5), { labelKey: 'monitor.map.zoomIn' });
  useKey('Ctrl+-', () => void map?.zoomOut(0.5), { labelKey: 'monitor.map.zoomOut' });
  useKey('Home', onCentre, { labelKey: 'monitor.map.centre' });
  return (
    <div className="mapctl">
      <Button icon="plus" aria-label={t('monitor.map.zoomIn')} title={`${t('monitor.map.zoomIn')} (Ctrl =)`} onClick={() => map?.zoomIn(0.5)} />
      <Button icon="minus" aria-label={t('monitor.map.zoomOut')} title={`${t('monitor.map.zoomOut')} (Ctrl -)`} onClick={() => map?.zoomOut(0.5)} />
      <Button icon="target" aria-label={t('monitor.map.centre')} title={`${t('monitor.map.centre')} (Home)`} onClick={onCentre} />
    </div>
  );
}
