import type { SceneEvent, SceneName } from '../../types.ts';

/** Scenes where nothing drives: a crash is asked for in vain, and people who run together are shown instead. */
const WITHOUT_TRAFFIC: ReadonlySet<SceneName> = new Set(['square', 'pedestrian', 'park']);

/**
 * The event that a scene really shows for the one asked for.
 *
 * | asked for      | square, pedestrian, park | all other scenes |
 * | -------------- | ------------------------ | ---------------- |
 * | crash          | crowd                    | crash            |
 * | smoke          | smoke                    | smoke            |
 * | burst-main     | burst-main               | burst-main       |
 * | unattended-bag | unattended-bag           | unattended-bag   |
 * | crowd          | crowd                    | crowd            |
 */
export function eventShown(scene: SceneName, asked: SceneEvent): SceneEvent {
  return asked === 'crash' && WITHOUT_TRAFFIC.has(scene) ? 'crowd' : asked;
}
