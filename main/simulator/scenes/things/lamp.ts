import { rgb } from '../drawing/colour.ts';
import { boundsAround, type Point } from '../drawing/geometry.ts';
import { seen } from '../drawing/palette.ts';
import type { Stage } from '../stage.ts';

const STEEL = rgb('#4c5258');

/** A street lamp. `armX` and `armY` say how far its head hangs over the road, metres. */
export function lamp(stage: Stage, x: number, y: number, heightMetres: number, armX = 0, armY = 0): void {
  const head: Point = [x + armX, y + armY, heightMetres + 0.2];
  const poolRadius = heightMetres * 0.95;
  stage.pools.push({ x: head[0], y: head[1], radius: poolRadius * 1.15, strength: 1 });
  if (stage.light === 'night') {
    stage.ground((painter) => painter.spot(head[0], head[1], poolRadius * 1.25, 'lamplight', 0.4));
    stage.ground((painter) => painter.glow([head[0], head[1], 0], 1.3, 'lamp', 0.2, 2.6));
    stage.glows.push({ at: head, bulbMetres: 0.2, glowMetres: Math.min(2.6, heightMetres * 0.32), colour: 'lamp', strength: 0.85 });
  }
  stage.solid({
    bounds: boundsAround(x, y, 0.12, 0, heightMetres + 0.3),
    reachMetres: Math.hypot(armX, armY) + 0.4,
    paint: (painter) => {
      const foot = painter.camera.point(x, y, 0) ?? painter.camera.point(x, y, heightMetres);
      if (foot === null) return;
      const colour = seen(painter.palette, STEEL, 0.85, foot.depth);
      painter.line([x, y, 0], [x, y, heightMetres * 0.5], 0.18, colour);
      painter.line([x, y, heightMetres * 0.5], [x, y, heightMetres - 0.3], 0.12, colour);
      painter.line([x, y, heightMetres - 0.35], head, 0.1, colour);
      if (armX !== 0 || armY !== 0)
        painter.line(
          [head[0] - armX * 0.12, head[1] - armY * 0.12, head[2]],
          [head[0] + Math.sign(armX) * 0.3, head[1] + Math.sign(armY) * 0.3, head[2]],
          0.2,
          colour,
          1.2,
        );
      else painter.disc(head, 0.24, `rgb(${colour.map(Math.round).join(',')})`);
    },
  });
}

/** Lamps along y, every `stepMetres`, arms over the road. */
export function lampRow(stage: Stage, x: number, y0: number, y1: number, stepMetres: number, heightMetres: number, armX: number): void {
  for (let y = y0; y <= y1; y += stepMetres) lamp(stage, x, y, heightMetres, armX);
}
