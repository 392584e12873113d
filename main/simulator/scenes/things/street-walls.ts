import type { Random } from '../drawing/random.ts';
import type { Stage } from '../stage.ts';
import { anyHouse, panelBlock } from './building-styles.ts';
import { building, type BuildingStyle } from './building.ts';

export interface HouseRow {
  /** Which side of the street the row stands on. */
  side: -1 | 1;
  /** Distance of the fronts from the middle of the street. */
  front: number;
  from: number;
  to: number;
  floors: readonly [number, number];
  lengths: readonly [number, number];
  gaps: readonly [number, number];
  depth: number;
  style?: (random: Random) => BuildingStyle;
}

/** Houses side by side along y. */
export function houseRow(stage: Stage, row: HouseRow): void {
  const { random } = stage;
  let y = row.from;
  while (y < row.to) {
    const length = random.between(...row.lengths);
    const style = (row.style ?? anyHouse)(random);
    const depth = row.depth * random.between(0.85, 1.2);
    const height = random.whole(...row.floors) * style.floorMetres + 1.5 + (style.shops ? 1.2 : 0);
    const [near, far] = [row.front, row.front + depth];
    building(stage, row.side < 0 ? -far : near, y, row.side < 0 ? -near : far, y + length, height, style);
    y += length + random.between(...row.gaps);
  }
}

/** Blocks of flats all around in the haze, so that a turning camera always sees a city. */
export function skyline(stage: Stage, x: number, y: number, distance = 210): void {
  const { random } = stage;
  for (let bearing = -125; bearing <= 125; bearing += 13) {
    const angle = ((bearing + random.between(-3, 3)) * Math.PI) / 180;
    const far = distance * random.between(1, 1.35);
    const [cx, cy] = [x + Math.sin(angle) * far, y + Math.cos(angle) * far];
    const [halfX, halfY] = random.chance(0.6) ? [random.between(14, 26), 7] : [8, random.between(10, 20)];
    building(stage, cx - halfX, cy - halfY, cx + halfX, cy + halfY, random.whole(5, 10) * 2.9 + 1.5, { ...panelBlock(random), balconies: false });
  }
}
