import { LOOP_SECONDS } from '../../types.ts';
import type { Spot } from '../drawing/geometry.ts';
import type { Stage } from '../stage.ts';
import { anyPerson, personThing, type PersonLook } from '../things/person.ts';
import { secondsAt, smoothStep, wrap } from './loop.ts';
import { Path } from './path.ts';

const STRIDE_METRES = 1.45;
const EASY_SPEED = 1.25;

const strideAt = (metres: number): number => (metres / STRIDE_METRES) * Math.PI * 2;

/**
 * People who walk along a path from end to end. The path's length decides how many share it: each needs whole loops, so
 * that the next takes the place of the one before when the loop begins again; all of one chain are dressed alike.
 */
export function passers(stage: Stage, spots: readonly Spot[], companions = 0): void {
  const { lifeRandom: random } = stage;
  const path = new Path(spots);
  const count = Math.max(1, Math.round(path.length / (EASY_SPEED * random.between(0.85, 1.15) * LOOP_SECONDS)));
  const perLoop = path.length / count;
  const offset = random.between(0, perLoop);
  const group = Array.from({ length: companions + 1 }, (_, i) => ({
    look: anyPerson(random),
    aside: i * 0.65,
    behind: random.between(-0.2, 0.25),
    phase: random.between(0, 6),
  }));
  stage.actor((frame) => {
    const things = [];
    const moved = (secondsAt(frame) / LOOP_SECONDS) * perLoop;
    for (let i = 0; i < count; i++) {
      const s = wrap(offset + moved + i * perLoop, path.length);
      for (const member of group) {
        const at = path.at(Math.max(0, Math.min(path.length, s + member.behind)));
        const strides = Math.max(1, Math.round(perLoop / STRIDE_METRES));
        things.push(
          personThing({
            look: member.look,
            x: at.x - Math.sin(at.headingRadians) * member.aside,
            y: at.y + Math.cos(at.headingRadians) * member.aside,
            headingRadians: at.headingRadians,
            // Whole strides per loop, so that the step does not jump where the loop begins again.
            stride: (s / perLoop) * strides * Math.PI * 2 + member.phase,
            alpha: smoothStep(0, 2, s) * (1 - smoothStep(path.length - 2, path.length, s)),
          }),
        );
      }
    }
    return things;
  });
}

/**
 * Someone who is at given places at given seconds after `begins`, and stands where two places are the same. Fades in at
 * the first station and out at the last.
 */
export function appointed(stage: Stage, look: PersonLook, begins: number, stations: readonly { at: number; spot: Spot }[]): void {
  const first = stations[0];
  const last = stations[stations.length - 1];
  if (first === undefined || last === undefined) return;
  stage.actor((frame) => {
    const seconds = wrap(secondsAt(frame) - begins, LOOP_SECONDS);
    if (seconds < first.at || seconds > last.at) return [];
    let walked = 0;
    for (let i = 0; i + 1 < stations.length; i++) {
      const [a, b] = [stations[i], stations[i + 1]];
      if (a === undefined || b === undefined) break;
      const length = Math.hypot(b.spot[0] - a.spot[0], b.spot[1] - a.spot[1]);
      if (seconds > b.at) {
        walked += length;
        continue;
      }
      const share = (seconds - a.at) / Math.max(0.01, b.at - a.at);
      const moving = length > 0.05;
      const previous = stations[i - 1];
      const from = moving || previous === undefined ? a.spot : previous.spot;
      const to = moving ? b.spot : a.spot;
      return [
        personThing({
          look,
          x: a.spot[0] + (b.spot[0] - a.spot[0]) * share,
          y: a.spot[1] + (b.spot[1] - a.spot[1]) * share,
          headingRadians: Math.atan2(to[1] - from[1], to[0] - from[0]),
          stride: moving ? strideAt(walked + length * share) : null,
          alpha: smoothStep(first.at, first.at + 1, seconds) * (1 - smoothStep(last.at - 1, last.at, seconds)),
        }),
      ];
    }
    return [];
  });
}

/** People who come to a crossing, wait for their light, cross and walk on. */
export function crosser(stage: Stage, way: { from: Spot; kerb: Spot; opposite: Spot; to: Spot }, goSeconds: number): void {
  const pace = stage.lifeRandom.between(1.3, 1.6);
  const [sway, step] = [stage.lifeRandom.between(-0.9, 0.9), stage.lifeRandom.between(-0.5, 0.9)];
  const kerb: Spot = [way.kerb[0] + sway, way.kerb[1] - step];
  const opposite: Spot = [way.opposite[0] + sway * 0.7, way.opposite[1] + step];
  const seconds = (a: Spot, b: Spot): number => Math.hypot(b[0] - a[0], b[1] - a[1]) / pace;
  const arrives = seconds(way.from, kerb);
  const goes = arrives + stage.lifeRandom.between(3, 9);
  const crosses = goes + seconds(kerb, opposite);
  appointed(stage, anyPerson(stage.lifeRandom), goSeconds - goes, [
    { at: 0, spot: way.from },
    { at: arrives, spot: kerb },
    { at: goes, spot: kerb },
    { at: crosses, spot: opposite },
    { at: crosses + seconds(opposite, way.to), spot: way.to },
  ]);
}

/** People who stand about: they shift their weight and look around. */
export function loiterers(stage: Stage, spots: readonly Spot[], facing: number | null = null): void {
  for (const [x, y] of spots) {
    const look = anyPerson(stage.lifeRandom);
    const heading = facing ?? stage.lifeRandom.between(0, Math.PI * 2);
    const phase = stage.lifeRandom.between(0, Math.PI * 2);
    const turns = stage.lifeRandom.whole(2, 5);
    stage.actor((frame) => {
      const angle = (secondsAt(frame) / LOOP_SECONDS) * Math.PI * 2 * turns + phase;
      return [
        personThing({
          look,
          x: x + Math.sin(angle) * 0.08,
          y: y + Math.cos(angle * 2) * 0.04,
          headingRadians: heading + Math.sin(angle) * 0.7,
          stride: null,
          alpha: 1,
        }),
      ];
    });
  }
}

/** There and back on two parallel lines, one round per loop. */
export function strollers(stage: Stage, from: Spot, to: Spot, companions = 0): void {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const [ux, uy] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
  const [sx, sy] = [-uy * 0.9, ux * 0.9];
  const reach = Math.min(length, (EASY_SPEED * LOOP_SECONDS) / 2 - 1);
  const end: Spot = [from[0] + ux * reach, from[1] + uy * reach];
  passersRound(stage, [from, end, [end[0] + sx, end[1] + sy], [from[0] + sx, from[1] + sy], from], companions);
}

function passersRound(stage: Stage, spots: readonly Spot[], companions: number): void {
  const { lifeRandom: random } = stage;
  const path = new Path(spots);
  const offset = random.between(0, path.length);
  const strides = Math.round(path.length / STRIDE_METRES);
  const looks = Array.from({ length: companions + 1 }, () => anyPerson(random));
  stage.actor((frame) =>
    looks.map((look, i) => {
      const s = wrap(offset + (secondsAt(frame) / LOOP_SECONDS) * path.length - i * 0.8, path.length);
      const at = path.at(s);
      return personThing({ look, x: at.x, y: at.y, headingRadians: at.headingRadians, stride: (s / path.length) * strides * Math.PI * 2 + i, alpha: 1 });
    }),
  );
}
