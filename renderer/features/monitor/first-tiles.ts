/**
 * What an account without a layout sees: some cameras on the map, the wall filled, so that pictures move at once. A centre
 * that is just opening knows few cameras yet; those that come in are added until the person arranges something.
 */
import type { Camera } from '#shared/contract/cameras.ts';
import { distanceM } from '#shared/domain/geo.ts';
import { newTileSize, tileCameras, useMonitor, WALL_SLOTS, type MapTile } from './store.ts';

const FIRST_ON_WALL = 9;
const FIRST_ON_MAP = 5;
/** Nearer than this to one another, the first tiles of the map would stand in one heap. */
const APART_M = 600;

/** Cameras on the screen when this last added some; null when it is the person's own arrangement. */
let lastAdded: string | null = null;

function shownCameras(): string {
  const { wallCameraIds, mapTiles } = useMonitor.getState();
  return JSON.stringify([wallCameraIds, mapTiles.map((tile) => tile.cameraId)]);
}

/** View and grid stay: they may have been chosen while the cameras were still being asked for. */
function emptied(): void {
  useMonitor.setState({
    wallCameraIds: Array.from({ length: WALL_SLOTS }, () => null),
    mapTiles: [],
    focus: { index: null, cameraId: null },
    isEnlarged: false,
    mode: 'none',
    replay: null,
  });
}

/** Cameras in an order in which each stands away from those before it; the ones that cannot come last. */
function spread(cameras: readonly Camera[], begun: readonly Camera[]): Camera[] {
  const chosen: Camera[] = [];
  const near: Camera[] = [];
  for (const camera of cameras) {
    const { position } = camera;
    const isApart = position !== null && [...begun, ...chosen].every((other) => other.position === null || distanceM(position, other.position) >= APART_M);
    (isApart ? chosen : near).push(camera);
  }
  return [...chosen, ...near];
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

/** True while nothing but this has arranged the screen. */
export function isFirst(): boolean {
  return lastAdded !== null && shownCameras() === lastAdded;
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
  const usable = cameras.filter((camera) => camera.position !== null);
  const begun = mapTiles.flatMap((tile) => usable.find((camera) => camera.id === tile.cameraId) ?? []);
  const wall = filled(
    wallCameraIds.filter((id) => id !== null),
    usable.map((camera) => camera.id),
    FIRST_ON_WALL,
  );
  const onMap = filled(
    mapTiles.map((tile) => tile.cameraId),
    spread(usable, begun).map((camera) => camera.id),
    FIRST_ON_MAP,
  );
  const added: MapTile[] = onMap.slice(mapTiles.length).map((cameraId) => ({ cameraId, place: null, ...newTileSize(), isPinned: false }));
  const next = { wallCameraIds: Array.from({ length: WALL_SLOTS }, (_, n) => wall[n] ?? null), mapTiles: [...mapTiles, ...added] };
  const [first] = tileCameras({ ...useMonitor.getState(), ...next });
  useMonitor.setState({ ...next, ...(focus.cameraId === null && first ? { focus: { index: 0, cameraId: first } } : {}) });
  lastAdded = shownCameras();
}
