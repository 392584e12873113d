/** The map with its cameras and incidents, and live tiles on it, each tied to its camera by a leader. */
import { useCallback, useEffect, useMemo, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '#shared/contract/cameras.ts';
import type { IncidentRow } from '#shared/contract/incidents.ts';
import { useHost } from '#renderer/api/client.ts';
import { closeTile, focusTile, showCamera, toggleEnlarged, updateMapTile, useMonitor } from '#renderer/features/monitor/store.ts';
import { LeaderLayer, type LeaderSpec } from './leader-layer.ts';
import { MapControls } from './MapControls.tsx';
import { MapLegend } from './MapLegend.tsx';
import { MapTile } from './MapTile.tsx';
import './map.css';
import { useBoxSize } from '#renderer/ui/use-box-size.ts';
import { useLeaflet } from './use-leaflet.ts';
import { useMapTileKeys } from './use-map-tile-keys.ts';
import { useMapTiles } from './use-map-tiles.ts';
import { useMarks } from './use-marks.ts';

interface MapStageProps {
  cameras: readonly Camera[];
  incidents: readonly IncidentRow[];
  /** False where the wall stands beside the map and shows the pictures. */
  withTiles: boolean;
  badgesOf: (cameraId: string) => ReactNode;
  onIncident: (incidentId: string) => void;
}

const NO_TILES: ReadonlySet<string> = new Set();

export function MapStage({ cameras, incidents, withTiles, badgesOf, onIncident }: MapStageProps) {
  const { t } = useTranslation();
  const ground = useRef<HTMLDivElement>(null);
  const { info } = useHost();
  const size = useBoxSize(ground);
  const { map, base, baseFailed } = useLeaflet(ground, info?.home ?? null, MAP_OPTIONS);
  const focus = useMonitor((state) => state.focus);
  const isEnlarged = useMonitor((state) => state.isEnlarged);
  const target = useMonitor((state) => state.mapTarget);
  const { placed, moveTo } = useMapTiles(map, size, cameras, incidents, withTiles && !isEnlarged);
  const shown = withTiles && !isEnlarged ? placed : [];
  const tiledIds = shown.map((one) => one.camera.id).join();
  const tiledCameraIds = useMemo(() => (tiledIds === '' ? NO_TILES : new Set(tiledIds.split(','))), [tiledIds]);
  const onCamera = useCallback((cameraId: string) => showCamera(cameraId), []);
  useMarks({ map, cameras, incidents, focusedCameraId: focus.cameraId, tiledCameraIds, onCamera, onIncident });
  useMapTileKeys(withTiles, placed, moveTo);

  const centre = useCallback(() => {
    const position = cameras.find((camera) => camera.id === useMonitor.getState().focus.cameraId)?.position;
    if (position) map?.setView(position, Math.max(map.getZoom(), 15));
  }, [cameras, map]);

  useEffect(() => {
    if (!target || !map) return;
    const position = cameras.find((camera) => camera.id === target.cameraId)?.position;
    if (position && !map.getBounds().pad(-0.05).contains(position)) map.panTo(position, { animate: false });
    useMonitor.setState({ mapTarget: null });
  }, [target, map, cameras]);

  const leaders = useRef<LeaderLayer | null>(null);
  useEffect(() => {
    if (!map) return undefined;
    const layer = new LeaderLayer(map);
    leaders.current = layer;
    return () => {
      leaders.current = null;
      layer.remove();
    };
  }, [map]);
  useEffect(() => {
    leaders.current?.show(
      shown.flatMap(({ camera, box }): LeaderSpec[] => {
        if (!camera.position) return [];
        const isAlarm = camera.state !== 'streaming' && camera.state !== 'opening';
        return [{ tile: box, position: camera.position, tone: isAlarm ? 'alarm' : camera.id === focus.cameraId ? 'acc' : 'plain' }];
      }),
    );
  });

  return (
    <div className="map map-stage" role="region" aria-label={t('monitor.map.label')}>
      <div ref={ground} className="map-ground" />
      <div className="map-tiles">
        {shown.map(({ tile, camera, box }) => {
          const index = placed.findIndex((one) => one.camera.id === camera.id);
          return (
            <MapTile
              key={camera.id}
              camera={camera}
              box={box}
              tileKey={index < 9 ? String(index + 1) : null}
              isFocused={focus.cameraId === camera.id}
              isPinned={tile.isPinned}
              badges={badgesOf(camera.id)}
              onFocus={() => focusTile(index)}
              onEnlarge={toggleEnlarged}
              onMove={(at) => {
                moveTo(camera.id, at);
                if (!tile.isPinned) updateMapTile(camera.id, { isPinned: true });
              }}
              onResize={(to) => updateMapTile(camera.id, to)}
              onPin={() => updateMapTile(camera.id, { isPinned: !tile.isPinned })}
              onClose={() => closeTile(index)}
            />
          );
        })}
      </div>
      <MapControls map={map} onCentre={centre} />
      <div className="maplabel map-note row">
        {baseFailed ? <span className="s3">{t('monitor.map.noGround')}</span> : null}
        {base?.isSchematic ? <span>{t('monitor.map.schematic')}</span> : null}
        {base?.attribution ? <span>{base.attribution}</span> : null}
        <span className="vr" style={{ blockSize: 12 }} />
        {t('monitor.map.northUp')}
      </div>
      <MapLegend />
    </div>
  );
}

const MAP_OPTIONS = { isInteractive: true, withLabels: true } as const;
