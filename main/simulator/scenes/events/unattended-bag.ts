import { rgb, scale } from '../drawing/colour.ts';
import { boundsAround, type Spot } from '../drawing/geometry.ts';
import { LOOP_SECONDS } from '../../types.ts';
import { secondsAt } from '../motion/loop.ts';
import { appointed } from '../motion/walkers.ts';
import type { Stage } from '../stage.ts';
import { anyPerson } from '../things/person.ts';
import { bench } from '../things/furniture.ts';

const LEFT_AT = 9;
const TAKEN_AT = 44;
const WALK_METRES_PER_SECOND = 1.5;
const BAG = rgb('#2b3d66');

/** A bag left beside a bench: its owner brings it, walks away, and comes back for it at the end of the loop. */
export function unattendedBag(stage: Stage, place: { x: number; y: number; from: Spot; to: Spot }): void {
  bench(stage, place.x, place.y + 0.9, true, 1);
  const beside: Spot = [place.x + 0.75, place.y];
  const owner = { ...anyPerson(stage.lifeRandom), coat: rgb('#7a6a4a'), bag: null };
  const reachable = (target: Spot, seconds: number): Spot => {
    const length = Math.hypot(target[0] - beside[0], target[1] - beside[1]);
    const share = Math.min(1, (seconds * WALK_METRES_PER_SECOND) / length);
    return [beside[0] + (target[0] - beside[0]) * share, beside[1] + (target[1] - beside[1]) * share];
  };
  const origin = reachable(place.from, 7);
  const away = reachable(place.to, 22);
  appointed(stage, owner, 0, [
    { at: 0, spot: origin },
    { at: 7, spot: beside },
    { at: LEFT_AT + 1, spot: beside },
    { at: LEFT_AT + 23, spot: away },
  ]);
  appointed(stage, owner, 0, [
    { at: TAKEN_AT - 7, spot: reachable(place.to, 7) },
    { at: TAKEN_AT, spot: beside },
    { at: LOOP_SECONDS, spot: reachable(place.from, 3.5) },
  ]);
  stage.actor((frame) => {
    const seconds = secondsAt(frame);
    if (seconds < LEFT_AT - 1 || seconds > TAKEN_AT + 0.5) return [];
    return [
      {
        bounds: boundsAround(place.x - 0.35, place.y, 0.3, 0, 0.55),
        reachMetres: 0.3,
        paint: (painter) => {
          const light = painter.lightAt(place.x, place.y);
          const bag = { x0: place.x - 0.9, y0: place.y - 0.25, z0: 0, x1: place.x + 0.1, y1: place.y + 0.25, z1: 0.54 };
          painter.fill(
            [
              [bag.x0 - 0.1, bag.y0 - 0.1, 0],
              [bag.x1 + 0.15, bag.y0 - 0.1, 0],
              [bag.x1 + 0.15, bag.y1 + 0.1, 0],
              [bag.x0 - 0.1, bag.y1 + 0.1, 0],
            ],
            'rgba(8,10,14,0.35)',
          );
          painter.box(bag, BAG, 1.15 * light);
          painter.box({ ...bag, y0: bag.y0 - 0.02, z0: 0.22, z1: 0.3 }, rgb('#c9b458'), light);
          painter.box({ x0: place.x - 0.55, y0: place.y - 0.05, z0: 0.54, x1: place.x - 0.15, y1: place.y + 0.05, z1: 0.64 }, scale(BAG, 0.6), light);
        },
      },
    ];
  });
}
