import type { Light, SceneEvent, SceneName } from '../types.ts';
import { avenue } from './avenue.ts';
import { bridge } from './bridge.ts';
import { crossroad } from './crossroad.ts';
import { seedOf } from './drawing/random.ts';
import { eventShown } from './events/shown-event.ts';
import { park } from './park.ts';
import { pedestrian } from './pedestrian.ts';
import { roundabout } from './roundabout.ts';
import { square } from './square.ts';
import { Stage, type SceneBuilder } from './stage.ts';
import { station } from './station.ts';
import { stop } from './stop.ts';
import { yard } from './yard.ts';

const BUILDERS: Readonly<Record<SceneName, SceneBuilder>> = { crossroad, avenue, roundabout, square, pedestrian, stop, bridge, station, yard, park };

export const SCENE_NAMES: readonly SceneName[] = ['crossroad', 'avenue', 'roundabout', 'square', 'pedestrian', 'stop', 'bridge', 'station', 'yard', 'park'];

/** Builds a scene: the same arguments always give the same street. An event that does not fit is replaced by one that does. */
export function buildScene(scene: SceneName, look: number, light: Light, event: SceneEvent | null): Stage {
  const stage = new Stage(light, look, event === null ? null : eventShown(scene, event), seedOf(scene, look));
  BUILDERS[scene](stage);
  return stage;
}
