import { describe, expect, it } from 'vitest';
import { LOOP_FRAMES } from '../../../../main/simulator/scenes/motion/loop.ts';
import { buildScene, SCENE_NAMES } from '../../../../main/simulator/scenes/index.ts';
import { SceneRenderer } from '../../../../main/simulator/scenes/scene-renderer.ts';
import { eventShown } from '../../../../main/simulator/scenes/events/shown-event.ts';
import type { Light, SceneEvent, SceneName } from '../../../../main/simulator/types.ts';

const WIDTH = 1280;
const EVENTS: readonly SceneEvent[] = ['crash', 'smoke', 'burst-main', 'unattended-bag', 'crowd'];

function picture(scene: SceneName, look: number, light: Light, event: SceneEvent | null, frame: number): Buffer {
  const stage = buildScene(scene, look, light, event);
  const renderer = new SceneRenderer(stage);
  renderer.draw(frame, stage.home);
  return renderer.pixels();
}

/** Share of pixels that differ visibly. */
function changed(a: Buffer, b: Buffer): number {
  let count = 0;
  for (let i = 0; i < a.length; i += 4) {
    if (Math.abs((a[i] ?? 0) - (b[i] ?? 0)) + Math.abs((a[i + 1] ?? 0) - (b[i + 1] ?? 0)) + Math.abs((a[i + 2] ?? 0) - (b[i + 2] ?? 0)) > 24) count++;
  }
  return count / (a.length / 4);
}

describe.each(SCENE_NAMES)('%s', (scene) => {
  it('leads from its last frame into its first as smoothly as from any frame to the next', () => {
    const stage = buildScene(scene, 2, 'day', null);
    const renderer = new SceneRenderer(stage);
    const at = (frame: number): Buffer => {
      renderer.draw(frame, stage.home);
      return renderer.pixels();
    };
    const seam = changed(at(LOOP_FRAMES - 1), at(0));
    // What is near moves fast, so the seam is measured against the frames beside it.
    const usual = Math.max(...[LOOP_FRAMES - 3, LOOP_FRAMES - 2, 0, 1].map((frame) => changed(at(frame), at(frame + 1))));
    expect(seam).toBeLessThan(usual * 1.4 + 0.001);
    expect(changed(at(0), at(150))).toBeGreaterThan(0.001);
  });

  it('shows each of its events', () => {
    const plain = picture(scene, 2, 'day', null, 300);
    for (const event of EVENTS) {
      expect(changed(plain, picture(scene, 2, 'day', event, 300)), event).toBeGreaterThan(0.0006);
    }
  });

  it('looks different to each camera', () => {
    expect(changed(picture(scene, 2, 'day', null, 0), picture(scene, 3, 'day', null, 0))).toBeGreaterThan(0.15);
  });
});

describe('drawing', () => {
  it('gives the same picture for the same scene', () => {
    expect(picture('crossroad', 1, 'night', 'crash', 99).equals(picture('crossroad', 1, 'night', 'crash', 99))).toBe(true);
  });

  it('draws a still camera as it draws a moving one', () => {
    const stage = buildScene('crossroad', 1, 'day', null);
    const still = new SceneRenderer(stage);
    still.draw(180, stage.home);
    const moving = new SceneRenderer(stage);
    moving.draw(0, { ...stage.home, yawDegrees: 40 });
    moving.draw(180, stage.home);
    // Only the edges of what is restored over moving things may differ.
    expect(changed(still.pixels(), moving.pixels())).toBeLessThan(0.004);
  });

  it('hides a car behind the house that stands before it', () => {
    const stage = buildScene('crossroad', 1, 'day', null);
    const renderer = new SceneRenderer(stage);
    renderer.draw(0, stage.home);
    const before = renderer.pixels();
    const house = stage.solids.find(({ bounds }) => bounds.x0 === 18 && bounds.y0 === 41);
    if (house === undefined) throw new Error('the corner house is missing');
    stage.actors.length = 0;
    renderer.draw(0, stage.home);
    const empty = renderer.pixels();
    stage.actors.push(() => [
      {
        bounds: { x0: 30, y0: house.bounds.y1 + 1, z0: 0, x1: 34, y1: house.bounds.y1 + 3, z1: 3 },
        reachMetres: 0.1,
        paint: (painter) => {
          painter.box({ x0: 30, y0: house.bounds.y1 + 1, z0: 0, x1: 34, y1: house.bounds.y1 + 3, z1: 3 }, [255, 0, 255]);
        },
      },
    ]);
    renderer.draw(0, stage.home);
    expect(changed(empty, renderer.pixels())).toBeLessThan(0.0002);
    expect(changed(empty, before)).toBeGreaterThan(0.001);
  });

  it('names the event that is seen where the asked one does not fit', () => {
    expect(eventShown('crossroad', 'crash')).toBe('crash');
    expect(eventShown('park', 'crash')).toBe('crowd');
  });

  it('keeps the event within a small part of the picture', () => {
    const plain = picture('avenue', 2, 'day', null, 300);
    const burst = picture('avenue', 2, 'day', 'burst-main', 300);
    const columns = new Set<number>();
    for (let i = 0; i < plain.length; i += 4) if (Math.abs((plain[i] ?? 0) - (burst[i] ?? 0)) > 20) columns.add((i / 4) % WIDTH);
    expect(columns.size).toBeGreaterThan(20);
    expect(columns.size).toBeLessThan(WIDTH * 0.6);
  });
});
