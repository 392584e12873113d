/** Groups cameras that stand too close to be told apart at a zoom. */
import type { Point } from './geometry.ts';

/** Fewer cameras than this are always shown one by one. */
export const CLUSTER_FROM = 100;
/** From this zoom on nothing is grouped. */
export const NO_CLUSTERS_ZOOM = 16;
const CELL_PX = 60;
const MEMBERS_FROM = 4;

export interface Cluster<Item> {
  at: Point;
  members: Item[];
}

export interface Grouped<Item> {
  single: Item[];
  clusters: Cluster<Item>[];
}

/** Items in one cell of a fixed grid (pixels of the world at this zoom, so that a drag regroups nothing) become one. */
export function groupByCell<Item>(items: readonly Item[], positionOf: (item: Item) => Point): Grouped<Item> {
  const cells = new Map<string, Item[]>();
  for (const item of items) {
    const at = positionOf(item);
    const key = `${Math.floor(at.x / CELL_PX)}:${Math.floor(at.y / CELL_PX)}`;
    const cell = cells.get(key);
    if (cell) cell.push(item);
    else cells.set(key, [item]);
  }
  const grouped: Grouped<Item> = { single: [], clusters: [] };
  for (const members of cells.values()) {
    if (members.length < MEMBERS_FROM) grouped.single.push(...members);
    else grouped.clusters.push({ at: middle(members.map(positionOf)), members });
  }
  return grouped;
}

function middle(points: readonly Point[]): Point {
  const sum = points.reduce((total, at) => ({ x: total.x + at.x, y: total.y + at.y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}
