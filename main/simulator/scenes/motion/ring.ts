import { LOOP_SECONDS } from '../../types.ts';
import type { Rgb } from '../drawing/colour.ts';
import type { Spot } from '../drawing/geometry.ts';
import type { Stage } from '../stage.ts';
import { colourFor, passingKind, type VehicleKind } from '../things/vehicle-models.ts';
import { vehicleThings } from '../things/vehicle.ts';
import { secondsAt, wrap } from './loop.ts';
import { rounded, type Path } from './path.ts';

/** A roundabout of four arms: cars move to the right around its middle. */
export interface Ring {
  x: number;
  y: number;
  radius: number;
  /** How far the arms reach from the middle. */
  armMetres: number;
  /** Distance of a lane from the middle line of its arm. */
  laneOffset: number;
}

interface Trip {
  path: Path;
  kind: VehicleKind;
  colour: Rgb;
  startsAt: number;
}

const ROUNDS_PER_LOOP = 3;
const SLOTS = 11;
const QUARTERS = ROUNDS_PER_LOOP * 4;

/**
 * Traffic around a ring without any two cars in one place: the ring is divided into slots that turn with it, and each
 * slot is given to one car after the other.
 */
export function ringTraffic(stage: Stage, ring: Ring): void {
  const { lifeRandom: random } = stage;
  const speed = (2 * Math.PI * ring.radius * ROUNDS_PER_LOOP) / LOOP_SECONDS;
  const trips: Trip[] = [];
  for (let slot = 0; slot < SLOTS; slot++) {
    for (let quarter = 0; quarter < QUARTERS;) {
      const stay = random.pick([1, 2, 2, 3]);
      if (quarter + stay > QUARTERS) break;
      if (random.chance(0.95 * stage.density)) {
        const enters = ((quarter + slot * (4 / SLOTS)) / QUARTERS) * LOOP_SECONDS;
        const { path, ringAt } = tripPath(ring, quarter % 4, stay);
        const kind = passingKind(random);
        trips.push({ path, kind: kind === 'truck' ? 'van' : kind, colour: colourFor(kind, random), startsAt: enters - ringAt / speed });
      }
      quarter += stay + random.pick([0, 1]);
      if (random.chance(0.4)) quarter++;
    }
  }
  stage.actor((frame) =>
    trips.flatMap((trip) => {
      const s = wrap(secondsAt(frame) - trip.startsAt, LOOP_SECONDS) * speed;
      if (s >= trip.path.length) return [];
      const at = trip.path.at(s);
      const ahead = trip.path.at(Math.min(trip.path.length, s + 1.2));
      const behind = trip.path.at(Math.max(0, s - 1.2));
      return vehicleThings({
        kind: trip.kind,
        colour: trip.colour,
        x: at.x,
        y: at.y,
        headingRadians: Math.atan2(ahead.y - behind.y, ahead.x - behind.x),
        braking: false,
        running: true,
        hazard: false,
        alpha: Math.min(1, s / 10, (trip.path.length - s) / 10),
      });
    }),
  );
}

/** From the outer end of one arm, around, and out of another; `ringAt` is where the path meets the ring. */
function tripPath(ring: Ring, arm: number, quarters: number): { path: Path; ringAt: number } {
  const armAngle = (index: number): number => -Math.PI / 2 + (index * Math.PI) / 2;
  const onArm = (angle: number, out: number, aside: number): Spot => [
    ring.x + Math.cos(angle) * out - Math.sin(angle) * aside,
    ring.y + Math.sin(angle) * out + Math.cos(angle) * aside,
  ];
  const enter = armAngle(arm);
  const leave = enter + (quarters * Math.PI) / 2;
  const spots: Spot[] = [
    onArm(enter, ring.armMetres, ring.laneOffset),
    onArm(enter, ring.radius * 1.75, ring.laneOffset),
    onArm(enter, ring.radius * 1.32, ring.laneOffset * 1.1),
  ];
  const [from, to] = [enter + 0.34, leave - 0.34];
  const steps = Math.max(3, Math.round((to - from) / 0.16));
  for (let i = 0; i <= steps; i++) {
    const angle = from + ((to - from) * i) / steps;
    spots.push([ring.x + Math.cos(angle) * ring.radius, ring.y + Math.sin(angle) * ring.radius]);
  }
  spots.push(
    onArm(leave, ring.radius * 1.32, -ring.laneOffset * 1.1),
    onArm(leave, ring.radius * 1.75, -ring.laneOffset),
    onArm(leave, ring.armMetres, -ring.laneOffset),
  );
  const path = rounded(spots, 2);
  return { path, ringAt: path.nearest(ring.x + Math.cos(enter + Math.PI / 4) * ring.radius, ring.y + Math.sin(enter + Math.PI / 4) * ring.radius) };
}
