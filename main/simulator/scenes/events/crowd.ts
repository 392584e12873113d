import { LOOP_SECONDS } from '../../types.ts';
import { secondsAt } from '../motion/loop.ts';
import { loiterers } from '../motion/walkers.ts';
import type { Spot } from '../drawing/geometry.ts';
import type { Stage } from '../stage.ts';
import { anyPerson, personThing } from '../things/person.ts';

/** People per square metre of a crowd that an operator must look at. */
const PER_SQUARE_METRE = 1.1;

/** A dense group around one place: most stand close, some wave, some walk round its edge. */
export function crowd(stage: Stage, place: { x: number; y: number; radius: number }): void {
  const { lifeRandom: random } = stage;
  const count = Math.min(60, Math.round(Math.PI * place.radius * place.radius * PER_SQUARE_METRE));
  const spots: Spot[] = [];
  for (let tries = 0; spots.length < count && tries < count * 40; tries++) {
    const angle = random.next() * Math.PI * 2;
    const out = Math.sqrt(random.next()) * place.radius;
    const spot: Spot = [place.x + Math.cos(angle) * out, place.y + Math.sin(angle) * out];
    if (spots.every(([x, y]) => Math.hypot(x - spot[0], y - spot[1]) > 0.52)) spots.push(spot);
  }
  const waving = spots.filter((_, i) => i % 4 === 0);
  loiterers(
    stage,
    spots.filter((_, i) => i % 4 !== 0),
  );
  for (const [x, y] of waving) {
    const look = anyPerson(random);
    const rhythm = random.whole(12, 20);
    const phase = random.between(0, 6);
    stage.actor((frame) => {
      const angle = (secondsAt(frame) / LOOP_SECONDS) * Math.PI * 2 * rhythm + phase;
      return [
        personThing({
          look,
          x: x + Math.sin(angle) * 0.1,
          y,
          headingRadians: Math.atan2(place.y - y, place.x - x) + Math.sin(angle) * 0.3,
          stride: null,
          alpha: 1,
          armsUp: Math.sin(angle * 0.5) > 0.2,
        }),
      ];
    });
  }
  for (let i = 0; i < 5; i++) {
    const look = anyPerson(random);
    const turn = random.sign();
    const start = random.between(0, Math.PI * 2);
    stage.actor((frame) => {
      const angle = start + turn * (secondsAt(frame) / LOOP_SECONDS) * Math.PI * 2;
      const radius = place.radius + 0.9 + i * 0.15;
      return [
        personThing({
          look,
          x: place.x + Math.cos(angle) * radius,
          y: place.y + Math.sin(angle) * radius,
          headingRadians: angle + (turn * Math.PI) / 2,
          stride: (secondsAt(frame) / LOOP_SECONDS) * Math.PI * 2 * 20,
          alpha: 1,
        }),
      ];
    });
  }
}
