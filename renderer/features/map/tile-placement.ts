/**
 * Where a new tile goes on the map: away from its camera far enough for a clear leader, in free room, inside the map, never
 * over an incident pin, and over as little else as can be. Pure, so that the rule can be tested without a map.
 */
import { contains, crosses, gapBetween, grown, keptWithin, nearestOf, overlapArea, type Box, type Point } from './geometry.ts';

/** Another tile with the camera that its leader goes to; its box is null while it has no place. */
export interface TiedTile {
  box: Box | null;
  camera: Point | null;
}

export interface PlacementRoom {
  /** The map's box. */
  map: Box;
  /** Boxes that must stay free: incident pins, the map's controls. */
  forbidden: readonly Box[];
  tiles: readonly TiedTile[];
  /** Cameras that should stay in sight. */
  cameras: readonly Point[];
}

const EDGE_PX = 8;
const GAP_PX = 12;
/** Marks are 6 px round; with their nose and ring this much stays free round them. */
const MARK_PX = 14;
/** A leader shorter than this is hardly seen, a longer one is hard to follow. */
const LEADER_PX = { least: 60, most: 200 } as const;
/** Tiles nearer to one another than this begin to read as one block. */
const SPREAD_PX = 110;
const DISTANCES_PX = [64, 80, 100, 125, 155, 190, 250] as const;
const DIRECTIONS = 24;
const GRID = { columns: 10, rows: 8 } as const;

/** What each fault costs, in pixels of leader that would rather be taken: the order of the rules. */
const COST = {
  forbidden: 1e9,
  overOwnCamera: 1e7,
  overTile: 1e6,
  overTiedCamera: 1e5,
  overCamera: 2_000,
  crossedByLeader: 1_500,
  leaderOverTile: 1_500,
  leaderOverPin: 400,
} as const;

/** Top left corner for a tile of the given size. Where nothing is free it takes what covers least. */
export function placeTile(size: { width: number; height: number }, camera: Point, room: PlacementRoom): Point {
  const inside = grown(room.map, -EDGE_PX);
  const anchor = { x: Math.min(Math.max(camera.x, inside.x), inside.x + inside.width), y: Math.min(Math.max(camera.y, inside.y), inside.y + inside.height) };
  let best: { at: Point; cost: number } | null = null;
  for (const candidate of candidates(size, anchor, inside)) {
    const cost = costOf(candidate, camera, anchor, room);
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
  for (let column = 0; column <= GRID.columns; column++) {
    for (let row = 0; row <= GRID.rows; row++) {
      boxes.push({
        x: Math.round(inside.x + ((inside.width - size.width) * column) / GRID.columns),
        y: Math.round(inside.y + ((inside.height - size.height) * row) / GRID.rows),
        ...size,
      });
    }
  }
  return boxes;
}

function costOf(tile: Box, camera: Point, anchor: Point, room: PlacementRoom): number {
  let cost = room.forbidden.some((box) => overlapArea(grown(tile, 4), box) > 0) ? COST.forbidden : 0;
  if (contains(grown(tile, MARK_PX + 10), camera)) cost += COST.overOwnCamera;
  cost += room.cameras.filter((at) => contains(grown(tile, MARK_PX), at)).length * COST.overCamera;
  const edge = nearestOf(tile, camera);
  const leader = { from: edge, to: camera };
  for (const other of room.tiles) cost += costOfOther(tile, leader, other);
  cost += room.forbidden.filter((box) => crosses(leader, box)).length * COST.leaderOverPin;
  // Of a camera off screen only the part of its leader up to the map's edge is seen.
  const end = contains(room.map, camera) ? camera : anchor;
  return cost + costOfLeader(Math.hypot(edge.x - end.x, edge.y - end.y));
}

function costOfOther(tile: Box, leader: { from: Point; to: Point }, { box, camera }: TiedTile): number {
  let cost = camera && contains(grown(tile, MARK_PX), camera) ? COST.overTiedCamera : 0;
  if (box === null) return cost;
  const covered = overlapArea(grown(tile, GAP_PX), box);
  if (covered > 0) cost += COST.overTile + covered * 100;
  if (crosses(leader, box)) cost += COST.leaderOverTile;
  if (camera && crosses({ from: nearestOf(box, camera), to: camera }, tile)) cost += COST.crossedByLeader;
  return cost + Math.max(0, SPREAD_PX - gapBetween(tile, box));
}

/** Within the good lengths the shorter is the better; outside them each pixel weighs more. */
function costOfLeader(length: number): number {
  if (length < LEADER_PX.least) return LEADER_PX.most + (LEADER_PX.least - length) * 20;
  return length * 0.6 + Math.max(0, length - LEADER_PX.most) * 3;
}

/** True when a tile that stands must move: it covers a pin, a camera with a leader or another tile, or lies outside the map. */
export function mustMove(tile: Box, camera: Point | null, room: Pick<PlacementRoom, 'map' | 'tiles'> & { pins: readonly Box[] }): boolean {
  const { map, tiles, pins } = room;
  const boxes = [...pins, ...tiles.flatMap((other) => other.box ?? [])];
  const points = [camera, ...tiles.map((other) => other.camera)];
  if (boxes.some((box) => overlapArea(tile, box) > 0) || points.some((at) => at !== null && contains(tile, at))) return true;
  return tile.x < map.x || tile.y < map.y || tile.x + tile.width > map.x + map.width || tile.y + tile.height > map.y + map.height;
}
