import { css, mix, rgb } from '../drawing/colour.ts';
import type { Spot } from '../drawing/geometry.ts';
import { hazeShare, seen } from '../drawing/palette.ts';
import { LOOP_SECONDS } from '../../types.ts';
import { secondsAt } from '../motion/loop.ts';
import type { Stage } from '../stage.ts';

const DEEP = rgb('#5d7485');

/** A sheet of water: the sky lies on it, and small waves catch the light; `within` limits where they are laid. */
export function water(stage: Stage, outline: readonly Spot[], glints: number, within?: { x0: number; x1: number; y0: number; y1: number }): void {
  stage.ground((painter) => {
    painter.ground(outline, mix(DEEP, painter.palette.skyMiddle, painter.isNight ? 0 : 0.35));
  });
  const xs = outline.map(([x]) => x);
  const ys = outline.map(([, y]) => y);
  const { x0, x1, y0, y1 } = within ?? { x0: Math.min(...xs), x1: Math.max(...xs), y0: Math.min(...ys), y1: Math.max(...ys) };
  for (let i = 0; i < glints; i++) {
    // Nearer waves are seen larger, so more of them are laid near.
    const share = stage.random.next() ** 1.7;
    const y = y0 + (y1 - y0) * share;
    const x = stage.random.between(x0, x1);
    const length = stage.random.between(1.4, 4.5) * (1 + share * 2);
    const width = 0.07 + share * 0.5;
    if (!inside(outline, x, y) || !inside(outline, x + length, y)) continue;
    const rounds = stage.random.whole(6, 14);
    const phase = stage.random.between(0, Math.PI * 2);
    stage.actor((frame) => {
      const angle = (secondsAt(frame) / LOOP_SECONDS) * Math.PI * 2 * rounds + phase;
      const strength = 0.5 + 0.5 * Math.sin(angle);
      return [
        {
          bounds: { x0: x, y0: y, z0: 0, x1: x + length, y1: y + width, z1: 0 },
          reachMetres: 0,
          paint: (painter) => {
            const depth = painter.camera.point(x, y, 0)?.depth ?? 40;
            const light = painter.isNight ? mix(painter.palette.skyLow, rgb('#c9b08c'), 0.25) : seen(painter.palette, rgb('#dfe6ea'), 1, 0);
            const reach = (length * (0.55 + 0.45 * strength)) / 2;
            const middle = x + length / 2;
            painter.fill(
              [
                [middle - reach, y + width / 2, 0],
                [middle, y, 0],
                [middle + reach, y + width / 2, 0],
                [middle, y + width, 0],
              ],
              css(light, (0.1 + 0.34 * strength) * (1 - hazeShare(painter.palette, depth))),
            );
          },
        },
      ];
    });
  }
}

function inside(outline: readonly Spot[], x: number, y: number): boolean {
  let within = false;
  let previous = outline[outline.length - 1];
  for (const current of outline) {
    if (
      previous !== undefined &&
      current[1] > y !== previous[1] > y &&
      x < ((previous[0] - current[0]) * (y - current[1])) / (previous[1] - current[1]) + current[0]
    )
      within = !within;
    previous = current;
  }
  return within;
}
