import { useTranslation } from 'react-i18next';
import type { Camera } from '#shared/contract/cameras.ts';
import { LiveTile } from '#renderer/media/LiveTile.tsx';
import { tileCameras, useMonitor } from './store.ts';
import { useAfterPaint } from './use-after-paint.ts';

/** The other pictures, small, while an incident is being written. */
export function SideStrip({ cameras, exceptId }: { cameras: ReadonlyMap<string, Camera>; exceptId: string | null }) {
  const { t } = useTranslation();
  const view = useMonitor((state) => state.view);
  const grid = useMonitor((state) => state.grid);
  const wallCameraIds = useMonitor((state) => state.wallCameraIds);
  const mapTiles = useMonitor((state) => state.mapTiles);
  const isPainted = useAfterPaint();
  const ids = tileCameras({ view, grid, wallCameraIds, mapTiles });
  return (
    <div className="side-strip" role="group" aria-label={t('monitor.side.others')} tabIndex={0}>
      {ids.map((id, index) => {
        const camera = id === null || id === exceptId || ids.indexOf(id) !== index ? undefined : cameras.get(id);
        if (!camera || !isPainted) return null;
        return (
          <LiveTile
            key={camera.id}
            cameraId={camera.id}
            streamRole="sub"
            number={camera.number}
            place={camera.place}
            cameraState={camera.state}
            tileKey={index < 9 ? String(index + 1) : null}
          />
        );
      })}
    </div>
  );
}
