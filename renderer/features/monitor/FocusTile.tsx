import { useTranslation } from 'react-i18next';
import type { Camera } from '#shared/contract/cameras.ts';
import type { IncidentRow } from '#shared/contract/incidents.ts';
import { LiveTile } from '#renderer/media/LiveTile.tsx';
import { EmptyState } from '#renderer/ui/States.tsx';
import type { PtzHold } from './ptz-hold.ts';
import { toggleEnlarged, useMonitor } from './store.ts';
import { IncidentBadge, StreamBadges } from './TileBadges.tsx';
import { TileOverlays } from './TileOverlays.tsx';

interface FocusTileProps {
  camera: Camera | null;
  incidents: readonly IncidentRow[];
  ptz: PtzHold | null;
  tileKey: string | null;
}

/** The focused camera, large, in its main stream. Stands in one place of the document whatever the page shows. */
export function FocusTile({ camera, incidents, ptz, tileKey }: FocusTileProps) {
  const { t } = useTranslation();
  const zoom = useMonitor((state) => state.zoom);
  return (
    <div className="focus-tile">
      {camera ? (
        <LiveTile
          key={camera.id}
          cameraId={camera.id}
          streamRole="main"
          quickRole="sub"
          number={camera.number}
          place={camera.place}
          cameraState={camera.state}
          tileKey={tileKey}
          isFocused
          zoom={zoom}
          onEnlarge={toggleEnlarged}
          badges={
            <>
              <IncidentBadge cameraId={camera.id} incidents={incidents} />
              <StreamBadges camera={camera} role="main" />
            </>
          }
        >
          <TileOverlays cameraId={camera.id} ptz={ptz} />
        </LiveTile>
      ) : (
        <EmptyState icon="camera" title={t('monitor.side.noCamera')} detail={t('monitor.side.noCameraHint')} />
      )}
    </div>
  );
}
