import { rgb } from './drawing/colour.ts';
import { eventAt } from './events/happening.ts';
import { rounded, straight } from './motion/path.ts';
import { traffic } from './motion/traffic.ts';
import { loiterers, passers, strollers } from './motion/walkers.ts';
import type { Stage } from './stage.ts';
import { panelBlock } from './things/building-styles.ts';
import { building } from './things/building.ts';
import { bench, bin, block } from './things/furniture.ts';
import { KERB, OLD_ASPHALT, PAVEMENT, SOIL, area, circle, fallenLeaves, rectangle, wear } from './things/ground.ts';
import { bush, tree } from './things/greenery.ts';
import { lamp } from './things/lamp.ts';
import { parkedRow } from './things/parked.ts';
import { playground } from './things/playground.ts';
import { skyline } from './things/street-walls.ts';

/** A courtyard among blocks of flats: parked cars, a playground, a lane that winds through. */
export function yard(stage: Stage): void {
  const { random, side } = stage;
  stage.camera({ x: 3, y: -3, z: 9, yawDegrees: -8 + 3 * side, pitchDegrees: 20, focalPixels: 770 });
  fallenLeaves(stage, -50, 6, 26, 56, 420);
  rectangle(stage, -200, 15.7, 200, 23.3, KERB);
  rectangle(stage, 10.7, -60, 17.3, 160, KERB);
  rectangle(stage, -200, 16, 200, 23, OLD_ASPHALT);
  rectangle(stage, 11, -60, 17, 160, OLD_ASPHALT);
  rectangle(stage, -200, 23.3, 10.7, 24.8, PAVEMENT);
  rectangle(stage, -48, 24.8, 4, 30.4, OLD_ASPHALT);
  rectangle(stage, -70, 53, 10.7, 56, PAVEMENT);
  wear(stage, -40, 16, 40, 23, 18);
  area(stage, circle(-17, 42, 9, 28), SOIL);
  area(stage, circle(-17, 42, 8.4, 28), rgb('#8a7a60'));
  parkedRow(stage, -44, 1, 27.6, 90, 0.82, 2.8);
  playground(stage, -17, 42);

  building(stage, -78, 57, 6, 69, random.whole(5, 9) * 2.9 + 1.4, panelBlock(random));
  building(stage, 24, 28, 37, 112, random.whole(5, 9) * 2.9 + 1.4, panelBlock(random));
  building(stage, -80, 8, -58, 50, 15.9, panelBlock(random));
  building(stage, -40, 96, 6, 108, 27, panelBlock(random));
  building(stage, 26, -50, 40, 8, 15.9, panelBlock(random));
  skyline(stage, 0, 20, 190);
  for (const [x, y] of [
    [-40, 46],
    [-31, 50],
    [-5, 49.5],
    [3, 44],
    [7.6, 33],
    [20.2, 36],
    [20.4, 52],
    [-36, 11.5],
    [-23, 12.5],
    [-10, 11],
    [20.5, 12],
    [-46, 36],
    [-28, 35.5],
  ] as const)
    if (random.chance(0.9)) tree(stage, x, y, random.between(6, 9.5), random.between(2.1, 3));
  for (const [x, y] of [
    [-52, 55.6],
    [-40, 55.9],
    [-26, 55.8],
    [-12, 55.6],
    [0, 55.9],
  ] as const)
    bush(stage, x, y, 0.9);
  lamp(stage, -20, 14.6, 7.5, 0, 1.4);
  lamp(stage, 9.6, 25.4, 7.5, 1.4);
  lamp(stage, 9.6, 50, 7.5, 1.4);
  lamp(stage, -44, 14.6, 7.5, 0, 1.4);
  lamp(stage, -30, 52, 5);
  lamp(stage, -6, 52, 5);
  rectangle(stage, -40, 8.6, 10.7, 10, PAVEMENT);
  for (const [x, y] of [
    [-30, 13],
    [-16, 12.8],
    [4, 12.6],
    [6.5, 13.4],
  ] as const)
    bush(stage, x, y, 0.8);
  bench(stage, -4, 11.4, true, 1);
  lamp(stage, -13, 7.6, 5);
  bench(stage, -25.5, 36.6, true, -1);
  bench(stage, -8.6, 47, false, 1);
  bin(stage, -23.4, 36.6);
  // Bins for the whole house behind their low wall.
  block(stage, { x0: 4.6, y0: 27.4, z0: 0, x1: 9.4, y1: 27.7, z1: 1.3 }, rgb('#8f8a82'));
  for (const x of [5.4, 6.9, 8.4])
    block(stage, { x0: x - 0.5, y0: 26.2, z0: 0, x1: x + 0.5, y1: 27.1, z1: 1.2 }, random.pick([rgb('#3f6b4a'), rgb('#3a5f86'), rgb('#b09a3a')]));

  const cars = ['sedan', 'hatchback', 'suv', 'van', 'taxi'] as const;
  const held = stage.event === 'crash';
  traffic(stage, { path: straight(-120, 18, 120, 18), speed: 6, flow: 2, kinds: cars, ...(held ? { blockedAtMetres: 118 } : {}) });
  // The lane from the right leads through the same place.
  if (!held)
    traffic(stage, {
      path: rounded(
        [
          [15.6, 130],
          [12.6, 130],
          [12.6, 34],
          [12.6, 22],
          [6, 21.2],
          [-120, 21.2],
        ],
        3,
      ),
      speed: 6,
      flow: 2,
      kinds: cars,
    });
  passers(
    stage,
    [
      [-60, 24],
      [-6, 24],
      [9, 24.4],
      [9.6, 56],
      [9.4, 90],
    ],
    1,
  );
  passers(stage, [
    [4, 54.6],
    [-34, 54.4],
    [-62, 54.6],
  ]);
  passers(stage, [
    [18.4, -8],
    [18.6, 80],
  ]);
  strollers(stage, [-10, 33], [-26, 34], 1);
  strollers(stage, [-14, 45.5], [-20, 40]);
  strollers(stage, [6, 10], [-20, 10.5]);
  loiterers(stage, [
    [-12, 38],
    [-11.3, 38.5],
    [-21, 46],
    [-24.6, 35.8],
    [-2, 55.2],
    [-1.3, 55.4],
  ]);
  eventAt(stage, {
    crash: { x: 5.4, y: 19.4, headingDegrees: 165 },
    smoke: { x: 6.9, y: 26.6, z: 1.2 },
    burst: { x: -5, y: 19.2 },
    bag: { x: -9, y: 11.6, from: [8, 9.3], to: [-38, 9.3] },
    crowd: { x: -9, y: 36.5, radius: 3.4 },
  });
}
