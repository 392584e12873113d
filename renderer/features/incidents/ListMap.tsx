import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '#shared/contract/scalars.ts';
import { categoryName } from '#shared/domain/categories.ts';
import { useHost } from '#renderer/api/client.ts';
import { incidentPin, PIN_SIZE } from '#renderer/features/map/marks.ts';
import { MarksLayer, type Mark } from '#renderer/features/map/marks-layer.ts';
import { useLeaflet } from '#renderer/features/map/use-leaflet.ts';
import type { IncidentsMapProps } from './IncidentsMap.tsx';
import { shortNumber } from './incident-words.ts';

/** More pins than this hide the street and one another; the newest are shown. */
const PINS_AT_MOST = 200;

/** Where the incidents of the list are; the chosen one with its number. */
export function ListMap({ incidents, selectedId, onSelect }: IncidentsMapProps) {
  const { t, i18n } = useTranslation();
  const { info } = useHost();
  const box = useRef<HTMLDivElement>(null);
  const { map, base } = useLeaflet(box, info?.home ?? null, { isInteractive: true, withLabels: true });
  const language = i18n.language as Language;
  const marks = useMemo(
    () =>
      incidents.slice(0, PINS_AT_MOST).flatMap((row): Mark[] => {
        if (row.position === null) return [];
        const isSelected = row.id === selectedId;
        return [
          {
            key: row.id,
            position: row.position,
            svg: incidentPin(row.severity, isSelected ? shortNumber(row.number) : '', isSelected),
            size: [PIN_SIZE.width, PIN_SIZE.height],
            anchor: [PIN_SIZE.width / 2, PIN_SIZE.height],
            title: `${shortNumber(row.number)} ${categoryName(row.categoryKey, language)}`,
            zIndex: isSelected ? 10_000 : (4 - row.severity) * 100,
            className: 'map-mark',
            onPress: () => onSelect(row.id),
          },
        ];
      }),
    [incidents, selectedId, language, onSelect],
  );
  const chosen = incidents.find((row) => row.id === selectedId)?.position ?? null;
  useEffect(() => {
    if (!map) return undefined;
    const layer = new MarksLayer(map);
    layer.sync(marks);
    return () => layer.remove();
  }, [map, marks]);
  useEffect(() => {
    if (map && chosen && !map.getBounds().pad(-0.1).contains(chosen)) map.setView(chosen, map.getZoom(), { animate: false });
  }, [map, chosen]);
  return (
    <div className="list-map-frame">
      <div ref={box} className="map list-map" role="img" aria-label={t('incidents.mapOfList')} />
      {base?.isSchematic ? <span className="maplabel">{t('incidents.schematic')}</span> : null}
    </div>
  );
}
