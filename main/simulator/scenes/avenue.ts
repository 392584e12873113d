import { lamp, lampRow } from './things/lamp.ts';
import { anyHouse } from './things/building-styles.ts';
import { building } from './things/building.ts';
import { GRASS, dashesAlong, fallenLeaves, rectangle, streetAlong, stripe, zebraAcross } from './things/ground.ts';
import { tree } from './things/greenery.ts';
import { straight } from './motion/path.ts';
import { traffic } from './motion/traffic.ts';
import { loiterers, passers, strollers } from './motion/walkers.ts';
import { eventAt } from './events/happening.ts';
import type { Stage } from './stage.ts';

/** A wide avenue with trees, seen along its length from one side. */
export function avenue(stage: Stage): void {
  const { random, side } = stage;
  stage.camera({ x: -3 * side, y: 0, z: 9, yawDegrees: 7 * side, pitchDegrees: 15, focalPixels: 840 });
  const green = random.chance(0.6);
  streetAlong(stage, -11, 11, -80, 320, 6);
  rectangle(stage, -16.2, -80, -14.8, 320, GRASS);
  rectangle(stage, 14.8, -80, 16.2, 320, GRASS);
  fallenLeaves(stage, -17, 4, -13.6, 80, 150);
  fallenLeaves(stage, 13.6, 4, 17, 80, 150);
  if (green) {
    rectangle(stage, -1.4, -80, 1.4, 320, GRASS);
    fallenLeaves(stage, -1.4, 4, 1.4, 60, 60);
  } else {
    stripe(stage, -0.22, -20, -0.1, 240);
    stripe(stage, 0.1, -20, 0.22, 240);
  }
  dashesAlong(stage, -6, -20, 220);
  dashesAlong(stage, 6, -20, 220);
  const crossing = random.between(19, 27);
  rectangle(stage, -11, crossing, 11, crossing + 4, [99, 103, 107]);
  zebraAcross(stage, -10.6, 10.6, crossing, crossing + 4);

  houses(stage, -1);
  houses(stage, 1);
  for (let y = 9; y < 170; y += 10.5) {
    if (random.chance(0.85)) tree(stage, -15.5, y + random.between(0, 3), random.between(6.5, 9), random.between(2, 2.7));
    if (random.chance(0.85)) tree(stage, 15.5, y + 4 + random.between(0, 3), random.between(6.5, 9), random.between(2, 2.7));
  }
  for (let y = 30; green && y < 150; y += 14) if (random.chance(0.7)) tree(stage, 0, y, 5, 1.6);
  lampRow(stage, -12.6, 12, 170, 25, 9, 2.4);
  lampRow(stage, 12.6, 23, 180, 25, 9, -2.4);
  lamp(stage, -12.6, -12, 9, 2.4);

  const held = stage.event === 'crash' ? crossing + 5 : undefined;
  for (const x of [-8.4, -4]) traffic(stage, { path: straight(x, 260, x, -40), speed: 12.5, flow: 7 });
  for (const x of [4, 8.4]) {
    traffic(stage, { path: straight(x, -50, x, 260), speed: 12.5, flow: 7, ...(held !== undefined && x === 8.4 ? { blockedAtMetres: held + 47 } : {}) });
  }
  for (const x of [-13.4, -12.9, 13.2, 13.7])
    passers(
      stage,
      random.chance(0.5)
        ? [
            [x, -10],
            [x, 120],
          ]
        : [
            [x, 120],
            [x, -10],
          ],
      random.chance(0.3) ? 1 : 0,
    );
  strollers(stage, [-17.4, 16], [-17.4, 60], 1);
  strollers(stage, [17.2, 40], [17.2, 12]);
  loiterers(stage, [
    [-13.8, crossing + 8],
    [-13.2, crossing + 8.6],
    [14, crossing - 3],
  ]);
  eventAt(stage, {
    crash: { x: 8, y: crossing + 6.5, headingDegrees: 90 },
    smoke: { x: -20.6, y: 40, z: 4.6 },
    burst: { x: -7, y: crossing + 9 },
    bag: { x: -13.2, y: 22, from: [-14, -6], to: [-13.4, 70] },
    crowd: { x: 14.2, y: 27, radius: 3.2 },
  });
}

function houses(stage: Stage, side: -1 | 1): void {
  const { random } = stage;
  const place = (y0: number, y1: number, near: number, far: number): void => {
    building(stage, side < 0 ? -far : near, y0, side < 0 ? -near : far, y1, random.whole(3, 6) * 3.2, anyHouse(random));
  };
  let y = -60;
  while (y < 230) {
    const length = random.between(18, 42);
    if (y + length > -2 && y < 4) y = 5;
    place(y, y + length, 21, random.between(33, 40));
    y += length + random.between(4, 12);
  }
  // A second row fills the gaps between the first.
  for (let back = -30; back < 220; back += 60) place(back, back + 42, 58, 72);
}
