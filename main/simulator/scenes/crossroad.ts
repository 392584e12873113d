import { eventAt } from './events/happening.ts';
import { straight } from './motion/path.ts';
import { WALK_BEGINS } from './motion/signals.ts';
import { traffic, type Lane } from './motion/traffic.ts';
import { crosser, loiterers, passers } from './motion/walkers.ts';
import type { Stage } from './stage.ts';
import { officeBlock, panelBlock, townHouse } from './things/building-styles.ts';
import { building } from './things/building.ts';
import {
  ASPHALT,
  GRASS,
  dashesAcross,
  dashesAlong,
  fallenLeaves,
  rectangle,
  streetAcross,
  streetAlong,
  stripe,
  wear,
  zebraAcross,
  zebraAlong,
} from './things/ground.ts';
import { tree } from './things/greenery.ts';
import { lamp } from './things/lamp.ts';
import { roadSign } from './things/furniture.ts';
import { signalPole, walkSignal } from './things/signal.ts';
import { houseRow, skyline } from './things/street-walls.ts';

/** Two wide streets with lights and four zebra crossings, seen from one corner of it. */
export function crossroad(stage: Stage): void {
  const { side } = stage;
  stage.camera({ x: -2.5 * side, y: -5, z: 9.6, yawDegrees: 9 * side, pitchDegrees: 22, focalPixels: 830 });
  streetAcross(stage, 12, 30, -260, 260, 4);
  streetAlong(stage, -10, 10, -120, 320, 4);
  rectangle(stage, -14, 12, 14, 30, ASPHALT);
  rectangle(stage, -10, 7, 10, 35, ASPHALT);
  wear(stage, -10, 8, 10, 34, 16);
  for (const x of [-5, 5]) dashesAlong(stage, x, 38, 190);
  for (const x of [-0.2, 0.08]) {
    stripe(stage, x, 36, x + 0.12, 240);
    stripe(stage, x, -60, x + 0.12, 6.4);
  }
  for (const [from, to] of [
    [-150, -16],
    [16, 150],
  ] as const) {
    dashesAcross(stage, 16.5, from, to);
    dashesAcross(stage, 25.5, from, to);
    stripe(stage, from, 20.85, to, 20.97);
    stripe(stage, from, 21.1, to, 21.22);
  }
  zebraAcross(stage, -9.8, 9.8, 7.4, 10.8);
  zebraAcross(stage, -9.8, 9.8, 31.2, 34.6);
  zebraAlong(stage, -13.6, -10.4, 12.4, 29.8);
  zebraAlong(stage, 10.4, 13.6, 12.4, 29.8);
  stripe(stage, 0.3, 6.3, 9.8, 6.7, 0.8);
  stripe(stage, -9.8, 35.3, -0.3, 35.7, 0.8);
  surroundings(stage);
  life(stage);
  eventAt(stage, {
    crash: { x: 1.6, y: 18.4, headingDegrees: 20 },
    smoke: { x: 21.5, y: 40.6, z: 4.8 },
    burst: { x: -5, y: 20 },
    bag: { x: -14.5, y: 32.3, from: [-13, 60], to: [-50, 32.4] },
    crowd: { x: -14.2, y: 35.6, radius: 3 },
  });
}

function surroundings(stage: Stage): void {
  const { random } = stage;
  for (const [x0, x1] of [
    [-70, -17],
    [17, 70],
  ] as const) {
    rectangle(stage, x0, 34.2, x1, 40, GRASS, 0.9);
    fallenLeaves(stage, x0, 34, x1, 40, 90);
  }
  const corner = [townHouse(random, true), random.chance(0.5) ? officeBlock(random) : townHouse(random, true)] as const;
  building(stage, -46, 41, -18, 74, random.whole(4, 6) * 3.4, corner[0]);
  building(stage, 18, 41, 48, 70, random.whole(3, 7) * 3.4, corner[1]);
  building(stage, -84, 44, -51, 58, random.whole(4, 8) * 3, panelBlock(random));
  building(stage, 54, 42, 90, 58, random.whole(4, 8) * 3, panelBlock(random));
  building(stage, -130, 42, -92, 56, 16, townHouse(random));
  building(stage, 96, 44, 134, 58, 19, panelBlock(random));
  houseRow(stage, { side: -1, front: 18, from: 80, to: 240, floors: [4, 7], lengths: [28, 46], gaps: [5, 10], depth: 16 });
  houseRow(stage, { side: 1, front: 18, from: 78, to: 240, floors: [3, 7], lengths: [28, 46], gaps: [5, 10], depth: 16 });
  building(stage, -60, -34, -19, 4, 17, panelBlock(random));
  building(stage, 19, -34, 60, 4, 17, panelBlock(random));
  skyline(stage, 0, 0, 240);
  for (const [x, y] of [
    [-22, 37],
    [-30, 37.4],
    [-39, 37],
    [24, 37.4],
    [33, 37],
    [42, 37.4],
    [-54, 37],
    [55, 37.2],
  ] as const)
    if (random.chance(0.85)) tree(stage, x, y, random.between(6, 8.5), random.between(1.9, 2.5));
  for (let y = 50; y < 150; y += 13) for (const x of [-15.8, 15.8]) if (random.chance(0.75)) tree(stage, x, y, random.between(6, 8), 2.1);
  lamp(stage, -12.6, 37, 9, 2.2);
  lamp(stage, 12.6, 37, 9, -2.2);
  for (let y = 62; y < 180; y += 26) {
    lamp(stage, -12.4, y, 9, 2.2);
    lamp(stage, 12.4, y + 10, 9, -2.2);
  }
  for (const x of [-34, 34, -62, 62]) lamp(stage, x, 10.6, 9, 0, 1.8);
  lamp(stage, -14.4, 10, 9, 3.4, 1.6);
  lamp(stage, 14.6, 8.6, 9, -3.4, 1);
  lamp(stage, -12.6, -8, 9, 2.2);
  for (const [x, y, direction] of [
    [10.9, 30.8, 'main'],
    [-10.9, 30.8, 'side'],
    [10.9, 11.2, 'side'],
    [-10.9, 11.2, 'main'],
  ] as const) {
    signalPole(stage, x, y, direction);
    walkSignal(stage, x, y + 0.35, direction);
  }
  roadSign(stage, 11.6, 40, 2.8, 'red');
  roadSign(stage, -11.6, 4, 2.8, 'blue');
}

function life(stage: Stage): void {
  const held = stage.event === 'crash';
  const lanes: Lane[] = [];
  for (const x of [-7.3, -2.8])
    lanes.push({
      path: straight(x, 260, x, -60),
      speed: 12,
      flow: 6,
      signal: { atMetres: 224.4, direction: 'main' },
      ...(held && x > -4 ? { blockedAtMetres: 223 } : {}),
    });
  for (const x of [2.8, 7.3])
    lanes.push({
      path: straight(x, -70, x, 260),
      speed: 12,
      flow: 6,
      signal: { atMetres: 76.2, direction: 'main' },
      ...(held && x < 4 ? { blockedAtMetres: 83 } : {}),
    });
  for (const y of [14.4, 18.7])
    lanes.push({
      path: straight(-220, y, 220, y),
      speed: 11.5,
      flow: 6,
      signal: { atMetres: 205.6, direction: 'side' },
      ...(held ? { blockedAtMetres: 205 } : {}),
      ...(y < 16 ? { kinds: ['bus', 'sedan', 'hatchback', 'trolleybus', 'suv'] as const } : {}),
    });
  for (const y of [23.3, 27.6])
    lanes.push({
      path: straight(220, y, -220, y),
      speed: 11.5,
      flow: 6,
      signal: { atMetres: 205.6, direction: 'side' },
      ...(held && y < 25 ? { blockedAtMetres: 204 } : {}),
    });
  for (const lane of lanes) traffic(stage, lane);
  const go = (direction: 'main' | 'side', later: number): number => WALK_BEGINS[direction] + later;
  for (let i = 0; i < 4; i++) {
    const offset = i * 0.7;
    crosser(stage, { from: [-12.4, 52 - i], kerb: [-10.6, 32 + offset], opposite: [10.8, 32.2 + offset], to: [12.6, 50 + i] }, go('main', 0.5 + i));
    crosser(stage, { from: [13, -6 + i], kerb: [11, 8 + offset], opposite: [-10.8, 8.2 + offset], to: [-12.8, -4] }, go('main', 0.8 + i * 0.8));
    crosser(stage, { from: [-26 + i, 32.2], kerb: [-12.8 + offset, 30.9], opposite: [-12.6 + offset, 11.2], to: [-28, 9.8] }, go('side', 0.6 + i * 1.2));
    crosser(stage, { from: [30 - i, 9.6], kerb: [11.4 + offset, 11], opposite: [11.6 + offset, 31], to: [27, 32.4] }, go('side', 0.7 + i));
  }
  passers(stage, [
    [-70, 32.4],
    [-14, 32.4],
    [-12.4, 36],
    [-12.4, 110],
  ]);
  passers(
    stage,
    [
      [12.2, 120],
      [12.2, 37],
      [16, 32.6],
      [80, 32.6],
    ],
    1,
  );
  passers(stage, [
    [70, 10.2],
    [14, 10.2],
    [12.6, 4],
    [12.6, -20],
  ]);
  loiterers(stage, [
    [-15, 33],
    [16.2, 33.8],
    [16.9, 34.1],
  ]);
}
