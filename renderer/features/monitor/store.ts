/** What stands on this screen: view, tiles, focus, mode. Kept as a layout of the account; see layouts.ts. */
import { create } from 'zustand';
import { NO_ZOOM, type ZoomView } from '#renderer/media/digital-zoom.ts';

export type MonitorView = 'map' | 'both' | 'wall';
export const GRID_SIZES = [1, 4, 9, 16] as const;
export type GridSize = (typeof GRID_SIZES)[number];
export const WALL_SLOTS = 16;

/** `zoom`: wheel and drag zoom the picture. `ptz`: they move the camera. */
export type TileMode = 'none' | 'zoom' | 'ptz';
export type CameraFilter = 'all' | 'not-live' | 'ptz';

export interface MapTile {
  cameraId: string;
  /** Top left corner as a share of the map's box; null until the map has found a place for it. */
  place: { x: number; y: number } | null;
  /** Pixels. */
  width: number;
  height: number;
  /** Never moved by the program. */
  isPinned: boolean;
}

/** Which tile has the focus: its index in the view's own list, null when a camera is only looked at beside the map. */
export interface TileFocus {
  index: number | null;
  cameraId: string | null;
}

export interface MonitorState {
  view: MonitorView;
  grid: GridSize;
  wallCameraIds: (string | null)[];
  mapTiles: MapTile[];
  focus: TileFocus;
  /** The focused tile fills the stage. */
  isEnlarged: boolean;
  mode: TileMode;
  zoom: ZoomView;
  /** A replay laid over the focused picture, from this moment (UTC ms). */
  replay: { cameraId: string; from: number } | null;
  filter: CameraFilter;
  /** Where the map should go, as a wish that the map takes away. */
  mapTarget: { cameraId: string } | null;
}

/** The size of a new tile on the map. */
export function newTileSize(): { width: number; height: number } {
  return window.innerWidth > 1440 ? { width: 256, height: 170 } : { width: 196, height: 136 };
}

const CALM = { isEnlarged: false, mode: 'none', zoom: NO_ZOOM, replay: null } as const;

export const useMonitor = create<MonitorState>(() => ({
  view: 'map',
  grid: 9,
  wallCameraIds: Array.from({ length: WALL_SLOTS }, () => null),
  mapTiles: [],
  focus: { index: null, cameraId: null },
  ...CALM,
  filter: 'all',
  mapTarget: null,
}));

const { setState: set, getState: get } = useMonitor;

/** Cameras of the tiles that the number keys reach, in order. */
export function tileCameras(state: Pick<MonitorState, 'view' | 'grid' | 'wallCameraIds' | 'mapTiles'>): (string | null)[] {
  return state.view === 'map' ? state.mapTiles.map((tile) => tile.cameraId) : state.wallCameraIds.slice(0, state.grid);
}

export function setView(view: MonitorView): void {
  const { focus } = get();
  const cameras = tileCameras({ ...get(), view });
  const index = cameras.indexOf(focus.cameraId);
  if (index >= 0) set({ view, ...CALM, focus: { index, cameraId: focus.cameraId } });
  else set({ view, ...CALM, focus: { index: cameras.length > 0 ? 0 : null, cameraId: cameras[0] ?? null } });
}

export function setGrid(grid: GridSize): void {
  set({ grid, ...CALM });
  focusTile(Math.min(get().focus.index ?? 0, grid - 1));
}

/** Focuses the tile with this index, when there is one. */
export function focusTile(index: number): void {
  const cameras = tileCameras(get());
  if (index < 0 || index >= cameras.length) return;
  const cameraId = cameras[index] ?? null;
  if (get().focus.index === index && get().focus.cameraId === cameraId) return;
  set({ ...CALM, isEnlarged: get().isEnlarged && cameraId !== null, focus: { index, cameraId } });
}

/** Looks at a camera: its tile when there is one, else beside the map, or in the focused tile of the wall. */
export function showCamera(cameraId: string): void {
  const state = get();
  const index = tileCameras(state).indexOf(cameraId);
  if (index >= 0) focusTile(index);
  else if (state.view === 'map') set({ ...CALM, focus: { index: null, cameraId } });
  else putOnWall(cameraId, state.focus.index ?? 0);
  set({ mapTarget: { cameraId } });
}

/** Puts a camera (or nothing) into a tile of the wall and focuses that. */
export function putOnWall(cameraId: string | null, index: number): void {
  const wallCameraIds = [...get().wallCameraIds];
  wallCameraIds[index] = cameraId;
  set({ wallCameraIds, ...CALM, focus: { index, cameraId } });
}

/** Adds a tile where the view has room: on the map beside its camera, on the wall in the next empty place. */
export function addTile(cameraId: string): void {
  const state = get();
  const index = tileCameras(state).indexOf(cameraId);
  if (index >= 0) {
    focusTile(index);
    return;
  }
  if (state.view !== 'map') {
    const empty = state.wallCameraIds.slice(0, state.grid).indexOf(null);
    putOnWall(cameraId, empty >= 0 ? empty : (state.focus.index ?? 0));
    return;
  }
  const tile: MapTile = { cameraId, place: null, ...newTileSize(), isPinned: false };
  set({ mapTiles: [...state.mapTiles, tile], ...CALM, focus: { index: state.mapTiles.length, cameraId }, mapTarget: { cameraId } });
}

/** Takes the tile away; the focus goes to its neighbour. */
export function closeTile(index: number): void {
  const state = get();
  if (state.view !== 'map') {
    putOnWall(null, index);
    return;
  }
  const mapTiles = state.mapTiles.filter((_, n) => n !== index);
  const next = Math.min(index, mapTiles.length - 1);
  set({ mapTiles, ...CALM, focus: { index: next >= 0 ? next : null, cameraId: mapTiles[next]?.cameraId ?? null } });
}

export function updateMapTile(cameraId: string, change: Partial<Omit<MapTile, 'cameraId'>>): void {
  set(({ mapTiles }) => ({ mapTiles: mapTiles.map((tile) => (tile.cameraId === cameraId ? { ...tile, ...change } : tile)) }));
}

export function setMode(mode: TileMode): void {
  set(({ mode: before, zoom }) => ({ mode: before === mode ? 'none' : mode, zoom: mode === 'zoom' && before === 'zoom' ? NO_ZOOM : zoom }));
}

export function toggleEnlarged(): void {
  set(({ isEnlarged, focus }) => ({ isEnlarged: !isEnlarged && focus.cameraId !== null }));
}
