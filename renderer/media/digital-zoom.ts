/** Digital zoom of a picture: scale and the shift of its centre, as shares of the picture's box. */
export interface ZoomView {
  scale: number;
  x: number;
  y: number;
}

export const NO_ZOOM: ZoomView = { scale: 1, x: 0, y: 0 };
const MAX_SCALE = 8;

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/** Keeps the picture over its box: no edge is pulled inside. */
function settled(view: ZoomView): ZoomView {
  if (view.scale === 1) return NO_ZOOM;
  const reach = (view.scale - 1) / 2;
  return { scale: view.scale, x: clamp(view.x, -reach, reach), y: clamp(view.y, -reach, reach) };
}

/** Zooms by `factor` so that the point (`atX`, `atY`, shares of the box from its centre) stays where it is. */
export function zoomedAt(view: ZoomView, factor: number, atX: number, atY: number): ZoomView {
  const scale = clamp(view.scale * factor, 1, MAX_SCALE);
  const grown = scale / view.scale;
  return settled({ scale, x: atX - (atX - view.x) * grown, y: atY - (atY - view.y) * grown });
}

/** Shifts by shares of the box. */
export function pannedBy(view: ZoomView, dx: number, dy: number): ZoomView {
  return settled({ scale: view.scale, x: view.x + dx, y: view.y + dy });
}

export function zoomTransform(view: ZoomView): string | undefined {
  return view.scale === 1 ? undefined : `translate(${view.x * 100}%, ${view.y * 100}%) scale(${view.scale})`;
}
