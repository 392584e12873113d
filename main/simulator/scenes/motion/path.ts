import type { Spot } from '../drawing/geometry.ts';

/** A place along a path. */
export interface Waypoint {
  x: number;
  y: number;
  headingRadians: number;
}

/** A way along the ground that can be asked for the place at any distance from its start. */
export class Path {
  readonly length: number;
  private readonly spots: readonly Spot[];
  private readonly distances: readonly number[];

  constructor(spots: readonly Spot[]) {
    this.spots = spots;
    const distances = [0];
    for (let i = 1; i < spots.length; i++) {
      const [a, b] = [spots[i - 1], spots[i]];
      if (a === undefined || b === undefined) continue;
      distances.push((distances[i - 1] ?? 0) + Math.hypot(b[0] - a[0], b[1] - a[1]));
    }
    this.distances = distances;
    this.length = distances[distances.length - 1] ?? 0;
  }

  at(distance: number): Waypoint {
    let low = 0;
    let high = this.spots.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.distances[middle] ?? 0) <= distance) low = middle;
      else high = middle;
    }
    const a = this.spots[low];
    const b = this.spots[high];
    if (a === undefined || b === undefined) throw new RangeError('a path has two spots at least');
    const from = this.distances[low] ?? 0;
    const share = (distance - from) / Math.max(1e-6, (this.distances[high] ?? 0) - from);
    return { x: a[0] + (b[0] - a[0]) * share, y: a[1] + (b[1] - a[1]) * share, headingRadians: Math.atan2(b[1] - a[1], b[0] - a[0]) };
  }

  /** Distance along the path of the spot nearest to the given one. */
  nearest(x: number, y: number): number {
    let best = 0;
    let bestGap = Infinity;
    for (let distance = 0; distance <= this.length; distance += 0.5) {
      const at = this.at(distance);
      const gap = Math.hypot(at.x - x, at.y - y);
      if (gap < bestGap) {
        bestGap = gap;
        best = distance;
      }
    }
    return best;
  }
}

/** A path whose corners are rounded by cutting them again and again. */
export function rounded(spots: readonly Spot[], passes = 3): Path {
  let current = [...spots];
  for (let pass = 0; pass < passes; pass++) {
    const next: Spot[] = [];
    const [first] = current;
    const last = current[current.length - 1];
    if (first === undefined || last === undefined) break;
    next.push(first);
    for (let i = 0; i + 1 < current.length; i++) {
      const [a, b] = [current[i], current[i + 1]];
      if (a === undefined || b === undefined) continue;
      next.push([a[0] * 0.75 + b[0] * 0.25, a[1] * 0.75 + b[1] * 0.25], [a[0] * 0.25 + b[0] * 0.75, a[1] * 0.25 + b[1] * 0.75]);
    }
    next.push(last);
    current = next;
  }
  return new Path(current);
}

export function straight(x0: number, y0: number, x1: number, y1: number): Path {
  return new Path([
    [x0, y0],
    [x1, y1],
  ]);
}
