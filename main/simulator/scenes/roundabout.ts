import { rgb } from './drawing/colour.ts';
import { eventAt } from './events/happening.ts';
import { ringTraffic } from './motion/ring.ts';
import { loiterers, passers } from './motion/walkers.ts';
import type { Stage } from './stage.ts';
import { panelBlock, townHouse } from './things/building-styles.ts';
import { building } from './things/building.ts';
import { block } from './things/furniture.ts';
import {
  ASPHALT,
  GRASS,
  KERB,
  PAVEMENT,
  circle,
  area,
  dashesAcross,
  dashesAlong,
  disc,
  fallenLeaves,
  rectangle,
  wear,
  zebraAcross,
  zebraAlong,
} from './things/ground.ts';
import { bush, tree } from './things/greenery.ts';
import { lamp } from './things/lamp.ts';
import { skyline } from './things/street-walls.ts';

const MIDDLE_Y = 40;
const RADIUS = 20.5;

/** A round square with a column on a green island, seen from above the southern arm. */
export function roundabout(stage: Stage): void {
  const { random, side } = stage;
  stage.camera({ x: 9.5 * side, y: -2, z: 14, yawDegrees: -10 * side, pitchDegrees: 20, focalPixels: 830 });
  stage.floor = PAVEMENT;
  for (const [x0, y0, x1, y1] of [
    [-200, 62, -14, 86],
    [14, 62, 200, 86],
    [-200, -60, -36, 20],
    [36, -60, 200, 20],
  ] as const) {
    rectangle(stage, x0, y0, x1, y1, GRASS);
    fallenLeaves(stage, Math.max(-70, x0), Math.max(0, y0), Math.min(70, x1), y1, 120);
  }
  rectangle(stage, -260, MIDDLE_Y - 8.3, 260, MIDDLE_Y + 8.3, KERB);
  rectangle(stage, -8.3, -120, 8.3, 320, KERB);
  disc(stage, 0, MIDDLE_Y, 27.9, KERB);
  rectangle(stage, -260, MIDDLE_Y - 8, 260, MIDDLE_Y + 8, ASPHALT);
  rectangle(stage, -8, -120, 8, 320, ASPHALT);
  area(stage, circle(0, MIDDLE_Y, 27.6, 56), ASPHALT);
  wear(stage, -22, MIDDLE_Y - 24, 22, MIDDLE_Y - 14, 12);
  disc(stage, 0, MIDDLE_Y, 14.6, KERB);
  disc(stage, 0, MIDDLE_Y, 14.2, GRASS);
  disc(stage, 0, MIDDLE_Y, 5.4, PAVEMENT);
  dashesAlong(stage, 0, 70, 200);
  dashesAlong(stage, 0, -60, 11);
  dashesAcross(stage, MIDDLE_Y, -160, -29);
  dashesAcross(stage, MIDDLE_Y, 29, 160);
  zebraAcross(stage, -7.6, 7.6, 6.4, 9.8);
  zebraAcross(stage, -7.6, 7.6, 71, 74);
  zebraAlong(stage, -35, -32, MIDDLE_Y - 7.6, MIDDLE_Y + 7.6);
  zebraAlong(stage, 32, 35, MIDDLE_Y - 7.6, MIDDLE_Y + 7.6);

  monument(stage);
  building(stage, -80, 86, -18, 106, random.whole(6, 9) * 3, panelBlock(random));
  building(stage, 18, 86, 74, 106, random.whole(4, 6) * 3.4, townHouse(random, true));
  building(stage, -140, 70, -92, 90, 19, panelBlock(random));
  building(stage, 88, 70, 140, 90, 28, panelBlock(random));
  building(stage, -66, -40, -44, 14, 16, townHouse(random, true));
  building(stage, 44, -40, 66, 14, 19, townHouse(random, true));
  for (let y = 120; y < 230; y += 40)
    for (const flank of [-1, 1]) building(stage, flank < 0 ? -44 : 16, y, flank < 0 ? -16 : 44, y + 30, 18, panelBlock(random));
  skyline(stage, 0, 20, 230);
  for (const [x, y] of [
    [-22, 66],
    [-30, 70],
    [-40, 66],
    [-50, 69],
    [22, 67],
    [31, 70],
    [42, 66],
    [54, 69],
    [-33, 15],
    [33, 16],
    [-39, 22],
    [40, 21],
  ] as const)
    if (random.chance(0.9)) tree(stage, x, y, random.between(6, 9), random.between(2.1, 2.8));
  for (const [x, y] of [
    [-29, 18],
    [29, 18],
    [-30, 62],
    [30, 62],
    [-58, 30.5],
    [58, 30.5],
    [10, 84],
    [-10, 100],
    [-13.5, 5],
    [13.5, 4],
  ] as const)
    lamp(stage, x, y, 10, x < 0 ? 1.6 : -1.6);

  ringTraffic(stage, { x: 0, y: MIDDLE_Y, radius: RADIUS, armMetres: 105, laneOffset: 4 });
  passers(
    stage,
    [
      [-90, 29],
      [-36, 29],
      [-24, 17],
      [-11, 5],
      [-10.5, -30],
    ],
    1,
  );
  passers(stage, [
    [11, -20],
    [11, 6],
    [26, 16],
    [37, 29],
    [90, 29],
  ]);
  passers(stage, [
    [90, 51.5],
    [38, 51.5],
    [22, 66],
    [11, 74],
    [11, 130],
  ]);
  passers(
    stage,
    [
      [-11, 120],
      [-11, 74],
      [-24, 64],
      [-38, 51],
      [-90, 51],
    ],
    1,
  );
  loiterers(stage, [
    [-12.5, 6],
    [-13.2, 6.7],
    [30, 24],
  ]);
  eventAt(stage, {
    crash: { x: -17.2, y: 21.2, headingDegrees: -42 },
    smoke: { x: -7.5, y: 31.5, z: 0.9 },
    burst: { x: 12, y: 22.5 },
    bag: { x: -1.5, y: 33.6, from: [8, 31.5], to: [-9.5, 36] },
    crowd: { x: 0, y: 34.2, radius: 3.6 },
  });
}

function monument(stage: Stage): void {
  const stone = rgb('#a59f94');
  block(stage, { x0: -2, y0: MIDDLE_Y - 2, z0: 0, x1: 2, y1: MIDDLE_Y + 2, z1: 0.8 }, stone);
  block(stage, { x0: -1.1, y0: MIDDLE_Y - 1.1, z0: 0.8, x1: 1.1, y1: MIDDLE_Y + 1.1, z1: 2.6 }, rgb('#8f8a81'));
  block(stage, { x0: -0.55, y0: MIDDLE_Y - 0.55, z0: 2.6, x1: 0.55, y1: MIDDLE_Y + 0.55, z1: 14 }, stone);
  block(stage, { x0: -0.9, y0: MIDDLE_Y - 0.9, z0: 14, x1: 0.9, y1: MIDDLE_Y + 0.9, z1: 14.7 }, rgb('#b9a46a'));
  for (let i = 0; i < 12; i++) {
    const angle = (i / 12) * Math.PI * 2 + 0.2;
    bush(stage, Math.cos(angle) * 10.2, MIDDLE_Y + Math.sin(angle) * 10.2, stage.random.between(0.9, 1.5));
  }
  for (const angle of [0.8, 2.4, 3.9, 5.5]) lamp(stage, Math.cos(angle) * 6.4, MIDDLE_Y + Math.sin(angle) * 6.4, 4);
}
