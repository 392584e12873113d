import { rgb } from './drawing/colour.ts';
import type { Spot } from './drawing/geometry.ts';
import { eventAt } from './events/happening.ts';
import { loiterers, passers, strollers } from './motion/walkers.ts';
import type { Stage } from './stage.ts';
import { bench, bin, block } from './things/furniture.ts';
import { GRASS, SOIL, area, fallenLeaves } from './things/ground.ts';
import { bush, tree } from './things/greenery.ts';
import { lamp } from './things/lamp.ts';
import { water } from './things/water.ts';
import { skyline } from './things/street-walls.ts';

/** A park with a pond: alleys, benches, lanterns, people who stroll. */
export function park(stage: Stage): void {
  const { random } = stage;
  stage.camera({ x: 0.5, y: -4, z: 6.2, yawDegrees: -7, pitchDegrees: 12, focalPixels: 790 });
  stage.floor = GRASS;
  const pond: Spot[] = Array.from({ length: 30 }, (_, i): Spot => {
    const angle = (i / 30) * Math.PI * 2;
    return [-33 + Math.cos(angle) * (22 + 2 * Math.sin(angle * 3)), 46 + Math.sin(angle) * (17 + Math.cos(angle * 2) * 2)];
  });
  area(
    stage,
    pond.map(([x, y]): Spot => [-33 + (x + 33) * 1.05, 46 + (y - 46) * 1.05]),
    SOIL,
  );
  water(stage, pond, 130);
  const gravel = rgb('#a39a89');
  area(
    stage,
    [
      [-3.4, -60],
      [3.6, -60],
      [4, 14],
      [5.4, 26],
      [4.6, 50],
      [2.8, 80],
      [2, 220],
      [-1, 220],
      [-0.6, 80],
      [0.2, 50],
      [0.2, 30],
      [-2.4, 16],
    ],
    gravel,
  );
  area(
    stage,
    [
      [3.6, 22],
      [30, 36],
      [80, 44],
      [80, 48],
      [29, 40],
      [4.4, 28],
    ],
    gravel,
  );
  area(
    stage,
    [
      [-2.4, 16],
      [-18, 20],
      [-60, 20],
      [-60, 23],
      [-18, 23.4],
      [-1.4, 21],
    ],
    gravel,
  );
  fallenLeaves(stage, -28, 4, 30, 46, 620);
  fallenLeaves(stage, -12, 44, 40, 90, 260);

  const clear = (x: number, y: number): boolean => {
    const onAlley = x > -5.4 && x < 7.4;
    const onPond = ((x + 33) / 26) ** 2 + ((y - 46) / 21) ** 2 < 1;
    const onPaths = (x > 3 && y > 20 + x * 0.3 && y < 31 + x * 0.3) || (x < -2 && y > 15.5 && y < 25);
    return !onAlley && !onPond && !onPaths;
  };
  for (let i = 0; i < 150; i++) {
    const x = random.between(-90, 90);
    const y = random.between(7, 150);
    if (clear(x, y)) tree(stage, x, y, random.between(7, 11), random.between(2.3, 3.4));
  }
  for (let i = 0; i < 16; i++) {
    const [x, y] = [random.between(-20, 30), random.between(8, 50)];
    if (clear(x, y)) bush(stage, x, y, random.between(0.6, 1.2));
  }
  for (let y = 9; y < 110; y += 12) {
    lamp(stage, y < 40 ? 5.6 : 6, y, 4.4);
    if (y > 20) lamp(stage, -1.6, y + 6, 4.4);
  }
  lamp(stage, -14, 18.8, 4.4);
  lamp(stage, 22, 32, 4.4);
  for (const [x, y, back] of [
    [6.4, 15, 1],
    [6.6, 35, 1],
    [-1.9, 38, -1],
    [-2.2, 55, -1],
    [6, 60, 1],
  ] as const) {
    bench(stage, x, y, false, back);
    bin(stage, x, y + 1.9);
  }
  block(stage, { x0: 12, y0: 40.5, z0: 0, x1: 16, y1: 43.5, z1: 2.9 }, rgb('#8d6b4a'));
  skyline(stage, 0, 20, 230);

  passers(
    stage,
    [
      [-1, -8],
      [2.2, 20],
      [2.6, 44],
      [1.2, 84],
      [0.6, 140],
    ],
    1,
  );
  passers(stage, [
    [0.2, 140],
    [0.6, 84],
    [3.6, 46],
    [3.4, 24],
    [1, -8],
  ]);
  passers(stage, [
    [70, 45],
    [30, 38.5],
    [6, 26],
    [2, 17],
    [-18, 22],
    [-58, 21.5],
  ]);
  strollers(stage, [1.4, 14], [3.4, 40], 1);
  strollers(stage, [-6, 20], [-34, 21.4], 1);
  strollers(stage, [2.4, 58], [2.6, 34]);
  loiterers(stage, [
    [5.6, 14.6],
    [-14.8, 24.4],
    [-14.2, 24.6],
    [7.2, 29.6],
    [5.8, 35.4],
  ]);
  eventAt(stage, {
    smoke: { x: 6.4, y: 16.9, z: 1 },
    burst: { x: 1.4, y: 21 },
    bag: { x: 4.3, y: 18.6, from: [1, 6], to: [2, 70] },
    crowd: { x: 1.6, y: 24.5, radius: 3.4 },
  });
}
