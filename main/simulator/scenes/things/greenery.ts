import { css, mix, rgb, scale, type Rgb } from '../drawing/colour.ts';
import { boundsAround } from '../drawing/geometry.ts';
import type { Painter } from '../drawing/painter.ts';
import { seen } from '../drawing/palette.ts';
import type { Stage } from '../stage.ts';

/** One clump of leaves, relative to the foot of the trunk. */
interface Clump {
  dx: number;
  dy: number;
  z: number;
  radius: number;
  shade: number;
}

const CROWNS = ['#5f6b3c', '#6e6a38', '#8a7036', '#9a7a3a', '#566642', '#77502f', '#4e5f3f'].map(rgb);
const BUSHES = ['#4f6140', '#5c6a3f', '#5f5a38', '#6d5a36'].map(rgb);
const BARK = rgb('#4a4037');

/** A broad-leaved tree of late autumn. */
export function tree(stage: Stage, x: number, y: number, heightMetres: number, crownMetres: number): void {
  const { random } = stage;
  const colour = random.pick(CROWNS);
  const clumps: Clump[] = Array.from({ length: 15 }, () => {
    const angle = random.next() * Math.PI * 2;
    const out = Math.sqrt(random.next()) * crownMetres * 0.72;
    const up = random.between(-0.8, 1);
    return {
      dx: Math.cos(angle) * out,
      dy: Math.sin(angle) * out,
      z: heightMetres * 0.68 + up * heightMetres * 0.24,
      radius: crownMetres * random.between(0.3, 0.5) * (1 - Math.abs(up) * 0.25),
      shade: 0.72 + 0.2 * up + random.between(-0.06, 0.1),
    };
  }).sort((a, b) => a.shade - b.shade);
  shadowOf(stage, x, y, crownMetres, heightMetres);
  stage.solid({
    bounds: { ...boundsAround(x, y, 0.25, 0, heightMetres) },
    reachMetres: crownMetres * 1.35,
    paint: (painter) => paintTree(painter, x, y, heightMetres, colour, clumps),
  });
}

function paintTree(painter: Painter, x: number, y: number, height: number, colour: Rgb, clumps: readonly Clump[]): void {
  const foot = painter.camera.point(x, y, 0);
  if (foot === null || foot.depth < 2) return;
  const lit = painter.lightAt(x, y);
  const bark = seen(painter.palette, BARK, 0.8 * lit, foot.depth);
  painter.line([x, y, 0], [x, y, height * 0.62], 0.32, bark);
  for (const clump of clumps.slice(0, 5)) painter.line([x, y, height * 0.4], [x + clump.dx * 0.7, y + clump.dy * 0.7, clump.z], 0.12, bark, 0.5);
  for (const clump of clumps) {
    const style = css(seen(painter.palette, scale(colour, clump.shade * (0.55 + 0.45 * Math.min(1.25, lit))), 1, foot.depth));
    painter.disc([x + clump.dx, y + clump.dy, clump.z], clump.radius, style);
    painter.disc(
      [x + clump.dx - clump.radius * 0.3, y + clump.dy, clump.z + clump.radius * 0.34],
      clump.radius * 0.52,
      css(seen(painter.palette, scale(colour, clump.shade * 1.16 * (0.55 + 0.45 * Math.min(1.25, lit))), 1, foot.depth), 0.7),
    );
  }
}

function shadowOf(stage: Stage, x: number, y: number, radius: number, height: number): void {
  const day = stage.light === 'day';
  stage.ground((painter) => painter.spot(x + (day ? height * 0.16 : 0), y + (day ? height * 0.12 : 0), radius * 1.5, 'shadow', day ? 0.5 : 0.3));
}

/** A low clipped hedge or flower bed. */
export function hedge(stage: Stage, x0: number, y0: number, x1: number, y1: number, heightMetres = 0.8): void {
  const colour = mix(rgb('#4f6140'), rgb('#6b6a3a'), stage.random.next());
  const bounds = { x0, y0, z0: 0, x1, y1, z1: heightMetres };
  stage.solid({
    bounds,
    reachMetres: 0.1,
    paint: (painter) => painter.box(bounds, colour, 0.9 * Math.min(1.3, painter.lightAt((x0 + x1) / 2, (y0 + y1) / 2))),
  });
}

/** A round bush. */
export function bush(stage: Stage, x: number, y: number, radiusMetres: number): void {
  const colour = stage.random.pick(BUSHES);
  const spots = Array.from({ length: 14 }, () => {
    const up = stage.random.next();
    return {
      dx: stage.random.between(-1, 1) * radiusMetres * (1 - up * 0.6),
      z: (0.18 + up * 0.55) * radiusMetres,
      radius: radiusMetres * stage.random.between(0.24, 0.36),
      shade: 0.6 + up * 0.32 + stage.random.between(-0.05, 0.05),
    };
  }).sort((a, b) => a.shade - b.shade);
  stage.solid({
    bounds: boundsAround(x, y, radiusMetres * 0.5, 0, radiusMetres),
    reachMetres: radiusMetres,
    paint: (painter) => {
      const at = painter.camera.point(x, y, 0);
      if (at === null) return;
      const lit = Math.min(1.4, painter.lightAt(x, y));
      for (const spot of spots) painter.disc([x + spot.dx, y, spot.z], spot.radius, css(seen(painter.palette, scale(colour, spot.shade), lit, at.depth)));
    },
  });
}
