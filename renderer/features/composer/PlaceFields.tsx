import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '#shared/contract/cameras.ts';
import type { IncidentRow } from '#shared/contract/incidents.ts';
import { distanceM } from '#shared/domain/geo.ts';
import { useHost } from '#renderer/api/client.ts';
import { MiniMap } from '#renderer/features/map/MiniMap.tsx';
import { useAfterPaint } from '#renderer/features/monitor/use-after-paint.ts';
import { navigate } from '#renderer/app/routes.ts';
import { useFormat } from '#renderer/ui/format.ts';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import { TextField } from '#renderer/ui/TextField.tsx';
import type { ComposerFields } from './fields.ts';
import { alsoOpenNear, NEAR_M } from './also-open.ts';
import { changeFields } from './store.ts';

/** More of them than this do not help to see whether it is the same. */
const MOST_NEAR = 2;

interface PlaceFieldsProps {
  fields: ComposerFields;
  camera: Camera | null;
  incidents: readonly IncidentRow[];
  districts: readonly string[];
}

/** Where it is: filled from the camera, moved by a press on the small map, with what else is open near. */
export function PlaceFields({ fields, camera, incidents, districts }: PlaceFieldsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { info } = useHost();
  // The form must stand at once; the small map may come a moment later.
  const isPainted = useAfterPaint();
  const input = useRef<HTMLInputElement>(null);
  useKey('Alt+L', () => input.current?.select(), { scope: 'panel', labelKey: 'monitor.composer.place' });
  const near = alsoOpenNear(fields.position, incidents);
  const fromPin = camera?.position && fields.position ? distanceM(camera.position, fields.position) : null;
  return (
    <div className="composer-place">
      <div className="col composer-place-fields">
        <TextField
          ref={input}
          label={t('monitor.composer.place')}
          keys="Alt+L"
          icon="pin"
          value={fields.place}
          maxLength={200}
          onChange={(place) => changeFields({ type: 'place', place })}
        />
        <dl className="dl">
          <dt>{t('monitor.composer.district')}</dt>
          <dd>
            <input
              className="quiet-input"
              aria-label={t('monitor.composer.district')}
              list="composer-districts"
              value={fields.district}
              maxLength={80}
              onChange={(event) => changeFields({ type: 'district', district: event.target.value })}
            />
            <datalist id="composer-districts">
              {districts.map((district) => (
                <option key={district} value={district} />
              ))}
            </datalist>
          </dd>
          <dt>{t('monitor.composer.camera')}</dt>
          <dd>
            {camera
              ? fromPin === null || fromPin < 1
                ? camera.number
                : t('monitor.composer.cameraFromPin', { number: camera.number, distance: format.distance(fromPin) })
              : t('monitor.composer.noCamera')}
          </dd>
          <dt>{t('monitor.composer.seen')}</dt>
          <dd className="num">{t(camera ? 'monitor.composer.seenFrame' : 'monitor.composer.seenPress', { time: format.time(fields.seenAt) })}</dd>
        </dl>
      </div>
      {isPainted ? null : <div className="map mini-map composer-map" />}
      {isPainted ? (
        <MiniMap
          className="composer-map"
          label={t('monitor.composer.map')}
          position={fields.position}
          severity={fields.severity}
          camera={camera}
          home={info?.home ?? null}
          onPick={(position) => changeFields({ type: 'position', position })}
        />
      ) : null}
      <div className="row composer-near f12">
        <span className="t3">{t('monitor.composer.alsoOpen')}</span>
        {near.length === 0 ? <span>{t('monitor.composer.noneNear', { distance: format.distance(NEAR_M) })}</span> : null}
        {near.slice(0, MOST_NEAR).map(({ row, metres }) => (
          <button key={row.id} type="button" className="plain near-incident" onClick={() => navigate('incidents', row.id)}>
            <span className="num">{row.number.slice(-4)}</span>
            <span className="el">{t(`categories.${row.categoryKey}.name`)}</span>
            <span className="num">{metres < 1 ? t('monitor.composer.samePlace') : format.distance(metres)}</span>
          </button>
        ))}
      </div>
    </div>
  );
}
