/**
 * Where a new tile goes on the map: near its camera, inside the map, never over an incident pin, and over as little else
 * as can be. Pure, so that the rule can be tested without a map.
 */
import { contains, grown, keptWithin, overlapArea, type Box, type Point } from './geometry.ts';

export interface PlacementRoom {
  /** The map's box. */
  map: Box;
  /** Boxes that must stay free: incident pins, the map's controls. */
  forbidden: readonly Box[];
  /** Tiles that stand already. */
  tiles: readonly Box[];
  /** Cameras that should stay in sight. */
  cameras: readonly Point[];
  /** Cameras of the other tiles: covered, their leaders would lead nowhere. */
  tiedCameras: readonly Point[];
}

const EDGE_PX = 8;
const GAP_PX = 12;
const DISTANCES_PX = [46, 80, 130, 200, 300] as const;
const DIRECTIONS = 16;

/** Top left corner for a tile of the given size. Where nothing is free it takes what covers least. */
export function placeTile(size: { width: number; height: number }, camera: Point, room: PlacementRoom): Point {
  const inside = grown(room.map, -EDGE_PX);
  const anchor = { x: Math.min(Math.max(camera.x, inside.x), inside.x + inside.width), y: Math.min(Math.max(camera.y, inside.y), inside.y + inside.height) };
  let best: { at: Point; cost: number } | null = null;
  for (const candidate of candidates(size, anchor, inside)) {
    const cost = costOf(candidate, camera, room);
    if (best === null || cost < best.cost) best = { at: { x: candidate.x, y: candidate.y }, cost };
  }
  return best?.at ?? { x: inside.x, y: inside.y };
}

function candidates(size: { width: number; height: number }, anchor: Point, inside: Box): Box[] {
  const boxes: Box[] = [];
  for (const distance of DISTANCES_PX) {
    for (let n = 0; n < DIRECTIONS; n++) {
      const angle = (n * 2 * Math.PI) / DIRECTIONS;
      // The tile's nearest edge, not its centre, stands at that distance.
      const centre = { x: anchor.x + Math.cos(angle) * (distance + size.width / 2), y: anchor.y + Math.sin(angle) * (distance + size.height / 2) };
      boxes.push(keptWithin({ x: Math.round(centre.x - size.width / 2), y: Math.round(centre.y - size.height / 2), ...size }, inside));
    }
  }
  const steps = 6;
  for (let column = 0; column <= steps; column++) {
    for (let row = 0; row <= steps; row++) {
      boxes.push({
        x: Math.round(inside.x + ((inside.width - size.width) * column) / steps),
        y: Math.round(inside.y + ((inside.height - size.height) * row) / steps),
        ...size,
      });
    }
  }
  return boxes;
}

function costOf(tile: Box, camera: Point, room: PlacementRoom): number {
  const spaced = grown(tile, GAP_PX);
  let cost = 0;
  for (const box of room.forbidden) cost += overlapArea(grown(tile, 4), box) > 0 ? 1e9 : 0;
  for (const other of room.tiles) cost += overlapArea(spaced, other) * 100;
  if (contains(grown(tile, 24), camera)) cost += 1e6;
  cost += room.tiedCameras.filter((at) => contains(grown(tile, 14), at)).length * 5_000;
  cost += room.cameras.filter((at) => contains(tile, at)).length * 15;
  return cost + Math.hypot(tile.x + tile.width / 2 - camera.x, tile.y + tile.height / 2 - camera.y);
}

/** True when a tile that stands must move: it covers a pin, its own camera or another tile, or lies outside the map. */
export function mustMove(tile: Box, camera: Point, room: Pick<PlacementRoom, 'map' | 'tiles'> & { pins: readonly Box[] }): boolean {
  const { map, tiles, pins } = room;
  if (contains(tile, camera) || [...pins, ...tiles].some((box) => overlapArea(tile, box) > 0)) return true;
  return tile.x < map.x || tile.y < map.y || tile.x + tile.width > map.x + map.width || tile.y + tile.height > map.y + map.height;
}
