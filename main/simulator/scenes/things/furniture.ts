import { css, mix, rgb, scale, type Rgb } from '../drawing/colour.ts';
import { boundsAround, type Bounds, type Point } from '../drawing/geometry.ts';
import { hazeShare, seen } from '../drawing/palette.ts';
import type { Stage } from '../stage.ts';

const WOOD = rgb('#8a6d4c');
const STEEL = rgb('#565c62');

/** A plain block of one colour: plinths, kiosks, walls. */
export function block(stage: Stage, bounds: Bounds, colour: Rgb): void {
  stage.solid({
    bounds,
    reachMetres: 0.05,
    paint: (painter) => painter.box(bounds, colour, Math.min(1.35, painter.lightAt((bounds.x0 + bounds.x1) / 2, (bounds.y0 + bounds.y1) / 2))),
  });
}

/** A park bench; `alongX` says which way it stretches, `back` on which side its back is. */
export function bench(stage: Stage, x: number, y: number, alongX: boolean, back: -1 | 1): void {
  const [halfX, halfY] = alongX ? [1, 0.28] : [0.28, 1];
  const bounds = { x0: x - halfX, y0: y - halfY, z0: 0, x1: x + halfX, y1: y + halfY, z1: 0.95 };
  stage.solid({
    bounds,
    reachMetres: 0.1,
    paint: (painter) => {
      const lit = painter.lightAt(x, y);
      const seat = { ...bounds, z0: 0.36, z1: 0.46 };
      const rest = alongX
        ? { ...bounds, y0: y + back * 0.26 - 0.04, y1: y + back * 0.26 + 0.04, z0: 0.5 }
        : { ...bounds, x0: x + back * 0.26 - 0.04, x1: x + back * 0.26 + 0.04, z0: 0.5 };
      const restBehind = alongX ? (painter.camera.pose.y - y) * back < 0 : (painter.camera.pose.x - x) * back < 0;
      const legs = { x0: x - halfX * 0.85, y0: y - halfY * 0.85, z0: 0, x1: x + halfX * 0.85, y1: y + halfY * 0.85, z1: 0.34 };
      painter.box(legs, scale(STEEL, 0.6), 0.6 * lit);
      if (restBehind) painter.box(rest, WOOD, 0.95 * lit);
      painter.box(seat, WOOD, lit);
      if (!restBehind) painter.box(rest, WOOD, 0.95 * lit);
    },
  });
}

/** A litter bin. */
export function bin(stage: Stage, x: number, y: number): void {
  block(stage, { ...boundsAround(x, y, 0.28, 0, 0.95) }, rgb('#4d5a52'));
}

/** A bus shelter of glass, open towards +x. */
export function shelter(stage: Stage, x0: number, y0: number, x1: number, y1: number): void {
  const frame = rgb('#3f4a52');
  const glass = stage.light === 'night' ? 'rgba(150,182,196,0.26)' : 'rgba(160,190,204,0.4)';
  const wallBounds = { x0: x0 - 0.06, y0, z0: 0, x1: x0 + 0.06, y1, z1: 2.5 };
  stage.solid({
    bounds: wallBounds,
    reachMetres: 0.1,
    paint: (painter) => {
      painter.fill(
        [
          [x0, y0, 0.25],
          [x0, y1, 0.25],
          [x0, y1, 2.4],
          [x0, y0, 2.4],
        ],
        glass,
      );
      const depth = painter.camera.point(x0, (y0 + y1) / 2, 1)?.depth ?? 20;
      for (let y = y0; y <= y1 + 0.01; y += (y1 - y0) / 5) painter.line([x0, y, 0], [x0, y, 2.5], 0.08, seen(painter.palette, frame, 1, depth));
      painter.line([x0, y0, 0.25], [x0, y1, 0.25], 0.06, seen(painter.palette, frame, 1, depth));
    },
  });
  for (const y of [y0, y1]) {
    stage.solid({
      bounds: { x0: x0 + 0.08, y0: y - 0.05, z0: 0, x1: x1 - 0.5, y1: y + 0.05, z1: 2.5 },
      reachMetres: 0.1,
      paint: (painter) => {
        painter.fill(
          [
            [x0 + 0.1, y, 0.25],
            [x1 - 0.6, y, 0.25],
            [x1 - 0.6, y, 2.4],
            [x0 + 0.1, y, 2.4],
          ],
          glass,
        );
        const depth = painter.camera.point(x1 - 0.6, y, 1)?.depth ?? 20;
        painter.line([x1 - 0.6, y, 0], [x1 - 0.6, y, 2.5], 0.09, seen(painter.palette, frame, 1, depth));
      },
    });
  }
  // A lit advertisement at the far end, as every stop has one.
  stage.solid({
    bounds: { x0: x0 + 0.3, y0: y1 + 0.15, z0: 0, x1: x1 - 0.7, y1: y1 + 0.35, z1: 2.2 },
    reachMetres: 0.3,
    paint: (painter) => {
      const box = { x0: x0 + 0.3, y0: y1 + 0.15, z0: 0.2, x1: x1 - 0.7, y1: y1 + 0.35, z1: 2.2 };
      painter.box(box, rgb('#4a5157'));
      const depth = painter.camera.point(x0 + 1, y1, 1)?.depth ?? 20;
      const poster = painter.isNight
        ? mix(rgb('#dfe9ef'), painter.palette.haze, hazeShare(painter.palette, depth))
        : seen(painter.palette, rgb('#c7d3d8'), 1, depth);
      painter.fill(
        [
          [box.x0 + 0.1, box.y0 - 0.01, 0.45],
          [box.x1 - 0.1, box.y0 - 0.01, 0.45],
          [box.x1 - 0.1, box.y0 - 0.01, 2.05],
          [box.x0 + 0.1, box.y0 - 0.01, 2.05],
        ],
        css(poster),
      );
      painter.fill(
        [
          [box.x0 + 0.1, box.y0 - 0.02, 0.45],
          [box.x1 - 0.1, box.y0 - 0.02, 0.45],
          [box.x1 - 0.1, box.y0 - 0.02, 1.1],
          [box.x0 + 0.1, box.y0 - 0.02, 1.1],
        ],
        css(seen(painter.palette, rgb('#c4552f'), painter.isNight ? 1.9 : 1, depth)),
      );
    },
  });
  const roof = { x0: x0 - 0.2, y0: y0 - 0.3, z0: 2.5, x1: x1, y1: y1 + 0.3, z1: 2.68 };
  block(stage, roof, rgb('#55626b'));
  if (stage.light === 'night') {
    stage.pools.push({ x: (x0 + x1) / 2, y: (y0 + y1) / 2, radius: 5, strength: 0.7 });
    stage.ground((painter) => {
      for (const grow of [0.2, 0.9, 1.8])
        painter.fill(
          [
            [x0, y0 - grow, 0],
            [x1 + grow * 1.4, y0 - grow, 0],
            [x1 + grow * 1.4, y1 + grow, 0],
            [x0, y1 + grow, 0],
          ],
          'rgba(220,235,245,0.07)',
        );
    });
  }
}

/** A pole with a sign plate turned along y. */
export function roadSign(stage: Stage, x: number, y: number, heightMetres: number, plate: 'blue' | 'red' | 'stop'): void {
  const colour = plate === 'red' ? rgb('#b8403a') : plate === 'blue' ? rgb('#2f62a8') : rgb('#d8b33c');
  stage.solid({
    bounds: boundsAround(x, y, 0.06, 0, heightMetres),
    reachMetres: 0.5,
    paint: (painter) => {
      const at = painter.camera.point(x, y, heightMetres);
      if (at === null) return;
      painter.line([x, y, 0], [x, y, heightMetres], 0.07, seen(painter.palette, STEEL, 1, at.depth));
      const [w, h] = plate === 'stop' ? [0.3, 0.4] : [0.32, 0.32];
      painter.fill(
        [
          [x - w, y, heightMetres - 2 * h],
          [x + w, y, heightMetres - 2 * h],
          [x + w, y, heightMetres],
          [x - w, y, heightMetres],
        ],
        css(seen(painter.palette, colour, painter.isNight ? 1.3 : 1, at.depth)),
      );
      painter.fill(
        [
          [x - w * 0.6, y - 0.01, heightMetres - 1.6 * h],
          [x + w * 0.6, y - 0.01, heightMetres - 1.6 * h],
          [x + w * 0.6, y - 0.01, heightMetres - 0.4 * h],
          [x - w * 0.6, y - 0.01, heightMetres - 0.4 * h],
        ],
        css(seen(painter.palette, rgb('#e8e8e4'), painter.isNight ? 1.2 : 1, at.depth)),
      );
    },
  });
}

/** A railing along y. */
export function railingAlong(stage: Stage, x: number, y0: number, y1: number, heightMetres = 1.1): void {
  for (let y = y0; y < y1; y += 12) {
    const end = Math.min(y1, y + 12);
    stage.solid({
      bounds: { x0: x - 0.05, y0: y, z0: 0, x1: x + 0.05, y1: end, z1: heightMetres },
      reachMetres: 0.1,
      paint: (painter) => {
        const depth = painter.camera.point(x, (y + end) / 2, 1)?.depth ?? painter.camera.point(x, end, 1)?.depth;
        if (depth === undefined) return;
        const colour = seen(painter.palette, rgb('#7d868c'), 0.9, depth);
        const bars: Point[][] = [];
        for (const z of [0.15, heightMetres * 0.55, heightMetres])
          bars.push([
            [x, y, z - 0.05],
            [x, end, z - 0.05],
            [x, end, z],
            [x, y, z],
          ]);
        if (depth < 70)
          for (let post = y; post < end; post += depth < 30 ? 0.5 : 2)
            bars.push([
              [x, post, 0],
              [x, post + 0.06, 0],
              [x, post + 0.06, heightMetres],
              [x, post, heightMetres],
            ]);
        painter.fillMany(bars, css(colour));
      },
    });
  }
}
