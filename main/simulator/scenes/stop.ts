import { rgb } from './drawing/colour.ts';
import { eventAt } from './events/happening.ts';
import { straight } from './motion/path.ts';
import { traffic } from './motion/traffic.ts';
import { loiterers, passers, strollers } from './motion/walkers.ts';
import type { Stage } from './stage.ts';
import { panelBlock, townHouse } from './things/building-styles.ts';
import { building } from './things/building.ts';
import { bin, block, roadSign, shelter } from './things/furniture.ts';
import { GRASS, dashesAlong, fallenLeaves, rectangle, streetAlong, stripe, zebraAcross } from './things/ground.ts';
import { tree } from './things/greenery.ts';
import { lampRow } from './things/lamp.ts';
import { skyline } from './things/street-walls.ts';

/** A bus stop with its shelter, seen from a pole across the pavement. */
export function stop(stage: Stage): void {
  const { random } = stage;
  stage.camera({ x: 4.5, y: 2, z: 6, yawDegrees: -23, pitchDegrees: 13, focalPixels: 800 });
  streetAlong(stage, -8, 12, -120, 320, 6);
  rectangle(stage, -22, -120, -14, 320, GRASS);
  rectangle(stage, 18, -120, 24, 320, GRASS);
  fallenLeaves(stage, -22, 6, -13, 80, 170);
  dashesAlong(stage, 2, -20, 200);
  dashesAlong(stage, -3.2, -20, 14);
  dashesAlong(stage, -3.2, 46, 200);
  dashesAlong(stage, 7, -20, 200);
  for (let y = 16; y < 44; y += 4) {
    stripe(stage, -7.8, y, -7.6, y + 2.6, 0.8);
    stripe(stage, -3.3, y, -3.1, y + 2.6, 0.8);
  }
  zebraAcross(stage, -7.6, 11.6, 52, 56);
  shelter(stage, -12.8, 20, -10, 29);
  block(stage, { x0: -12.5, y0: 21.4, z0: 0.38, x1: -12, y1: 27.4, z1: 0.5 }, rgb('#8a6d4c'));
  if (random.chance(0.7))
    block(stage, { x0: -13.4, y0: 33, z0: 0, x1: -10.9, y1: 36.4, z1: 2.7 }, random.pick([rgb('#b9882f'), rgb('#44707f'), rgb('#8f3f38')]));
  bin(stage, -10.2, 30.4);
  roadSign(stage, -8.7, 32, 3, 'blue');
  roadSign(stage, -8.7, 17, 2.6, 'stop');

  building(stage, -48, 14, -24, 58, random.whole(4, 5) * 3.2, random.chance(0.5) ? townHouse(random, true) : panelBlock(random));
  building(stage, -50, 66, -24, 118, random.whole(7, 9) * 3, panelBlock(random));
  building(stage, -60, -50, -26, 4, 16, panelBlock(random));
  building(stage, -48, 126, -22, 190, 16, townHouse(random));
  building(stage, 26, 56, 52, 110, random.whole(4, 6) * 3.2, townHouse(random, true));
  building(stage, 28, -30, 54, 44, 15, panelBlock(random));
  building(stage, 24, 120, 50, 190, 19, panelBlock(random));
  skyline(stage, 0, 0, 230);
  for (let y = 10; y < 150; y += 10.5) tree(stage, -17.6 + random.between(-1, 1), y, random.between(6.5, 8.5), random.between(2.1, 2.8));
  for (let y = 40; y < 150; y += 13) tree(stage, 20.5, y, random.between(6, 8), 2.3);
  lampRow(stage, -9.2, 12, 160, 24, 8.5, 2);
  lampRow(stage, 13.2, 30, 160, 24, 8.5, -2);

  const held = stage.event === 'crash';
  // The bus lane: whoever comes here halts at the shelter.
  traffic(stage, {
    path: straight(-5.5, 250, -5.5, -60),
    speed: 11,
    flow: 3,
    kinds: ['trolleybus', 'bus', 'trolleybus'],
    busStop: { atMetres: 231.5, seconds: 8 },
  });
  traffic(stage, { path: straight(-0.7, 250, -0.7, -60), speed: 12, flow: 6 });
  for (const x of [4.6, 9.4]) traffic(stage, { path: straight(x, -60, x, 250), speed: 12, flow: 6, ...(held && x < 5 ? { blockedAtMetres: 90 } : {}) });
  passers(stage, [
    [-11.4, 110],
    [-11, 40],
    [-9.4, 31],
    [-9.2, 17],
    [-11.4, -10],
  ]);
  passers(
    stage,
    [
      [-13.5, -8],
      [-13.6, 100],
    ],
    1,
  );
  passers(stage, [
    [15, 100],
    [15, -4],
  ]);
  strollers(stage, [-9.3, 30], [-9.1, 16]);
  loiterers(
    stage,
    [
      [-11.3, 22],
      [-10.8, 23.4],
      [-11.5, 25.6],
      [-9.7, 27.4],
      [-9.3, 29.6],
      [-9.5, 21.2],
      [-10.6, 31.6],
    ].slice(0, Math.round(5 + 2 * stage.density)) as [number, number][],
    0,
  );
  eventAt(stage, {
    crash: { x: 4.4, y: 35, headingDegrees: 90 },
    smoke: { x: -10.2, y: 30.4, z: 1 },
    burst: { x: -2.4, y: 24 },
    bag: { x: -9.6, y: 18, from: [-10, 6], to: [-11, 80] },
    crowd: { x: -10.8, y: 15.4, radius: 2.9 },
  });
}
