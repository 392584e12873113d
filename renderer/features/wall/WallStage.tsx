/** The grid of live tiles. Each place keeps its element; a camera that changes place opens anew there. */
import { useEffect, useRef, type CSSProperties, type DragEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '#shared/contract/cameras.ts';
import { LiveTile } from '#renderer/media/LiveTile.tsx';
import { NO_ZOOM } from '#renderer/media/digital-zoom.ts';
import { focusTile, putOnWall, toggleEnlarged, useMonitor } from '#renderer/features/monitor/store.ts';
import { useBoxSize } from '#renderer/ui/use-box-size.ts';
import { DRAGGED_CAMERA } from './drag.ts';
import { gridShape, type GridShape } from './grid-shape.ts';
import './wall.css';

interface WallStageProps {
  /** Stands beside the map, in what room is left there. */
  isBeside: boolean;
  cameras: ReadonlyMap<string, Camera>;
  badgesOf: (cameraId: string) => ReactNode;
  /** Over the focused picture. Null where another tile is the one worked with. */
  overlaysOf: ((camera: Camera) => ReactNode) | null;
}

function templateOf({ columns, rowPx }: GridShape, count: number): CSSProperties {
  const across = `repeat(${columns}, minmax(0, 1fr))`;
  if (rowPx !== null) return { gridTemplateColumns: across, gridAutoRows: rowPx, overflowY: 'auto' };
  return { gridTemplateColumns: across, gridTemplateRows: `repeat(${Math.ceil(count / columns)}, minmax(0, 1fr))` };
}

export function WallStage({ isBeside, cameras, badgesOf, overlaysOf }: WallStageProps) {
  const { t } = useTranslation();
  const grid = useMonitor((state) => state.grid);
  const wallCameraIds = useMonitor((state) => state.wallCameraIds);
  const focus = useMonitor((state) => state.focus);
  const zoom = useMonitor((state) => state.zoom);
  const isEnlarged = useMonitor((state) => state.isEnlarged);
  const wall = useRef<HTMLDivElement>(null);
  const box = useBoxSize(wall);
  const shape = isEnlarged ? { columns: 1, rowPx: null } : isBeside && box.width > 0 ? gridShape(grid, box) : { columns: Math.sqrt(grid), rowPx: null };
  // A number key may mean a tile that is scrolled away.
  useEffect(() => {
    wall.current?.querySelector('.wall-place > .foc')?.scrollIntoView({ block: 'nearest' });
  }, [focus.index]);
  return (
    <div ref={wall} className="wall" style={templateOf(shape, isEnlarged ? 1 : grid)} role="group" aria-label={t('monitor.wall.label')}>
      {wallCameraIds.slice(0, grid).map((cameraId, index) => {
        const camera = cameraId === null ? undefined : cameras.get(cameraId);
        const isFocused = focus.index === index;
        return (
          <div key={index} className={isEnlarged && !isFocused ? 'wall-place away' : 'wall-place'} {...dropProps(index)}>
            {camera ? (
              <LiveTile
                key={camera.id}
                cameraId={camera.id}
                streamRole={grid <= 4 || (isEnlarged && isFocused) ? 'main' : 'sub'}
                quickRole="sub"
                number={camera.number}
                place={camera.place}
                cameraState={camera.state}
                tileKey={keyOf(index)}
                isFocused={isFocused}
                zoom={isFocused && overlaysOf ? zoom : NO_ZOOM}
                badges={badgesOf(camera.id)}
                onFocusRequest={() => focusTile(index)}
                onEnlarge={toggleEnlarged}
              >
                {isFocused ? overlaysOf?.(camera) : null}
              </LiveTile>
            ) : (
              <EmptyPlace index={index} isFocused={isFocused} />
            )}
          </div>
        );
      })}
    </div>
  );
}

function keyOf(index: number): string | null {
  return index < 9 ? String(index + 1) : null;
}

function dropProps(index: number): { onDragOver: (event: DragEvent) => void; onDrop: (event: DragEvent) => void } {
  return {
    onDragOver: (event) => {
      if (event.dataTransfer.types.includes(DRAGGED_CAMERA)) event.preventDefault();
    },
    onDrop: (event) => {
      const cameraId = event.dataTransfer.getData(DRAGGED_CAMERA);
      if (cameraId !== '') putOnWall(cameraId, index);
    },
  };
}

function EmptyPlace({ index, isFocused }: { index: number; isFocused: boolean }) {
  const { t } = useTranslation();
  return (
    <button type="button" className={isFocused ? 'tile plain empty-place foc' : 'tile plain empty-place'} onClick={() => focusTile(index)}>
      <span className="bar">
        {keyOf(index) === null ? null : <span className="key">{keyOf(index)}</span>}
        <span className="pl">{t('monitor.wall.empty')}</span>
      </span>
      <span className="empty-hint t3 f12">{t('monitor.wall.emptyHint')}</span>
    </button>
  );
}
