import { rgb } from './drawing/colour.ts';
import { eventAt } from './events/happening.ts';
import { straight } from './motion/path.ts';
import { traffic } from './motion/traffic.ts';
import { loiterers, passers } from './motion/walkers.ts';
import type { Stage } from './stage.ts';
import { panelBlock, townHouse } from './things/building-styles.ts';
import { building } from './things/building.ts';
import { block, railingAlong } from './things/furniture.ts';
import { ASPHALT, GRASS, PAVEMENT, dashesAlong, rectangle, stripe, wear } from './things/ground.ts';
import { tree } from './things/greenery.ts';
import { lampRow } from './things/lamp.ts';
import { water } from './things/water.ts';
import { skyline } from './things/street-walls.ts';

const NEAR_BANK = -30;
const FAR_BANK = 132;

/** A bridge over the river, seen along its length with the water at one side. */
export function bridge(stage: Stage): void {
  const { random } = stage;
  stage.camera({ x: 0.6, y: -6, z: 9, yawDegrees: -11, pitchDegrees: 13, focalPixels: 800 });
  stage.floor = GRASS;
  water(
    stage,
    [
      [-230, NEAR_BANK],
      [190, NEAR_BANK],
      [190, FAR_BANK + 12],
      [60, FAR_BANK + 4],
      [-40, FAR_BANK],
      [-230, FAR_BANK + 20],
    ],
    420,
    { x0: -120, x1: -2, y0: 4, y1: FAR_BANK },
  );
  rectangle(stage, -260, FAR_BANK + 20, 260, FAR_BANK + 24, PAVEMENT);
  if (stage.light === 'night') bankLights(stage);
  // The deck's shadow on the water, then the deck itself.
  rectangle(stage, -3.4, NEAR_BANK, 1, FAR_BANK, rgb('#1c242c'), 0.5);
  rectangle(stage, 0, -160, 20, 330, PAVEMENT);
  rectangle(stage, 2.6, -160, 17.4, 330, ASPHALT);
  wear(stage, 3, -10, 17, 110, 20);
  stripe(stage, 9.8, -60, 9.92, 240);
  stripe(stage, 10.08, -60, 10.2, 240);
  dashesAlong(stage, 6.2, -60, 220);
  dashesAlong(stage, 13.8, -60, 220);
  block(stage, { x0: -0.35, y0: NEAR_BANK, z0: 0, x1: 0, y1: FAR_BANK, z1: 0.25 }, rgb('#8b8a86'));
  railingAlong(stage, 0, NEAR_BANK, FAR_BANK);
  railingAlong(stage, 20, NEAR_BANK, FAR_BANK);
  lampRow(stage, 0.5, 16, 136, 24, 8.5, 2.4);
  lampRow(stage, 19.5, 20, 128, 24, 8.5, -2.4);

  for (let x = -190; x < -16; x += random.between(26, 44))
    building(
      stage,
      x,
      FAR_BANK + 34 + random.between(0, 12),
      x + random.between(18, 26),
      FAR_BANK + 60,
      random.whole(3, 9) * 3,
      random.chance(0.5) ? panelBlock(random) : townHouse(random),
    );
  for (let x = 30; x < 200; x += random.between(30, 46))
    building(stage, x, FAR_BANK + 30, x + random.between(20, 28), FAR_BANK + 52, random.whole(4, 9) * 3, panelBlock(random));
  for (let y = FAR_BANK + 34; y < 280; y += 42) {
    building(stage, -10 - 26, y + 34, -10, y + 60, 19, townHouse(random));
    building(stage, 26, y + 34, 54, y + 62, 16, panelBlock(random));
  }
  skyline(stage, 0, 40, 300);
  for (let x = -170; x < 150; x += random.between(8, 13))
    if (x < -6 || x > 26) tree(stage, x, FAR_BANK + 26 + random.between(-2, 3), random.between(7, 10), random.between(3, 4.4));
  for (let x = -80; x < -8; x += 11) tree(stage, x, NEAR_BANK - 6, 8, 3);

  const held = stage.event === 'crash';
  for (const x of [4.3, 8.1]) traffic(stage, { path: straight(x, 260, x, -60), speed: 13, flow: 6, ...(held && x > 5 ? { blockedAtMetres: 222 } : {}) });
  for (const x of [11.9, 15.7]) traffic(stage, { path: straight(x, -60, x, 260), speed: 13, flow: 6 });
  passers(stage, [
    [1.2, -20],
    [1.2, 150],
  ]);
  passers(
    stage,
    [
      [1.7, 150],
      [1.7, -20],
    ],
    1,
  );
  passers(stage, [
    [18.7, 130],
    [18.7, -20],
  ]);
  loiterers(
    stage,
    [
      [0.7, 27],
      [0.75, 28],
    ],
    Math.PI,
  );
  eventAt(stage, {
    crash: { x: 7.6, y: 26, headingDegrees: -90 },
    smoke: { x: 1, y: 30, z: 0.6 },
    burst: { x: 5.4, y: 24 },
    bag: { x: 1.9, y: 20.5, from: [1.2, 4], to: [1.4, 80] },
    crowd: { x: 1.5, y: 26, radius: 2.6 },
  });
}

/** The lamps of the far embankment, drawn out on the water. */
function bankLights(stage: Stage): void {
  const spots = Array.from({ length: 26 }, () => ({
    x: stage.random.between(-170, -6),
    strength: stage.random.between(0.12, 0.34),
    stretch: stage.random.between(4, 9),
  }));
  stage.ground((painter) => {
    for (const spot of spots) painter.glow([spot.x, FAR_BANK - 12, 0], 1.7, 'lamp', spot.strength, spot.stretch);
  });
}
