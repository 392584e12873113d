import type { Light, SceneEvent, SceneName } from '../types.ts';
import { avenue } from './avenue.ts';
import { seedOf } from './drawing/random.ts';
import { Stage, type SceneBuilder } from './stage.ts';

const BUILDERS: Readonly<Partial<Record<SceneName, SceneBuilder>>> = { avenue };

export const SCENE_NAMES: readonly SceneName[] = ['crossroad', 'avenue', 'roundabout', 'square', 'pedestrian', 'stop', 'bridge', 'station', 'yard', 'park'];

/** Builds a scene: the same arguments always give the same street. */
export function buildScene(scene: SceneName, look: number, light: Light, event: SceneEvent | null): Stage {
  const stage = new Stage(light, look, event, seedOf(scene, look));
  (BUILDERS[scene] ?? avenue)(stage);
  return stage;
}
