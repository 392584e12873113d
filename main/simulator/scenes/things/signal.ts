import { boundsAround } from '../drawing/geometry.ts';
import { css, rgb } from '../drawing/colour.ts';
import { seen } from '../drawing/palette.ts';
import { aspectAt, walkersMayCross } from '../motion/signals.ts';
import { secondsAt } from '../motion/loop.ts';
import type { Stage } from '../stage.ts';

const HOUSING = rgb('#23282d');

/** Traffic lights on a pole. `facing` is the side of the lenses along y: -1 towards the camera. */
export function signalPole(stage: Stage, x: number, y: number, direction: 'main' | 'side', heightMetres = 3.4): void {
  stage.solid({
    bounds: boundsAround(x, y, 0.08, 0, heightMetres - 1),
    reachMetres: 0.2,
    paint: (painter) => {
      const at = painter.camera.point(x, y, 1);
      if (at !== null) painter.line([x, y, 0], [x, y, heightMetres - 0.9], 0.13, seen(painter.palette, rgb('#5b6167'), 0.9, at.depth));
    },
  });
  stage.actor((frame) => [
    {
      bounds: boundsAround(x, y, 0.2, heightMetres - 0.95, heightMetres),
      reachMetres: 1.3,
      paint: (painter) => {
        const at = painter.camera.point(x, y, heightMetres);
        if (at === null) return;
        painter.box(boundsAround(x, y, 0.17, heightMetres - 0.98, heightMetres), HOUSING, 1.1);
        const aspect = aspectAt(direction, secondsAt(frame));
        const burning = { red: aspect === 'red' || aspect === 'red-amber', amber: aspect === 'amber' || aspect === 'red-amber', green: aspect === 'green' };
        const lenses = [
          ['red', heightMetres - 0.18],
          ['amber', heightMetres - 0.49],
          ['green', heightMetres - 0.8],
        ] as const;
        for (const [colour, z] of lenses) {
          if (burning[colour]) painter.light([x, y - 0.18, z], 0.13, painter.isNight ? 1.15 : 0.5, colour, painter.isNight ? 0.85 : 0.75);
          else if (at.scale > 9) painter.disc([x, y - 0.18, z], 0.1, css(rgb('#15181b')));
        }
      },
    },
  ]);
}

/** The small lights for people on foot. */
export function walkSignal(stage: Stage, x: number, y: number, direction: 'main' | 'side'): void {
  stage.actor((frame) => [
    {
      bounds: boundsAround(x, y, 0.15, 1.9, 2.5),
      reachMetres: 0.7,
      paint: (painter) => {
        const go = walkersMayCross(direction, secondsAt(frame));
        painter.box(boundsAround(x, y, 0.13, 1.9, 2.5), HOUSING);
        painter.light([x, y - 0.14, go ? 2.05 : 2.35], 0.09, painter.isNight ? 0.6 : 0.25, go ? 'green' : 'red', 0.7);
      },
    },
  ]);
}
