import type L from 'leaflet';
import { useEffect, useMemo, useRef, type CSSProperties } from 'react';
import type { Camera } from '#shared/contract/cameras.ts';
import type { Position } from '#shared/contract/scalars.ts';
import type { Severity } from '#shared/domain/severity.ts';
import { CAMERA_MARK_HALF, cameraMark, incidentPin, PIN_SIZE } from './marks.ts';
import { MarksLayer, type Mark } from './marks-layer.ts';
import { useLeaflet } from './use-leaflet.ts';
import './map.css';

const MINI_ZOOM = 15.5;

export interface MiniMapProps {
  /** Spoken name of the map. */
  label: string;
  /** Where the incident is; null while nobody has said. */
  position: Position | null;
  severity: Severity | null;
  /** Last digits shown on the pin; empty for a pin without a number. */
  pinLabel?: string;
  camera?: Pick<Camera, 'position' | 'azimuthDeg' | 'fovDeg' | 'hasPtz' | 'state' | 'number'> | null;
  /** Where to look when there is neither a pin nor a camera. */
  home?: Position | null;
  /** A press on the map moves the pin. */
  onPick?: (position: Position) => void;
  className?: string;
  style?: CSSProperties;
}

/** A small map of one place: the camera with its cone, the incident's pin. */
export function MiniMap({ label, position, severity, pinLabel = '', camera = null, home = null, onPick, className = '', style }: MiniMapProps) {
  const box = useRef<HTMLDivElement>(null);
  const centre = position ?? camera?.position ?? home;
  const start = useMemo(() => (centre ? { ...centre, zoom: MINI_ZOOM } : null), [centre]);
  const { map } = useLeaflet(box, start, { isInteractive: onPick !== undefined, withLabels: true });
  const pick = useRef(onPick);
  useEffect(() => {
    pick.current = onPick;
  });

  useEffect(() => {
    if (!map) return undefined;
    const onClick = (event: L.LeafletMouseEvent): void => pick.current?.({ lat: event.latlng.lat, lng: event.latlng.lng });
    map.on('click', onClick);
    return () => {
      map.off('click', onClick);
    };
  }, [map]);

  useEffect(() => {
    if (!map) return undefined;
    const layer = new MarksLayer(map);
    layer.sync(marksOf({ position, severity, pinLabel, camera }));
    return () => layer.remove();
  }, [map, position, severity, pinLabel, camera]);

  useEffect(() => {
    if (map && position && !map.getBounds().pad(-0.15).contains(position)) map.setView(position, map.getZoom(), { animate: false });
  }, [map, position]);

  return <div ref={box} className={`map mini-map ${className}`.trim()} style={style} role="img" aria-label={label} />;
}

function marksOf({
  position,
  severity,
  pinLabel,
  camera,
}: {
  position: Position | null;
  severity: Severity | null;
  pinLabel: string;
  camera: MiniMapProps['camera'];
}): Mark[] {
  const marks: Mark[] = [];
  const side = CAMERA_MARK_HALF * 2;
  if (camera?.position) {
    marks.push({
      key: 'camera',
      position: camera.position,
      svg: cameraMark(camera, true),
      size: [side, side],
      anchor: [CAMERA_MARK_HALF, CAMERA_MARK_HALF],
      title: camera.number,
      zIndex: 0,
      className: 'map-mark map-camera',
      onPress: () => undefined,
    });
  }
  if (position) {
    marks.push({
      key: 'pin',
      position,
      svg: incidentPin(severity ?? 4, pinLabel, true),
      size: [PIN_SIZE.width, PIN_SIZE.height],
      anchor: [PIN_SIZE.width / 2, PIN_SIZE.height],
      title: pinLabel,
      zIndex: 1000,
      className: 'map-mark',
      onPress: () => undefined,
    });
  }
  return marks;
}
