import { rgb } from './drawing/colour.ts';
import { boundsAround } from './drawing/geometry.ts';
import { eventAt } from './events/happening.ts';
import { loiterers, passers, strollers } from './motion/walkers.ts';
import type { Stage } from './stage.ts';
import { oldHouse } from './things/building-styles.ts';
import { bench, bin } from './things/furniture.ts';
import { rectangle, slabs, fallenLeaves } from './things/ground.ts';
import { bush, tree } from './things/greenery.ts';
import { lamp } from './things/lamp.ts';
import { houseRow, skyline } from './things/street-walls.ts';
import { seen } from './drawing/palette.ts';
import { css } from './drawing/colour.ts';

/** A street of the old town for people on foot: coloured fronts, cafés, lanterns. */
export function pedestrian(stage: Stage): void {
  const { random, side } = stage;
  stage.camera({ x: -2.6 * side, y: -2, z: 6, yawDegrees: 5 * side, pitchDegrees: 11, focalPixels: 850 });
  stage.floor = [128, 122, 114];
  slabs(stage, -8, -6, 8, 90, 1.2, 1.2, rgb('#75706a'), 0.32);
  rectangle(stage, -1.1, -40, 1.1, 220, rgb('#9a9388'));
  slabs(stage, -1.1, -6, 1.1, 90, 1.1, 0.8, rgb('#7a756d'), 0.4);
  fallenLeaves(stage, -6, 4, 6, 60, 90);
  for (const flank of [-1, 1] as const) {
    houseRow(stage, {
      side: flank,
      front: 8.2,
      from: -26,
      to: 150,
      floors: [2, 3],
      lengths: [10, 19],
      gaps: [0, 0.4],
      depth: 12,
      style: (source) => oldHouse(source),
    });
    for (let y = 9; y < 120; y += 13) lamp(stage, flank * 5.6, y + (flank > 0 ? 6 : 0), 5.2);
    for (let y = 14; y < 100; y += 19) {
      if (random.chance(0.7)) tree(stage, flank * 4.9, y + random.between(0, 5), random.between(4.2, 5.6), random.between(1.2, 1.7));
      bench(stage, flank * 5.2, y + 7.5, false, flank);
      if (random.chance(0.6)) bin(stage, flank * 5.3, y + 9.4);
      if (random.chance(0.5)) bush(stage, flank * 7.4, y + 10.5, 0.5);
    }
  }
  for (let y = 17; y < 80; y += random.between(15, 24)) cafe(stage, random.sign() * 6.4, y);
  // The street bends away behind a tower.
  houseRow(stage, { side: 1, front: -9, from: 152, to: 168, floors: [4, 5], lengths: [18, 20], gaps: [0, 0], depth: 16, style: (source) => oldHouse(source) });
  skyline(stage, 0, 0, 230);

  const crowds = Math.round(9 * stage.density);
  for (let i = 0; i < crowds; i++) {
    const x = random.between(-3.8, 3.8);
    const drift = random.between(-1.5, 1.5);
    passers(
      stage,
      random.chance(0.5)
        ? [
            [x, -6],
            [x + drift, 128],
          ]
        : [
            [x, 128],
            [x + drift, -6],
          ],
      random.whole(0, 1),
    );
  }
  strollers(stage, [-3.4, 12], [-3.4, 38], 1);
  strollers(stage, [3, 36], [3.4, 9], 1);
  loiterers(stage, [
    [-6.6, 13],
    [-6.1, 13.5],
    [6.6, 22.6],
    [5.9, 22.9],
    [4.4, 31],
    [-4, 44],
    [-3.4, 44.5],
    [6.8, 50],
  ]);
  eventAt(stage, {
    smoke: { x: 8, y: 30, z: 6.2 },
    burst: { x: -1.4, y: 19 },
    bag: { x: 3.6, y: 14.5, from: [3, 2], to: [-2.5, 60] },
    crowd: { x: 0, y: 23, radius: 3.6 },
  });
}

/** Tables under umbrellas. */
function cafe(stage: Stage, x: number, y: number): void {
  const cloth = stage.random.pick([rgb('#b8493a'), rgb('#d9cba6'), rgb('#3f6f5a'), rgb('#c78a3a')]);
  for (const dy of [0, 2.4]) {
    stage.solid({
      bounds: boundsAround(x, y + dy, 0.9, 0, 2.6),
      reachMetres: 0.5,
      paint: (painter) => {
        const at = painter.camera.point(x, y + dy, 1);
        if (at === null) return;
        const light = painter.lightAt(x, y + dy);
        painter.box(boundsAround(x, y + dy, 0.4, 0.66, 0.74), rgb('#7d6a55'), light);
        painter.line([x, y + dy, 0], [x, y + dy, 2.5], 0.06, seen(painter.palette, rgb('#5a554e'), light, at.depth));
        const corners = [
          [-1.1, -1.1],
          [1.1, -1.1],
          [1.1, 1.1],
          [-1.1, 1.1],
        ] as const;
        corners.forEach(([ax, ay], i) => {
          const [bx, by] = corners[(i + 1) % 4] ?? [0, 0];
          const shade = [0.86, 0.7, 0.95, 1][i] ?? 1;
          painter.fill(
            [
              [x + ax, y + dy + ay, 2.15],
              [x + bx, y + dy + by, 2.15],
              [x, y + dy, 2.65],
            ],
            css(seen(painter.palette, cloth, light * shade, at.depth)),
          );
        });
      },
    });
  }
  loiterers(stage, [
    [x - 0.7, y + 0.6],
    [x + 0.7, y + 2.9],
  ]);
}
