import type L from 'leaflet';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '#shared/contract/cameras.ts';
import type { IncidentRow } from '#shared/contract/incidents.ts';
import { SEVERITY_NAME } from '#shared/domain/severity.ts';
import { CLUSTER_FROM, groupByCell, NO_CLUSTERS_ZOOM } from './clusters.ts';
import { CAMERA_MARK_HALF, cameraMark, clusterMark, incidentPin, markStateOf, PIN_SIZE } from './marks.ts';
import { MarksLayer, type Mark } from './marks-layer.ts';
import { stackPins } from './pin-stack.ts';
import { useMapZoom } from './use-map-zoom.ts';

export interface MarksInput {
  map: L.Map | null;
  cameras: readonly Camera[];
  incidents: readonly IncidentRow[];
  focusedCameraId: string | null;
  focusedIncidentId?: string | null;
  /** Cameras that have a tile and are never grouped. */
  tiledCameraIds: ReadonlySet<string>;
  onCamera: (cameraId: string) => void;
  onIncident: (incidentId: string) => void;
}

/** Draws cameras, groups and incident pins on a map. */
export function useMarks(input: MarksInput): void {
  const { map, cameras, incidents, focusedCameraId, focusedIncidentId = null, tiledCameraIds, onCamera, onIncident } = input;
  const { t } = useTranslation();
  const layer = useRef<MarksLayer | null>(null);
  const zoom = useMapZoom(map);

  useEffect(() => {
    if (!map) return undefined;
    const made = new MarksLayer(map);
    layer.current = made;
    return () => {
      layer.current = null;
      made.remove();
    };
  }, [map]);

  const marks = useMemo(() => {
    if (!map || zoom === null) return [];
    const placed = cameras.filter((camera) => camera.position !== null);
    const alone = placed.filter((camera) => tiledCameraIds.has(camera.id) || camera.id === focusedCameraId);
    const rest = placed.filter((camera) => !alone.includes(camera));
    const grouped =
      placed.length >= CLUSTER_FROM && zoom < NO_CLUSTERS_ZOOM
        ? groupByCell(rest, (camera) => map.project(camera.position ?? { lat: 0, lng: 0 }, zoom))
        : { single: rest, clusters: [] };
    const ofCameras = [...grouped.single, ...alone].map((camera) =>
      ofCamera(camera, camera.id === focusedCameraId, t(`monitor.map.mark.${markStateOf(camera.state)}`), () => onCamera(camera.id)),
    );
    const ofClusters = grouped.clusters.map((cluster): Mark => {
      const position = map.unproject([cluster.at.x, cluster.at.y], zoom);
      const dead = cluster.members.filter((camera) => markStateOf(camera.state) === 'dead').length;
      return {
        key: `group ${cluster.members.map((camera) => camera.id).sort()[0]}`,
        position: { lat: position.lat, lng: position.lng },
        svg: clusterMark(cluster.members.length, dead / cluster.members.length),
        size: [32, 32],
        anchor: [16, 16],
        title: t('monitor.map.group', { count: cluster.members.length, dead }),
        zIndex: 0,
        className: 'map-mark',
        onPress: () => map.setView(position, Math.min(zoom + 1, NO_CLUSTERS_ZOOM)),
      };
    });
    return [
      ...ofCameras,
      ...ofClusters,
      ...pins(incidents, focusedIncidentId, (row) => `${row.number}, ${t(`common.severity.${SEVERITY_NAME[row.severity]}`)}`, onIncident),
    ];
  }, [map, zoom, cameras, incidents, focusedCameraId, focusedIncidentId, tiledCameraIds, onCamera, onIncident, t]);

  useEffect(() => layer.current?.sync(marks), [map, marks]);
}

function ofCamera(camera: Camera, isFocused: boolean, stateWord: string, onPress: () => void): Mark {
  const side = CAMERA_MARK_HALF * 2;
  return {
    key: `camera ${camera.id}`,
    position: camera.position ?? { lat: 0, lng: 0 },
    svg: cameraMark(camera, isFocused),
    size: [side, side],
    anchor: [CAMERA_MARK_HALF, CAMERA_MARK_HALF],
    title: `${camera.number} ${camera.place}, ${stateWord}`,
    zIndex: isFocused ? 200 : 0,
    className: 'map-mark map-camera',
    onPress,
  };
}

function pins(incidents: readonly IncidentRow[], focusedId: string | null, titleOf: (row: IncidentRow) => string, onIncident: (id: string) => void): Mark[] {
  return stackPins(incidents).map(({ row, position, liftPx }): Mark => ({
    key: `incident ${row.id}`,
    position,
    svg: incidentPin(row.severity, row.number.slice(-4), row.id === focusedId),
    size: [PIN_SIZE.width, PIN_SIZE.height],
    anchor: [PIN_SIZE.width / 2, PIN_SIZE.height + liftPx],
    title: titleOf(row),
    zIndex: 1000 + 10 * (4 - row.severity),
    className: 'map-mark',
    onPress: () => onIncident(row.id),
  }));
}
