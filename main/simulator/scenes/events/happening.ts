import type { Spot } from '../drawing/geometry.ts';
import type { Stage } from '../stage.ts';
import { burstMain } from './burst-main.ts';
import { crash } from './crash.ts';
import { crowd } from './crowd.ts';
import { smoke } from './smoke.ts';
import { unattendedBag } from './unattended-bag.ts';

/** Where each event happens in a scene. Scenes without traffic have no place for a crash. */
export interface EventPlaces {
  crash?: { x: number; y: number; headingDegrees: number };
  /** A window, a bin or a bonnet. */
  smoke: { x: number; y: number; z: number };
  burst: { x: number; y: number };
  /** The bag, and the way its owner comes and goes. */
  bag: { x: number; y: number; from: Spot; to: Spot };
  crowd: { x: number; y: number; radius: number };
}

/** Adds the stage's event, if it has one. */
export function eventAt(stage: Stage, places: EventPlaces): void {
  switch (stage.event) {
    case null:
      return;
    case 'crash':
      if (places.crash === undefined) throw new RangeError('this scene has no place for a crash');
      crash(stage, places.crash);
      return;
    case 'smoke':
      smoke(stage, places.smoke);
      return;
    case 'burst-main':
      burstMain(stage, places.burst);
      return;
    case 'unattended-bag':
      unattendedBag(stage, places.bag);
      return;
    case 'crowd':
      crowd(stage, places.crowd);
  }
}
