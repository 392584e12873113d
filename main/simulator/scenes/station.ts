import { css, mix, rgb } from './drawing/colour.ts';
import { eventAt } from './events/happening.ts';
import { straight } from './motion/path.ts';
import { traffic } from './motion/traffic.ts';
import { loiterers, passers, strollers } from './motion/walkers.ts';
import type { Stage } from './stage.ts';
import { panelBlock, publicHall, townHouse } from './things/building-styles.ts';
import { building } from './things/building.ts';
import { bench, bin, block, roadSign } from './things/furniture.ts';
import { ASPHALT, KERB, PAVEMENT, dashesAcross, rectangle, slabs, stripe, wear, zebraAlong } from './things/ground.ts';
import { tree } from './things/greenery.ts';
import { lamp } from './things/lamp.ts';
import { parkedRow } from './things/parked.ts';
import { skyline } from './things/street-walls.ts';

/** The forecourt of the railway station: hall, parked cars, buses, people with bags. */
export function station(stage: Stage): void {
  const { random, side } = stage;
  stage.camera({ x: -4 * side, y: -3, z: 10, yawDegrees: 7 * side, pitchDegrees: 17, focalPixels: 800 });
  stage.floor = [116, 117, 117];
  rectangle(stage, -60, 9, 60, 29, ASPHALT);
  rectangle(stage, -200, 29.2, 200, 45.2, KERB);
  rectangle(stage, -200, 29.5, 200, 45, ASPHALT);
  rectangle(stage, -60, 45.3, 60, 72, PAVEMENT);
  slabs(stage, -60, 45.5, 60, 71, 2.4, 2.4, rgb('#76746f'), 0.3);
  wear(stage, -40, 10, 40, 44, 20);
  for (let x = -44; x <= 44; x += 2.9) stripe(stage, x - 1.45, 14.5, x - 1.37, 20, 0.6);
  dashesAcross(stage, 37.2, -120, 120);
  zebraAlong(stage, -3, 3, 29.8, 44.8);
  parkedRow(stage, -44, -8, 17.3, 90, 0.8, 2.9);
  parkedRow(stage, 8, 44, 17.3, 90, 0.75, 2.9);
  for (let x = -38; x < -6; x += 6.2) if (random.chance(0.7)) parkedRow(stage, x, x, 43.6, 180, 1);

  const wall = random.pick([rgb('#b9ab92'), rgb('#c4b184'), rgb('#a8aaa6')]);
  building(stage, -52, 74, -13, 90, 9.5, publicHall(wall, false));
  building(stage, 13, 74, 52, 90, 9.5, publicHall(wall, false));
  building(stage, -13, 72, 13, 92, 14.5, { ...publicHall(wall, true), floorMetres: 11, windowHeight: 8, lit: 1 });
  clock(stage);
  building(stage, -110, 60, -64, 84, 19, panelBlock(random));
  building(stage, 64, 60, 112, 84, 16, townHouse(random, true));
  building(stage, -90, -20, -66, 40, 16, townHouse(random, true));
  building(stage, 66, -20, 90, 40, 19, panelBlock(random));
  skyline(stage, 0, 30, 230);
  for (const x of [-36, -12, 12, 36]) {
    lamp(stage, x, 46.4, 8);
    lamp(stage, x + 10, 27.6, 8.5, 0, 1.6);
    lamp(stage, x - 4, 9.6, 8.5, 0, 1.6);
  }
  for (const x of [-50, -42, -30, 30, 42, 50]) tree(stage, x, 65 + random.between(-2, 2), random.between(6.5, 8), 2.5);
  for (const x of [-22, -8, 8, 22]) {
    bench(stage, x, 60, true, 1);
    bin(stage, x + 1.9, 60);
  }
  block(stage, { x0: 19, y0: 47, z0: 0, x1: 23.5, y1: 50, z1: 2.8 }, random.pick([rgb('#3f6f8a'), rgb('#a3632f')]));
  roadSign(stage, -4, 46, 3, 'blue');
  roadSign(stage, 4.2, 28.4, 2.7, 'red');

  const held = stage.event === 'crash';
  traffic(stage, {
    path: straight(-190, 33.2, 190, 33.2),
    speed: 9,
    flow: 6,
    kinds: ['taxi', 'sedan', 'hatchback', 'minibus', 'bus', 'suv', 'trolleybus'],
    ...(held ? { blockedAtMetres: 190 } : {}),
  });
  traffic(stage, { path: straight(190, 41, -190, 41), speed: 9, flow: 6, kinds: ['taxi', 'sedan', 'hatchback', 'minibus', 'suv'] });
  for (const [from, to] of [
    [
      [-2, 70],
      [-1, 4],
    ],
    [
      [1, 4],
      [2, 70],
    ],
    [
      [-44, 50],
      [40, 54],
    ],
    [
      [48, 56],
      [-40, 51],
    ],
    [
      [6, 70],
      [44, 48],
    ],
    [
      [-46, 58],
      [-5, 70],
    ],
    [
      [-24, 4],
      [-24.5, 27],
    ],
    [
      [0, 70],
      [20, 51],
    ],
  ] as const)
    passers(stage, [from, to], random.whole(0, 1));
  strollers(stage, [-16, 52], [8, 53], 1);
  strollers(stage, [16, 57], [-8, 58]);
  loiterers(stage, [
    [-7, 63],
    [-6.3, 63.4],
    [5, 65],
    [12, 50],
    [12.6, 50.6],
    [18, 46.6],
    [18.5, 47.4],
    [-17, 47],
    [-20, 48],
    [27, 58],
    [-30, 54],
  ]);
  eventAt(stage, {
    crash: { x: 3.4, y: 33.4, headingDegrees: 0 },
    smoke: { x: 11.6, y: 12.2, z: 0.8 },
    burst: { x: -7, y: 25.5 },
    bag: { x: 3.8, y: 25.6, from: [1, 13], to: [1, 66] },
    crowd: { x: -6, y: 52, radius: 4.4 },
  });
}

/** The station clock above the doors. */
function clock(stage: Stage): void {
  stage.solid({
    bounds: { x0: -1.8, y0: 71.7, z0: 11.6, x1: 1.8, y1: 71.95, z1: 14.6 },
    reachMetres: 0.2,
    paint: (painter) => {
      const lit = painter.isNight;
      const face = css(mix(lit ? rgb('#f3ead0') : rgb('#e6e6e0'), painter.palette.haze, lit ? 0.12 : 0.22));
      painter.disc([0, 71.7, 12.4], 1.35, css(mix(rgb('#3a3a3a'), painter.palette.haze, 0.3)));
      painter.disc([0, 71.7, 12.4], 1.15, face);
      painter.line([0, 71.7, 12.4], [0.1, 71.7, 13.3], 0.12, [40, 40, 44]);
      painter.line([0, 71.7, 12.4], [0.65, 71.7, 12.2], 0.14, [40, 40, 44]);
    },
  });
}
