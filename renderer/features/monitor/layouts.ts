/**
 * Layouts of the account: the current one is kept by itself a moment after each change, others are saved under a name
 * and taken back. Place on the map is a share of the map's box, so a layout fits any screen.
 */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Camera } from '#shared/contract/cameras.ts';
import type { Layout } from '#shared/contract/wall.ts';
import { client, orpc } from '#renderer/api/client.ts';
import { useHostStatus } from '#renderer/api/host-status.ts';
import { logFailure } from '#renderer/api/page-log.ts';
import { useAccount } from '#renderer/api/session.ts';
import { newId } from '#renderer/api/new-id.ts';
import { cityDrawing } from './city-drawing.ts';
import { addFirst, endFirst, isFirst, showFirst } from './first-tiles.ts';
import { newTileSize, useMonitor, WALL_SLOTS, type MapTile, type MonitorState } from './store.ts';

/** Changes of one second become one save. */
const SAVE_AFTER_MS = 1_000;

type Content = Pick<Layout, 'view' | 'grid' | 'wallCameraIds' | 'mapTiles'>;

/** What of the screen belongs to a layout. */
export function contentOf(state: Pick<MonitorState, 'view' | 'grid' | 'wallCameraIds' | 'mapTiles'>): Content {
  return {
    view: state.view,
    grid: state.grid,
    wallCameraIds: state.wallCameraIds,
    mapTiles: state.mapTiles.flatMap((tile) => (tile.place ? [{ cameraId: tile.cameraId, ...tile.place, width: tile.width, height: tile.height }] : [])),
  };
}

function padded(ids: readonly (string | null)[]): (string | null)[] {
  return Array.from({ length: WALL_SLOTS }, (_, n) => ids[n] ?? null);
}

/** A tile made on a large screen must not fill a small one. */
function fitted(size: { width: number; height: number }): { width: number; height: number } {
  const usual = newTileSize();
  return window.innerWidth > 1440 || size.width <= usual.width ? size : usual;
}

/** Puts a layout on the screen. Cameras that are gone leave their places empty. */
export function applyLayout(layout: Content, cameras: readonly Pick<Camera, 'id'>[]): void {
  const known = new Set(cameras.map((camera) => camera.id));
  const mapTiles: MapTile[] = layout.mapTiles
    .filter((tile) => known.has(tile.cameraId))
    .map(({ cameraId, x, y, ...size }) => ({ cameraId, place: { x, y }, ...fitted(size), isPinned: false }));
  const wallCameraIds = padded(layout.wallCameraIds.map((id) => (id !== null && known.has(id) ? id : null)));
  const first = layout.view === 'map' ? mapTiles[0]?.cameraId : wallCameraIds[0];
  useMonitor.setState({
    view: layout.view,
    grid: layout.grid,
    wallCameraIds,
    mapTiles,
    isEnlarged: false,
    mode: 'none',
    replay: null,
    focus: { index: first ? 0 : null, cameraId: first ?? null },
  });
}

/** Saving happens behind the person's back; a failure costs nothing but the arrangement, so it is only logged. */
function saveLayout(layout: Layout): void {
  client.wall.saveLayout(layout).catch((error: unknown) => logFailure('saving the layout', error));
}

/** Whose arrangement stands on the screen: a return to the monitor must not undo what was arranged since, another account has its own. */
let arrangedFor: string | null = null;

export interface LayoutsInUse {
  layouts: readonly Layout[];
  currentName: string;
  saveAs: (name: string) => void;
  use: (layout: Layout) => void;
}

/** Takes the current layout up when the page opens, keeps it from then on. */
export function useLayouts(cameras: readonly Camera[] | undefined): LayoutsInUse {
  const accountId = useAccount()?.id ?? null;
  const { data: layouts } = useQuery(orpc.wall.layouts.queryOptions());
  const [chosen, setChosen] = useState<{ id: string; name: string } | null>(null);
  const [freshId] = useState(() => newId());
  const standing = layouts?.find((layout) => layout.isCurrent);
  const id = chosen?.id ?? standing?.id ?? freshId;
  const name = chosen?.name ?? standing?.name ?? '';
  const isKnown = layouts !== undefined && cameras !== undefined;

  useEffect(() => {
    if (!isKnown || accountId === null) return;
    if (arrangedFor === accountId) addFirst(cameras);
    else if (standing) {
      endFirst();
      applyLayout(standing, cameras);
    } else showFirst(cameras);
    arrangedFor = accountId;
  }, [isKnown, accountId, standing, cameras]);

  useEffect(() => {
    if (!isKnown) return undefined;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const saveNow = (): void => {
      timer = null;
      // A screen that is still filling is not an arrangement: taken up again it would stay half empty.
      if (isFirst() && cityDrawing(useHostStatus.getState().status)) return;
      saveLayout({ id, name, ...contentOf(useMonitor.getState()), isCurrent: true });
    };
    let saved = JSON.stringify(contentOf(useMonitor.getState()));
    const stop = useMonitor.subscribe((state) => {
      const text = JSON.stringify(contentOf(state));
      if (text === saved) return;
      saved = text;
      if (timer !== null) clearTimeout(timer);
      timer = setTimeout(saveNow, SAVE_AFTER_MS);
    });
    return () => {
      stop();
      if (timer === null) return;
      clearTimeout(timer);
      saveNow();
    };
  }, [isKnown, id, name]);

  return {
    layouts: layouts ?? [],
    currentName: name,
    saveAs: (newName) => {
      const next = { id: newId(), name: newName };
      saveLayout({ ...next, ...contentOf(useMonitor.getState()), isCurrent: true });
      setChosen(next);
    },
    use: (layout) => {
      applyLayout(layout, cameras ?? []);
      saveLayout({ ...layout, isCurrent: true });
      setChosen({ id: layout.id, name: layout.name });
    },
  };
}
