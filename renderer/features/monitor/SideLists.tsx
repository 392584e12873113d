/** Under the focused picture: what stands near it, what is open, and what has happened here. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '#shared/contract/cameras.ts';
import type { IncidentRow } from '#shared/contract/incidents.ts';
import { orpc } from '#renderer/api/client.ts';
import { useMay } from '#renderer/api/session.ts';
import { navigate } from '#renderer/app/routes.ts';
import { useFormat } from '#renderer/ui/format.ts';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import { PanelHead } from '#renderer/ui/Panel.tsx';
import { SeverityShape } from '#renderer/ui/SeverityMark.tsx';
import { Elapsed } from '#renderer/ui/Age.tsx';
import { centreNow } from '#renderer/ui/centre-time.ts';
import { CameraAge } from './CameraAge.tsx';
import { nearestCameras, type NearCamera } from './nearest.ts';
import { addTile, showCamera } from './store.ts';

const NEAREST = 4;
const HISTORY_MS = 30 * 86_400_000;

export function NearestCameras({ camera, cameras }: { camera: Camera; cameras: readonly Camera[] }) {
  const { t } = useTranslation();
  const near = nearestCameras(camera, cameras, NEAREST);
  return (
    <>
      <PanelHead title={t('monitor.side.nearest')} note={t('monitor.side.atThisPlace')} end={<span className="t3">{t('monitor.side.age')}</span>} />
      <ul className="side-list">
        {near.map((one, n) => (
          <NearRow key={one.camera.id} near={one} index={n + 1} />
        ))}
      </ul>
    </>
  );
}

function NearRow({ near: { camera, metres }, index }: { near: NearCamera; index: number }) {
  const format = useFormat();
  useKey(`N ${index}`, () => showCamera(camera.id), { labelKey: 'monitor.action.near', labelValues: { number: camera.number } });
  return (
    <li>
      <button type="button" className="plain side-row near-row" onClick={() => showCamera(camera.id)} onDoubleClick={() => addTile(camera.id)}>
        <Kbd keys={`N ${index}`} />
        <span className="m">{camera.number}</span>
        <span className="el">{camera.place}</span>
        <span className="num t2">{format.distance(metres)}</span>
        <CameraAge camera={camera} />
      </button>
    </li>
  );
}

export function OpenIncidents({ rows, total, focusedCameraId }: { rows: readonly IncidentRow[]; total: number; focusedCameraId: string | null }) {
  const { t } = useTranslation();
  return (
    <>
      <PanelHead title={t('monitor.side.open')} note={total} end={<Kbd keys="G I" />} />
      <ul className="side-list side-open">
        {rows.map((row) => (
          <li key={row.id}>
            <button
              type="button"
              className={row.cameraId !== null && row.cameraId === focusedCameraId ? 'plain side-row open-row sel' : 'plain side-row open-row'}
              onClick={() => row.cameraId && showCamera(row.cameraId)}
              onDoubleClick={() => navigate('incidents', row.id)}
            >
              <SeverityShape severity={row.severity} sizePx={12} />
              <span className="num m">{row.number.slice(-4)}</span>
              <span className="el">
                {t(`categories.${row.categoryKey}.name`)} <span className="t3">{row.place}</span>
              </span>
              <span className="num t2">
                <Elapsed since={row.seenAt} />
              </span>
            </button>
          </li>
        ))}
        {rows.length === 0 ? <li className="side-none t3">{t('monitor.side.noneOpen')}</li> : null}
      </ul>
    </>
  );
}

export function PlaceHistory({ camera }: { camera: Camera }) {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay('incidents.view');
  const [since] = useState(() => Math.floor(centreNow() - HISTORY_MS));
  const { data } = useQuery(orpc.incidents.list.queryOptions({ input: { filter: { cameraId: camera.id, from: since }, limit: 20 }, enabled: may }));
  useKey('H', () => navigate('incidents', undefined, { cameraId: camera.id }), { labelKey: 'monitor.action.history' });
  return (
    <>
      <PanelHead title={t('monitor.side.history')} note={data?.total} end={<Kbd keys="H" />} />
      <ul className="side-list">
        {data?.rows.map((row) => (
          <li key={row.id}>
            <button type="button" className="plain side-row history-row" onClick={() => navigate('incidents', row.id)}>
              <SeverityShape severity={row.severity} sizePx={12} />
              <span className="num t2">{format.dateShort(row.seenAt)}</span>
              <span className="el">{t(`categories.${row.categoryKey}.name`)}</span>
              <span className="t3 el">{[t(`incidents.state.${row.state}`), ...row.dispatches.map((dispatch) => dispatch.code)].join(', ')}</span>
            </button>
          </li>
        ))}
        {data && data.rows.length === 0 ? <li className="side-none t3">{t('monitor.side.noHistory')}</li> : null}
      </ul>
    </>
  );
}
