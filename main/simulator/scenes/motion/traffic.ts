import type { Rgb } from '../drawing/colour.ts';
import type { Random } from '../drawing/random.ts';
import type { Stage, Thing } from '../stage.ts';
import { colourFor, modelOf, passingKind, type VehicleKind } from '../things/vehicle-models.ts';
import { vehicleThings } from '../things/vehicle.ts';
import { FRAMES_PER_SECOND, LOOP_SECONDS } from '../../types.ts';
import { LOOP_FRAMES } from './loop.ts';
import type { Path } from './path.ts';
import { aspectAt } from './signals.ts';

/** One lane of traffic. */
export interface Lane {
  path: Path;
  /** Metres per second on a free road. */
  speed: number;
  /** Vehicles per loop before the look's density. */
  flow: number;
  /** Where vehicles wait for a light, metres along the path. */
  signal?: { atMetres: number; direction: 'main' | 'side' };
  /** A place nothing passes (a crash ahead); those who wait there stand for the whole loop. */
  blockedAtMetres?: number;
  /** Where buses halt, and for how long. */
  busStop?: { atMetres: number; seconds: number };
  kinds?: readonly VehicleKind[];
}

interface Driver {
  kind: VehicleKind;
  colour: Rgb;
  length: number;
  leavesAt: number;
}

interface Car {
  driver: Driver;
  s: number;
  v: number;
  braking: boolean;
  stoppedSeconds: number;
  served: boolean;
}

interface Snapshot {
  driver: Driver;
  s: number;
  braking: boolean;
}

const STEP_SECONDS = 1 / FRAMES_PER_SECOND;
/** The lane is run through the loop until it repeats itself; three rounds are enough for any queue that clears. */
const ROUNDS = 4;
const GAP_METRES = 2.2;
const HEADWAY_SECONDS = 1.2;
const ACCELERATION = 1.7;
const DECELERATION = 2.6;
const FADE_METRES = 14;

/** Adds a lane of vehicles that keep their distance, stop at lights and repeat exactly after one loop. */
export function traffic(stage: Stage, lane: Lane): void {
  const frames = lane.blockedAtMetres === undefined ? flowing(stage.lifeRandom, lane, stage.density) : standing(stage.lifeRandom, lane, lane.blockedAtMetres);
  stage.actor((frame): Thing[] => {
    const things: Thing[] = [];
    for (const car of frames[frame] ?? []) {
      const at = lane.path.at(car.s);
      const alpha = Math.min(1, car.s / FADE_METRES, (lane.path.length - car.s) / FADE_METRES);
      things.push(
        ...vehicleThings({
          kind: car.driver.kind,
          colour: car.driver.colour,
          x: at.x,
          y: at.y,
          headingRadians: at.headingRadians,
          braking: car.braking,
          running: true,
          hazard: false,
          alpha,
        }),
      );
    }
    return things;
  });
}

function newDriver(random: Random, lane: Lane, leavesAt: number): Driver {
  const kind = lane.kinds === undefined ? passingKind(random) : random.pick(lane.kinds);
  return { kind, colour: colourFor(kind, random), length: modelOf(kind).length, leavesAt };
}

function flowing(random: Random, lane: Lane, density: number): Snapshot[][] {
  const count = Math.max(1, Math.round(lane.flow * density));
  const drivers = Array.from({ length: count }, (_, i) => newDriver(random, lane, ((i + random.between(0.1, 0.8)) / count) * LOOP_SECONDS));
  const cars: Car[] = [];
  const waiting: Driver[] = [];
  const frames: Snapshot[][] = [];
  for (let step = 0; step < LOOP_FRAMES * ROUNDS; step++) {
    const frame = step % LOOP_FRAMES;
    const seconds = frame * STEP_SECONDS;
    for (const driver of drivers) if (Math.floor(driver.leavesAt * FRAMES_PER_SECOND) === frame) waiting.push(driver);
    const last = cars[cars.length - 1];
    const next = waiting[0];
    if (next !== undefined && (last === undefined || last.s - last.driver.length / 2 - next.length / 2 > 8)) {
      waiting.shift();
      cars.push({ driver: next, s: 0, v: lane.speed * 0.9, braking: false, stoppedSeconds: 0, served: false });
    }
    drive(cars, lane, seconds);
    while (cars[0] !== undefined && cars[0].s >= lane.path.length) cars.shift();
    if (step >= LOOP_FRAMES * (ROUNDS - 1)) frames.push(cars.map((car) => ({ driver: car.driver, s: car.s, braking: car.braking })));
  }
  return frames;
}

/** Moves every car of a lane by one step: the intelligent driver model against the nearest of leader, red light and stop. */
function drive(cars: readonly Car[], lane: Lane, seconds: number): void {
  let leader: Car | undefined;
  for (const car of cars) {
    const front = car.s + car.driver.length / 2;
    let gap = leader === undefined ? Infinity : leader.s - leader.driver.length / 2 - front;
    let leaderSpeed = leader?.v ?? lane.speed;
    const stopAt = (line: number): void => {
      if (line - front < gap) {
        gap = line - front;
        leaderSpeed = 0;
      }
    };
    if (lane.signal !== undefined) {
      const left = lane.signal.atMetres - front;
      const aspect = aspectAt(lane.signal.direction, seconds);
      const canStop = left > (car.v * car.v) / (2 * DECELERATION * 1.3);
      if (left > -0.5 && (aspect === 'red' || aspect === 'red-amber' || (aspect === 'amber' && canStop))) stopAt(lane.signal.atMetres + GAP_METRES - 0.4);
    }
    if (lane.busStop !== undefined && !car.served && modelOf(car.driver.kind).kind === 'bus') {
      const left = lane.busStop.atMetres - front;
      if (left > -1) stopAt(lane.busStop.atMetres + GAP_METRES - 0.4);
      if (car.v < 0.4 && left < 3) car.stoppedSeconds += STEP_SECONDS;
      if (car.stoppedSeconds > lane.busStop.seconds) car.served = true;
    }
    const wish = GAP_METRES + Math.max(0, car.v * HEADWAY_SECONDS + (car.v * (car.v - leaderSpeed)) / (2 * Math.sqrt(ACCELERATION * DECELERATION)));
    const push = ACCELERATION * (1 - (car.v / lane.speed) ** 4 - (gap === Infinity ? 0 : (wish / Math.max(0.3, gap)) ** 2));
    const acceleration = Math.max(-6, push);
    car.v = Math.max(0, car.v + acceleration * STEP_SECONDS);
    if (gap < 0.5) car.v = 0;
    car.s += car.v * STEP_SECONDS;
    car.braking = acceleration < -0.6 || (car.v < 0.3 && gap < 12);
    leader = car;
  }
}

/** A queue that cannot move. */
function standing(random: Random, lane: Lane, blockedAt: number): Snapshot[][] {
  const cars: Snapshot[] = [];
  let front = blockedAt;
  const count = Math.max(2, Math.min(5, Math.round(lane.flow * 0.6)));
  for (let i = 0; i < count; i++) {
    const driver = newDriver(random, lane, 0);
    const s = front - driver.length / 2;
    if (s < 2) break;
    cars.push({ driver, s, braking: i === 0 || random.chance(0.7) });
    front = s - driver.length / 2 - random.between(1.6, 3.2);
  }
  return Array.from({ length: LOOP_FRAMES }, () => cars);
}
