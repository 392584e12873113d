import { LOOP_SECONDS } from '../../types.ts';
import { css, rgb } from '../drawing/colour.ts';
import { seen } from '../drawing/palette.ts';
import { secondsAt } from '../motion/loop.ts';
import type { Stage } from '../stage.ts';
import { block } from './furniture.ts';

const SWINGS_PER_LOOP = 18;

/** A slide, a swing that is in use, and a sandpit. */
export function playground(stage: Stage, x: number, y: number): void {
  block(stage, { x0: x + 2, y0: y - 5, z0: 0, x1: x + 5, y1: y - 2, z1: 0.3 }, rgb('#a57f45'));
  block(stage, { x0: x - 5, y0: y + 1, z0: 0, x1: x - 4.6, y1: y + 1.4, z1: 2.4 }, rgb('#b8433a'));
  stage.solid({
    bounds: { x0: x - 4.6, y0: y + 1, z0: 0, x1: x - 1.4, y1: y + 1.9, z1: 1.9 },
    reachMetres: 0.2,
    paint: (painter) => {
      const depth = painter.camera.point(x - 3, y, 1)?.depth ?? 40;
      const light = painter.lightAt(x, y);
      painter.fill(
        [
          [x - 4.6, y + 1, 1.8],
          [x - 1.4, y + 1, 0.2],
          [x - 1.4, y + 1.8, 0.2],
          [x - 4.6, y + 1.8, 1.8],
        ],
        css(seen(painter.palette, rgb('#d0a83a'), light, depth)),
      );
      painter.fill(
        [
          [x - 4.6, y + 1, 1.8],
          [x - 1.4, y + 1, 0.2],
          [x - 1.4, y + 1, 0.45],
          [x - 4.6, y + 1, 2.1],
        ],
        css(seen(painter.palette, rgb('#3b6fa0'), light, depth)),
      );
    },
  });
  stage.actor((frame) => {
    const angle = 0.55 * Math.sin((secondsAt(frame) / LOOP_SECONDS) * Math.PI * 2 * SWINGS_PER_LOOP);
    return [
      {
        bounds: { x0: x - 0.2, y0: y - 1.2, z0: 0, x1: x + 3.4, y1: y + 1.2, z1: 2.4 },
        reachMetres: 0.6,
        paint: (painter) => {
          const depth = painter.camera.point(x + 1.5, y, 1)?.depth ?? 40;
          const light = painter.lightAt(x, y);
          const steel = seen(painter.palette, rgb('#6f8fa8'), light, depth);
          for (const px of [x, x + 3.2]) {
            painter.line([px, y - 0.9, 0], [px, y, 2.3], 0.09, steel);
            painter.line([px, y + 0.9, 0], [px, y, 2.3], 0.09, steel);
          }
          painter.line([x, y, 2.3], [x + 3.2, y, 2.3], 0.09, steel);
          const [sy, sz] = [y + Math.sin(angle) * 1.7, 2.3 - Math.cos(angle) * 1.7];
          for (const px of [x + 1.2, x + 1.9]) painter.line([px, y, 2.3], [px, sy, sz], 0.03, steel);
          painter.line([x + 1.15, sy, sz], [x + 1.95, sy, sz], 0.12, seen(painter.palette, rgb('#b8433a'), light, depth));
          painter.disc([x + 1.55, sy, sz + 0.42], 0.24, css(seen(painter.palette, rgb('#4a6fa0'), light, depth)));
          painter.disc([x + 1.55, sy, sz + 0.82], 0.14, css(seen(painter.palette, rgb('#c79c80'), light, depth)));
        },
      },
    ];
  });
}
