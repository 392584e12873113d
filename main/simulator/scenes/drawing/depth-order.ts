import { overlaps, type Bounds, type ScreenBox } from './geometry.ts';

/** A thing with its place in the world and on the screen. */
export interface Placed {
  bounds: Bounds;
  box: ScreenBox;
  /** Distance of the middle from the camera, metres; decides only where no plane separates two things. */
  distance: number;
}

interface Eye {
  x: number;
  y: number;
  z: number;
}

const SLACK_METRES = 0.02;

/**
 * Which of two things must be drawn first: -1 for `a`, 1 for `b`, 0 when it does not matter, null when they touch and no
 * plane tells. Exact for boxes that do not interpenetrate: whatever lies on the far side of a plane between them cannot
 * hide the one on the camera's side.
 */
export function drawnFirst(a: Bounds, b: Bounds, eye: Eye): -1 | 0 | 1 | null {
  let aCannotHide = false;
  let bCannotHide = false;
  // One axis: `lowEnd` is where the lower thing ends, `highStart` where the higher one begins.
  const separate = (lowEnd: number, highStart: number, eyeAt: number, aIsLow: boolean): void => {
    if (lowEnd > highStart + SLACK_METRES) return;
    const lowCannotHide = eyeAt > lowEnd;
    const highCannotHide = eyeAt < highStart;
    aCannotHide ||= aIsLow ? lowCannotHide : highCannotHide;
    bCannotHide ||= aIsLow ? highCannotHide : lowCannotHide;
  };
  separate(a.x1, b.x0, eye.x, true);
  separate(b.x1, a.x0, eye.x, false);
  separate(a.y1, b.y0, eye.y, true);
  separate(b.y1, a.y0, eye.y, false);
  separate(a.z1, b.z0, eye.z, true);
  separate(b.z1, a.z0, eye.z, false);
  if (aCannotHide && bCannotHide) return 0;
  if (aCannotHide) return -1;
  if (bCannotHide) return 1;
  return null;
}

/** Far to near: an order in which things may be painted over each other. */
export function depthOrder<T extends Placed>(things: readonly T[], eye: Eye): T[] {
  const byDistance = [...things].sort((a, b) => b.distance - a.distance);
  const before: number[][] = byDistance.map(() => []);
  for (let i = 0; i < byDistance.length; i++) {
    for (let j = i + 1; j < byDistance.length; j++) {
      const a = byDistance[i];
      const b = byDistance[j];
      if (a === undefined || b === undefined || !overlaps(a.box, b.box)) continue;
      const first = drawnFirst(a.bounds, b.bounds, eye) ?? -1;
      if (first === -1) before[j]?.push(i);
      else if (first === 1) before[i]?.push(j);
    }
  }
  const order: T[] = [];
  const visited = new Uint8Array(byDistance.length);
  const visit = (index: number): void => {
    if (visited[index] !== 0) return;
    visited[index] = 1;
    for (const earlier of before[index] ?? []) visit(earlier);
    const thing = byDistance[index];
    if (thing !== undefined) order.push(thing);
  };
  for (let index = 0; index < byDistance.length; index++) visit(index);
  return order;
}
