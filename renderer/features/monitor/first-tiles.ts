/**
 * What an account without a layout sees: some cameras on the map, the wall filled, so that pictures move at once. A centre
 * that is just opening knows few cameras yet; those that come in are added until the person arranges something.
 */
import type { Camera } from '#shared/contract/cameras.ts';
import { newTileSize, tileCameras, useMonitor, WALL_SLOTS, type MapTile } from './store.ts';

const FIRST_ON_WALL = 9;
const FIRST_ON_MAP = 4;

/** Cameras on the screen when this last added some; null when it is the person's own arrangement. */
let lastAdded: string | null = null;

function shownCameras(): string {
  const { wallCameraIds, mapTiles } = useMonitor.getState();
  return JSON.stringify([wallCameraIds, mapTiles.map((tile) => tile.cameraId)]);
}

function emptied(): void {
  useMonitor.setState({
    view: 'map',
    grid: 9,
    wallCameraIds: Array.from({ length: WALL_SLOTS }, () => null),
    mapTiles: [],
    focus: { index: null, cameraId: null },
    isEnlarged: false,
    mode: 'none',
    replay: null,
  });
}

/** Appends to `ids` what is missing, up to `most`; what stands keeps its place. */
function filled(ids: readonly string[], from: readonly string[], most: number): string[] {
  return [...ids, ...from.filter((id) => !ids.includes(id))].slice(0, Math.max(ids.length, most));
}

/** Begins with the cameras known now. */
export function showFirst(cameras: readonly Camera[]): void {
  emptied();
  lastAdded = shownCameras();
  addFirst(cameras);
}

/** The screen is arranged by a layout: nothing is added to it. */
export function endFirst(): void {
  lastAdded = null;
}

/** Adds cameras that came in since. Does nothing once the person has changed which cameras are shown. */
export function addFirst(cameras: readonly Camera[]): void {
  if (lastAdded === null) return;
  if (shownCameras() !== lastAdded) {
    lastAdded = null;
    return;
  }
  const { wallCameraIds, mapTiles, focus } = useMonitor.getState();
  const usable = cameras.filter((camera) => camera.position !== null && camera.state !== 'off').map((camera) => camera.id);
  const wall = filled(
    wallCameraIds.filter((id) => id !== null),
    usable,
    FIRST_ON_WALL,
  );
  const onMap = filled(
    mapTiles.map((tile) => tile.cameraId),
    wall,
    FIRST_ON_MAP,
  );
  const added: MapTile[] = onMap.slice(mapTiles.length).map((cameraId) => ({ cameraId, place: null, ...newTileSize(), isPinned: false }));
  const next = { wallCameraIds: Array.from({ length: WALL_SLOTS }, (_, n) => wall[n] ?? null), mapTiles: [...mapTiles, ...added] };
  const [first] = tileCameras({ ...useMonitor.getState(), ...next });
  useMonitor.setState({ ...next, ...(focus.cameraId === null && first ? { focus: { index: 0, cameraId: first } } : {}) });
  lastAdded = shownCameras();
}
