import { useRef, type PointerEvent as ReactPointerEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '#shared/contract/cameras.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { LiveTile } from '#renderer/media/LiveTile.tsx';
import type { Box } from './geometry.ts';

export const SMALLEST_TILE = { width: 160, height: 114 };

interface MapTileProps {
  camera: Camera;
  box: Box;
  tileKey: string | null;
  isFocused: boolean;
  isPinned: boolean;
  badges: ReactNode;
  onFocus: () => void;
  onEnlarge: () => void;
  onMove: (to: { x: number; y: number }) => void;
  onResize: (to: { width: number; height: number }) => void;
  onPin: () => void;
  onClose: () => void;
}

/** Follows a pointer from its press to its release and reports how far it went. */
function follow(event: ReactPointerEvent<HTMLElement>, onDelta: (dx: number, dy: number) => void): void {
  if (event.button !== 0) return;
  const target = event.currentTarget;
  const from = { x: event.clientX, y: event.clientY };
  target.setPointerCapture(event.pointerId);
  const onPointerMove = (move: PointerEvent): void => onDelta(move.clientX - from.x, move.clientY - from.y);
  const onEnd = (): void => {
    target.removeEventListener('pointermove', onPointerMove);
    target.removeEventListener('pointerup', onEnd);
    target.removeEventListener('pointercancel', onEnd);
  };
  target.addEventListener('pointermove', onPointerMove);
  target.addEventListener('pointerup', onEnd);
  target.addEventListener('pointercancel', onEnd);
}

/** A live tile that stands on the map: dragged by its bar, resized by its corner. Arrow keys do the same on the page. */
export function MapTile({ camera, box, tileKey, isFocused, isPinned, badges, onFocus, onEnlarge, onMove, onResize, onPin, onClose }: MapTileProps) {
  const { t } = useTranslation();
  const start = useRef(box);
  const begin = (event: ReactPointerEvent<HTMLElement>, onDelta: (dx: number, dy: number) => void): void => {
    if (event.target instanceof Element && event.target.closest('.tile-tools')) return;
    start.current = box;
    follow(event, onDelta);
  };
  return (
    <LiveTile
      cameraId={camera.id}
      streamRole="sub"
      number={camera.number}
      place={camera.place}
      cameraState={camera.state}
      tileKey={tileKey}
      isFocused={isFocused}
      badges={badges}
      style={{ left: box.x, top: box.y, inlineSize: box.width, blockSize: box.height }}
      onFocusRequest={onFocus}
      onEnlarge={onEnlarge}
      onBarPointerDown={(event) => begin(event, (dx, dy) => onMove({ x: start.current.x + dx, y: start.current.y + dy }))}
      barEnd={
        <span className="tile-tools row">
          <button type="button" className="plain" aria-pressed={isPinned} aria-label={t('monitor.map.pin')} title={t('monitor.map.pin')} onClick={onPin}>
            <Icon name="pin" size="s" />
          </button>
          <button type="button" className="plain" aria-label={t('monitor.map.closeTile')} title={t('monitor.map.closeTile')} onClick={onClose}>
            <Icon name="cross-out" size="s" />
          </button>
        </span>
      }
    >
      <button
        type="button"
        className="tile-corner"
        tabIndex={-1}
        aria-label={t('monitor.map.resize')}
        onPointerDown={(event) =>
          begin(event, (dx, dy) =>
            onResize({ width: Math.max(SMALLEST_TILE.width, start.current.width + dx), height: Math.max(SMALLEST_TILE.height, start.current.height + dy) }),
          )
        }
      />
    </LiveTile>
  );
}
