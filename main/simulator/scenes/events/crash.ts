import { css, rgb } from '../drawing/colour.ts';
import { Frame, type Point, type Spot } from '../drawing/geometry.ts';
import { seen } from '../drawing/palette.ts';
import { loiterers } from '../motion/walkers.ts';
import type { Stage } from '../stage.ts';
import { vehicleThings } from '../things/vehicle.ts';

/** Warning lights: on for 5 frames of 8, which is 1.5 times a second and whole in a loop. */
const BLINK_FRAMES = 8;
const BLINK_ON_FRAMES = 5;

/** Two cars that have met, with debris, a pool of oil, and people around them. */
export function crash(stage: Stage, place: { x: number; y: number; headingDegrees: number }): void {
  const frame = new Frame(place.x, place.y, (place.headingDegrees * Math.PI) / 180);
  const { lifeRandom: random } = stage;
  const at = (u: number, v: number): Spot => {
    const point = frame.at(u, v, 0);
    return [point[0], point[1]];
  };
  const debris: Point[][] = Array.from({ length: 46 }, () => {
    const [x, y] = at(random.between(-4.5, 4.5), random.between(-3.6, 3.6));
    const size = random.between(0.08, 0.28);
    return [
      [x, y, 0.01],
      [x + size, y + size * 0.3, 0.01],
      [x + size * 0.4, y + size, 0.01],
    ];
  });
  const oil: Point[] = Array.from({ length: 16 }, (_, i) => {
    const angle = (i / 16) * Math.PI * 2;
    const radius = 1.7 + 0.5 * Math.sin(angle * 3);
    const [x, y] = at(Math.cos(angle) * radius * 1.5 + 0.4, Math.sin(angle) * radius - 0.3);
    return [x, y, 0];
  });
  const skid = (v: number): Point[] => [
    [...at(-9, v), 0],
    [...at(-1.5, v + 0.5), 0],
    [...at(-1.5, v + 0.75), 0],
    [...at(-9, v + 0.22), 0],
  ];
  stage.ground((painter) => {
    painter.fillMany([skid(-0.9), skid(0.5)], 'rgba(10,11,13,0.4)');
    painter.fill(oil, 'rgba(12,14,17,0.5)');
    painter.fillMany(debris, css(seen(painter.palette, rgb('#dfe5ea'), 1.2, 0), 0.85));
  });
  const turn = (degrees: number): number => ((place.headingDegrees + degrees) * Math.PI) / 180;
  const [ax, ay] = at(-1.5, 0.2);
  const [bx, by] = at(1.75, -0.85);
  stage.actor((frameNumber) => {
    const hazard = frameNumber % BLINK_FRAMES < BLINK_ON_FRAMES;
    return [
      ...vehicleThings({ kind: 'sedan', colour: rgb('#c6ccd0'), x: ax, y: ay, headingRadians: turn(14), braking: false, running: true, hazard, alpha: 1 }),
      ...vehicleThings({
        kind: 'hatchback',
        colour: rgb('#8b2f2c'),
        x: bx,
        y: by,
        headingRadians: turn(106),
        braking: false,
        running: false,
        hazard,
        alpha: 1,
      }),
    ];
  });
  loiterers(stage, [at(-0.6, 2.6), at(0.5, 2.9), at(1.5, 2.3), at(-3, -2.4), at(3.4, 1.6), at(-4.6, 2.2)]);
}
