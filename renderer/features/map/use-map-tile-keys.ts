import { closeTile, updateMapTile, useMonitor } from '#renderer/features/monitor/store.ts';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import type { Point } from './geometry.ts';
import { SMALLEST_TILE } from './MapTile.tsx';
import type { PlacedTile } from './use-map-tiles.ts';

/** One step of an arrow key: the design's grid. */
const STEP_PX = 4;
const GROW = 1.15;

/** Moves, resizes, pins and closes the focused tile from the keyboard: every drag has its keys. */
export function useMapTileKeys(withTiles: boolean, placed: readonly PlacedTile[], moveTo: (cameraId: string, at: Point) => void): void {
  const mode = useMonitor((state) => state.mode);
  const focus = useMonitor((state) => state.focus);
  const focused = placed.find((one) => one.camera.id === focus.cameraId);
  const enabled = withTiles && mode === 'none' && focused !== undefined;

  const move = (dx: number, dy: number) => (): void => {
    if (!focused) return;
    moveTo(focused.camera.id, { x: focused.box.x + dx * STEP_PX, y: focused.box.y + dy * STEP_PX });
    updateMapTile(focused.camera.id, { isPinned: true });
  };
  const scale = (factor: number) => (): void => {
    if (!focused) return;
    const width = Math.max(SMALLEST_TILE.width, Math.round(focused.box.width * factor));
    updateMapTile(focused.camera.id, { width, height: Math.max(SMALLEST_TILE.height, Math.round((width * focused.box.height) / focused.box.width)) });
  };
  const held = { enabled, repeats: true };
  useKey('ArrowLeft', move(-1, 0), held);
  useKey('ArrowRight', move(1, 0), held);
  useKey('ArrowUp', move(0, -1), held);
  useKey('ArrowDown', move(0, 1), held);
  useKey('Shift+ArrowLeft', move(-10, 0), held);
  useKey('Shift+ArrowRight', move(10, 0), held);
  useKey('Shift+ArrowUp', move(0, -10), held);
  useKey('Shift+ArrowDown', move(0, 10), held);
  useKey('=', scale(GROW), { ...held, labelKey: 'monitor.map.larger' });
  useKey('-', scale(1 / GROW), { ...held, labelKey: 'monitor.map.smaller' });
  useKey('Shift+P', () => focused && updateMapTile(focused.camera.id, { isPinned: !focused.tile.isPinned }), { enabled, labelKey: 'monitor.map.pin' });
  useKey('Del', () => focus.index !== null && closeTile(focus.index), { enabled, labelKey: 'monitor.map.closeTile' });
}
