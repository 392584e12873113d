import { rgb } from './drawing/colour.ts';
import { eventAt } from './events/happening.ts';
import { straight } from './motion/path.ts';
import { traffic } from './motion/traffic.ts';
import { loiterers, passers, strollers } from './motion/walkers.ts';
import type { Stage } from './stage.ts';
import { oldHouse, publicHall, townHouse } from './things/building-styles.ts';
import { building } from './things/building.ts';
import { bench, bin, block } from './things/furniture.ts';
import { ASPHALT, GRASS, KERB, disc, fallenLeaves, rectangle, slabs } from './things/ground.ts';
import { fountain } from './things/fountain.ts';
import { hedge, tree } from './things/greenery.ts';
import { lamp } from './things/lamp.ts';
import { skyline } from './things/street-walls.ts';

/** The theatre square: paving, lawns, a monument or a fountain, the theatre with its columns behind. */
export function square(stage: Stage): void {
  const { random, side } = stage;
  stage.camera({ x: -5 * side, y: -2, z: 10.5, yawDegrees: 6 * side, pitchDegrees: 16, focalPixels: 810 });
  stage.floor = [139, 136, 130];
  slabs(stage, -60, -6, 60, 76, 3, 3, rgb('#6d6b67'), 0.28);
  rectangle(stage, -7, -40, 7, 76, rgb('#a39d92'));
  slabs(stage, -7, -6, 7, 76, 1.75, 1.75, rgb('#7d786f'), 0.3);
  rectangle(stage, -200, 77.6, 200, 90.4, KERB);
  rectangle(stage, -200, 78, 200, 90, ASPHALT);
  for (const flank of [-1, 1]) {
    for (const [x0, x1] of [
      [13, 24],
      [30, 42],
    ] as const) {
      const [from, to] = flank < 0 ? [-x1, -x0] : [x0, x1];
      rectangle(stage, from, 18, to, 62, KERB);
      rectangle(stage, from + 0.25, 18.25, to - 0.25, 61.75, GRASS);
      fallenLeaves(stage, from, 18, to, 60, 60);
      hedge(stage, from, 17.7, to, 18.5);
      for (let y = 24; y < 62; y += 9)
        tree(stage, (from + to) / 2 + random.between(-2, 2), y + random.between(-2, 2), random.between(6, 9), random.between(2.2, 3));
    }
    for (let y = 22; y < 62; y += 12) {
      bench(stage, flank * 11.6, y, false, flank < 0 ? -1 : 1);
      bin(stage, flank * 11.6, y + 2.2);
      lamp(stage, flank * 9.4, y - 5, 5);
    }
  }
  if (random.chance(0.5)) fountain(stage, 0, 40, 5);
  else {
    disc(stage, 0, 42, 5, rgb('#8b857b'));
    block(stage, { x0: -2, y0: 40, z0: 0, x1: 2, y1: 44, z1: 2.6 }, rgb('#8d857a'));
    block(stage, { x0: -0.7, y0: 41.3, z0: 2.6, x1: 0.7, y1: 42.7, z1: 6.2 }, rgb('#4d5650'));
    block(stage, { x0: -0.42, y0: 41.6, z0: 6.2, x1: 0.42, y1: 42.4, z1: 7.1 }, rgb('#4d5650'));
  }
  theatre(stage);
  building(stage, -92, 97, -46, 118, random.whole(4, 5) * 3.4, townHouse(random, true));
  building(stage, 46, 97, 92, 118, random.whole(4, 6) * 3.4, townHouse(random, true));
  for (let y = -30; y < 76; y += 27) {
    building(stage, -72, y, -54, y + 24, random.whole(3, 4) * 3.4, oldHouse(random));
    building(stage, 54, y, 72, y + 24, random.whole(3, 4) * 3.4, oldHouse(random));
  }
  skyline(stage, 0, 20, 230);

  traffic(stage, { path: straight(-170, 81, 170, 81), speed: 10, flow: 5 });
  traffic(stage, { path: straight(170, 87, -170, 87), speed: 10, flow: 5 });
  for (const [from, to] of [
    [
      [-4, -8],
      [-5, 75],
    ],
    [
      [5, 75],
      [4, -8],
    ],
    [
      [-48, 12],
      [46, 14],
    ],
    [
      [48, 66],
      [-48, 70],
    ],
    [
      [10, -8],
      [-3, 74],
    ],
    [
      [-2, 76],
      [-48, 10],
    ],
    [
      [44, 8],
      [2, 30],
    ],
    [
      [-9, 70],
      [-26, 4],
    ],
  ] as const)
    passers(stage, [from, to], random.whole(0, 2));
  strollers(stage, [-9, 14], [-9, 40], 1);
  strollers(stage, [8.6, 52], [8.6, 26], 1);
  strollers(stage, [-22, 13], [10, 11]);
  loiterers(stage, [
    [-2.6, 34],
    [-1.9, 34.4],
    [3.4, 36.2],
    [6, 20],
    [6.7, 20.5],
    [6.1, 21],
    [-10.4, 58],
    [16, 74],
    [17, 74.4],
  ]);
  eventAt(stage, {
    smoke: { x: -11.6, y: 24.2, z: 1 },
    burst: { x: 5, y: 27 },
    bag: { x: -4.8, y: 21, from: [-14, 9], to: [5, 70] },
    crowd: { x: 2, y: 29, radius: 4.6 },
  });
}

function theatre(stage: Stage): void {
  const wall = stage.random.pick([rgb('#b8ad98'), rgb('#c2b28e'), rgb('#a9a49b')]);
  building(stage, -36, 100, 36, 128, 15, publicHall(wall, false));
  building(stage, -15, 94, 15, 99.9, 17.5, { ...publicHall(wall, true), floorMetres: 14, windowHeight: 10.5, bayMetres: 3.6, windowWidth: 1.6, lit: 1 });
  block(stage, { x0: -19, y0: 91.2, z0: 0, x1: 19, y1: 93.9, z1: 0.6 }, rgb('#9b958a'));
  if (stage.light === 'night')
    for (const x of [-12, -4, 4, 12]) stage.glows.push({ at: [x, 93.4, 4], bulbMetres: 0.12, glowMetres: 4.4, colour: 'window', strength: 0.35 });
}
