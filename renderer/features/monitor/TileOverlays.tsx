/** What lies over the focused picture: a replay, the surface that zooms it, or the surface that moves the camera. */
import { useQuery } from '@tanstack/react-query';
import { useRef, type PointerEvent, type WheelEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { orpc } from '#renderer/api/client.ts';
import { pannedBy, zoomedAt } from '#renderer/media/digital-zoom.ts';
import { RecordingPlayer } from '#renderer/media/RecordingPlayer.tsx';
import { Badge } from '#renderer/ui/Badge.tsx';
import type { PtzHold } from './ptz-hold.ts';
import { useMonitor } from './store.ts';
import { REPLAY_MS } from './use-tile-actions.ts';

const WHEEL_ZOOM = 1.15;
/** A drag of this share of the picture's half moves the camera at full speed. */
const FULL_SPEED_AT = 0.8;

export function TileOverlays({ cameraId, ptz }: { cameraId: string; ptz: PtzHold | null }) {
  const mode = useMonitor((state) => state.mode);
  const replay = useMonitor((state) => state.replay);
  return (
    <>
      {replay?.cameraId === cameraId ? <Replay key={replay.from} cameraId={cameraId} from={replay.from} /> : null}
      {mode === 'zoom' ? <ZoomSurface /> : null}
      {mode === 'ptz' && ptz ? <PtzSurface ptz={ptz} /> : null}
    </>
  );
}

function endReplay(): void {
  useMonitor.setState({ replay: null });
}

/** The last half minute, then live again. */
function Replay({ cameraId, from }: { cameraId: string; from: number }) {
  const { t } = useTranslation();
  const { data, isError } = useQuery(orpc.recording.playback.queryOptions({ input: { cameraId, from, to: from + REPLAY_MS }, gcTime: 0, staleTime: 0 }));
  return (
    <div className="replay-layer">
      {data ? <RecordingPlayer path={data.path} from={from} onEnd={endReplay} /> : null}
      {isError ? (
        <div className="plate y">
          <b>{t('monitor.replay.none')}</b>
        </div>
      ) : null}
      <span className="replay-mark">
        <Badge tone="s3" icon="replay">
          {t('monitor.replay.mark')}
        </Badge>
      </span>
    </div>
  );
}

function ZoomSurface() {
  const { t } = useTranslation();
  const last = useRef<{ x: number; y: number } | null>(null);
  const onWheel = (event: WheelEvent<HTMLDivElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const atX = (event.clientX - box.left) / box.width - 0.5;
    const atY = (event.clientY - box.top) / box.height - 0.5;
    const factor = event.deltaY < 0 ? WHEEL_ZOOM : 1 / WHEEL_ZOOM;
    useMonitor.setState(({ zoom }) => ({ zoom: zoomedAt(zoom, factor, atX, atY) }));
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    if (!last.current) return;
    const box = event.currentTarget.getBoundingClientRect();
    const dx = (event.clientX - last.current.x) / box.width;
    const dy = (event.clientY - last.current.y) / box.height;
    last.current = { x: event.clientX, y: event.clientY };
    useMonitor.setState(({ zoom }) => ({ zoom: pannedBy(zoom, dx, dy) }));
  };
  return (
    <div
      className="picture-surface"
      role="presentation"
      title={t('monitor.zoom.hint')}
      onWheel={onWheel}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        last.current = { x: event.clientX, y: event.clientY };
      }}
      onPointerMove={onPointerMove}
      onPointerUp={() => (last.current = null)}
      onPointerCancel={() => (last.current = null)}
    />
  );
}

function PtzSurface({ ptz }: { ptz: PtzHold }) {
  const { t } = useTranslation();
  const from = useRef<{ x: number; y: number } | null>(null);
  const clamp = (value: number): number => Math.max(-1, Math.min(1, value / FULL_SPEED_AT));
  const end = (): void => {
    from.current = null;
    ptz.drag(null);
  };
  return (
    <div
      className="picture-surface ptz"
      role="presentation"
      title={t('monitor.ptz.hint')}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = { x: event.clientX, y: event.clientY };
      }}
      onPointerMove={(event) => {
        if (!from.current) return;
        const box = event.currentTarget.getBoundingClientRect();
        ptz.drag({ pan: clamp((event.clientX - from.current.x) / (box.width / 2)), tilt: clamp((from.current.y - event.clientY) / (box.height / 2)), zoom: 0 });
      }}
      onPointerUp={end}
      onPointerCancel={end}
    />
  );
}
