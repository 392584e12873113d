/** The room's main screen: map, wall or both, the focused picture, and the composer beside it. */
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '#shared/contract/cameras.ts';
import { orpc } from '#renderer/api/client.ts';
import { failureOf } from '#renderer/api/failure.ts';
import { Composer } from '#renderer/features/composer/Composer.tsx';
import { ComposerBelow } from '#renderer/features/composer/ComposerBelow.tsx';
import { DraftOffer } from '#renderer/features/composer/DraftOffer.tsx';
import { useComposer } from '#renderer/features/composer/store.ts';
import { MapStage } from '#renderer/features/map/MapStage.tsx';
import { CameraList } from '#renderer/features/wall/CameraList.tsx';
import { isNotLive } from '#renderer/features/wall/camera-groups.ts';
import { WallStage } from '#renderer/features/wall/WallStage.tsx';
import { navigate } from '#renderer/app/routes.ts';
import { FailedState } from '#renderer/ui/States.tsx';
import { FocusTile } from './FocusTile.tsx';
import './monitor.css';
import { MonitorTools } from './MonitorTools.tsx';
import { NoCamerasYet } from './NoCamerasYet.tsx';
import { useOpenIncidents } from './open-incidents.ts';
import { NearestCameras, OpenIncidents, PlaceHistory } from './SideLists.tsx';
import { SideStrip } from './SideStrip.tsx';
import { showCamera, tileCameras, useMonitor, type CameraFilter } from './store.ts';
import { TileActions } from './TileActions.tsx';
import { IncidentBadge } from './TileBadges.tsx';
import { TileOverlays } from './TileOverlays.tsx';
import { useMonitorIntents, useMonitorKeys } from './use-monitor-keys.ts';
import { usePtz } from './use-ptz.ts';

const NO_CAMERAS: readonly Camera[] = [];

function filtered(cameras: readonly Camera[], filter: CameraFilter): readonly Camera[] {
  if (filter === 'not-live') return cameras.filter(isNotLive);
  if (filter === 'ptz') return cameras.filter((camera) => camera.hasPtz);
  return cameras;
}

/** The number key of a tile, for the first nine. */
function keyOf(index: number): string | null {
  return index >= 0 && index < 9 ? String(index + 1) : null;
}

export function MonitorPage() {
  const { t } = useTranslation();
  const camerasQuery = useQuery(orpc.cameras.list.queryOptions());
  const cameras = camerasQuery.data ?? NO_CAMERAS;
  const byId = useMemo(() => new Map(cameras.map((camera) => [camera.id, camera])), [cameras]);
  const incidents = useOpenIncidents();
  const view = useMonitor((state) => state.view);
  const focus = useMonitor((state) => state.focus);
  const mode = useMonitor((state) => state.mode);
  const filter = useMonitor((state) => state.filter);
  const isEnlarged = useMonitor((state) => state.isEnlarged);
  const tileCount = useMonitor((state) => tileCameras(state).length);
  const isComposing = useComposer((state) => state.isOpen);
  const besideCameraId = useComposer((state) => state.besideCameraId);
  const focusIndex = useMonitor((state) => (isComposing ? tileCameras(state).indexOf(besideCameraId) : (state.focus.index ?? -1)));

  const focusedId = isComposing ? besideCameraId : focus.cameraId;
  const focused = (focusedId === null ? null : byId.get(focusedId)) ?? null;
  const ptz = usePtz(mode === 'ptz' && focused?.hasPtz ? focused.id : null);
  useMonitorKeys(tileCount, isComposing);
  useMonitorIntents(camerasQuery.data !== undefined);

  const shownCameras = useMemo(() => filtered(cameras, filter), [cameras, filter]);
  const badgesOf = useCallback((cameraId: string) => <IncidentBadge cameraId={cameraId} incidents={incidents.rows} />, [incidents.rows]);
  const onIncident = useCallback(
    (incidentId: string) => {
      const cameraId = incidents.rows.find((row) => row.id === incidentId)?.cameraId;
      if (cameraId) showCamera(cameraId);
      else navigate('incidents', incidentId);
    },
    [incidents.rows],
  );

  if (camerasQuery.isError && cameras.length === 0) {
    return (
      <main className="main" data-region="main">
        <FailedState title={t('monitor.noCameras')} detail={failureOf(camerasQuery.error, t).text} onRetry={() => void camerasQuery.refetch()} />
      </main>
    );
  }
  if (camerasQuery.data?.length === 0 && !isComposing) {
    return (
      <main className="main" data-region="main">
        <MonitorTools cameras={camerasQuery.data} />
        <DraftOffer />
        <NoCamerasYet />
      </main>
    );
  }
  const hasFocusTile = view !== 'wall' || isComposing;
  const bodyClass = ['monitor-body', isComposing ? 'composing' : `view-${view}`, isEnlarged && !isComposing && view !== 'wall' ? 'enlarged' : '']
    .filter(Boolean)
    .join(' ');
  return (
    <main className="main" data-region="main">
      <MonitorTools cameras={camerasQuery.data} />
      {isComposing ? null : <DraftOffer />}
      <div className={bodyClass}>
        {view === 'wall' ? null : (
          <div className="monitor-map">
            <MapStage cameras={shownCameras} incidents={incidents.rows} withTiles={view === 'map'} badgesOf={badgesOf} onIncident={onIncident} />
          </div>
        )}
        {view === 'map' ? null : (
          <div className="monitor-wall">
            <WallStage
              isBeside={view === 'both'}
              cameras={byId}
              badgesOf={badgesOf}
              overlaysOf={view === 'wall' && !isComposing ? (camera) => <TileOverlays cameraId={camera.id} ptz={ptz} /> : null}
            />
          </div>
        )}
        {view === 'wall' && !isComposing ? (
          <aside className="panel camera-panel" aria-label={t('monitor.list.label')}>
            <CameraList cameras={cameras} />
            {focused ? <TileActions camera={focused} /> : null}
          </aside>
        ) : null}
        {isComposing ? <SideStrip cameras={byId} exceptId={focusedId} /> : null}
        {hasFocusTile ? <FocusTile camera={focused} incidents={incidents.rows} ptz={ptz} tileKey={keyOf(focusIndex)} /> : null}
        {isComposing ? (
          <>
            <ComposerBelow camera={focused} cameras={cameras} />
            <Composer cameras={cameras} incidents={incidents.rows} />
          </>
        ) : null}
        {view !== 'wall' && !isComposing ? (
          <aside className="panel monitor-side" data-region="side" aria-label={t('monitor.side.label')}>
            {focused ? <TileActions camera={focused} /> : null}
            <div className="monitor-side-lists">
              {focused ? <NearestCameras camera={focused} cameras={cameras} /> : null}
              <OpenIncidents rows={incidents.rows} total={incidents.total} focusedCameraId={focusedId} />
              {focused ? <PlaceHistory camera={focused} /> : null}
            </div>
          </aside>
        ) : null}
      </div>
    </main>
  );
}
