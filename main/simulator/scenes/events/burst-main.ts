import { css, rgb } from '../drawing/colour.ts';
import { boundsAround, type Point } from '../drawing/geometry.ts';
import { seen } from '../drawing/palette.ts';
import { Random } from '../drawing/random.ts';
import { episode, secondsAt } from '../motion/loop.ts';
import type { Stage } from '../stage.ts';

const DROPS = 150;
const FLIGHT_SECONDS = 1.6;

/** Water bursting out of the road: a jet, spray, and a puddle that spreads. */
export function burstMain(stage: Stage, place: { x: number; y: number }): void {
  const random = new Random(401);
  const drops = Array.from({ length: DROPS }, () => ({
    offset: random.between(0, FLIGHT_SECONDS),
    angle: random.between(0, Math.PI * 2),
    out: random.between(0.1, 1.5),
    up: random.between(5, 8.4),
    size: random.between(0.06, 0.19),
  }));
  const outline = Array.from({ length: 28 }, (_, i) => {
    const angle = (i / 28) * Math.PI * 2;
    return { angle, reach: 0.8 + 0.16 * Math.sin(angle * 3 + 1) + 0.1 * Math.sin(angle * 5) };
  });
  const puddle = (radius: number, shiftX = 0): Point[] =>
    outline.map(({ angle, reach }): Point => [place.x + shiftX + Math.cos(angle) * radius * reach, place.y + Math.sin(angle) * radius * reach * 1.5, 0.005]);
  stage.actor((frame) => {
    const seconds = secondsAt(frame);
    const strength = episode(seconds, 1, 7, 44.5);
    const spread = episode(seconds, 2, 30, 45);
    if (spread <= 0.005 && strength <= 0.01) return [];
    return [
      {
        bounds: { x0: place.x - 6, y0: place.y - 9, z0: 0, x1: place.x + 6, y1: place.y + 9, z1: 0 },
        reachMetres: 0.5,
        paint: (painter) => {
          const radius = 1 + 5.4 * spread;
          const water = seen(painter.palette, painter.isNight ? rgb('#6d86a2') : rgb('#8fa3b1'), 1, 0);
          painter.fill(puddle(radius), css(water, 0.42 * Math.min(1, spread * 6)));
          painter.fill(puddle(radius * 0.78, 0.2), css(water, 0.4 * Math.min(1, spread * 6)));
          painter.fill(puddle(radius * 0.45, -0.2), css(seen(painter.palette, rgb('#c6d4dd'), 1, 0), 0.3 * Math.min(1, spread * 6)));
          painter.ctx.lineWidth = 1.4;
          for (let ring = 0; ring < 3; ring++) {
            const phase = (((seconds * 0.75 + ring / 3) % 1) + 1) % 1;
            const polygon = painter.camera.polygon(puddle(radius * (0.15 + phase * 0.8)));
            if (polygon === null) continue;
            painter.ctx.strokeStyle = `rgba(225,236,244,${(0.35 * (1 - phase) * strength).toFixed(3)})`;
            painter.ctx.beginPath();
            painter.trace(polygon);
            painter.ctx.stroke();
          }
        },
      },
      {
        bounds: boundsAround(place.x, place.y, 1.2, 0, 5.5),
        reachMetres: 3,
        paint: (painter) => {
          const light = painter.isNight ? 1.5 * painter.lightAt(place.x, place.y) : 1;
          const style = css(seen(painter.palette, rgb('#e3edf3'), light, 12), 0.72);
          const core = painter.camera.point(place.x, place.y, 0);
          const top = painter.camera.point(place.x, place.y, 4.6 * strength);
          if (core !== null && top !== null) {
            const width = 0.42 * core.scale;
            const gradient = painter.ctx.createLinearGradient(0, core.y, 0, top.y);
            gradient.addColorStop(0, css(seen(painter.palette, rgb('#dfeaf1'), light, 12), 0.85));
            gradient.addColorStop(1, css(seen(painter.palette, rgb('#dfeaf1'), light, 12), 0));
            painter.ctx.fillStyle = gradient;
            painter.ctx.beginPath();
            painter.ctx.moveTo(core.x - width * 0.6, core.y);
            painter.ctx.quadraticCurveTo(core.x - width * 0.4, (core.y + top.y) / 2, top.x - width * 1.6, top.y);
            painter.ctx.lineTo(top.x + width * 1.6, top.y);
            painter.ctx.quadraticCurveTo(core.x + width * 0.4, (core.y + top.y) / 2, core.x + width * 0.6, core.y);
            painter.ctx.fill();
          }
          painter.ctx.fillStyle = style;
          for (const drop of drops) {
            const age = (seconds + drop.offset) % FLIGHT_SECONDS;
            const z = (drop.up * age - 4.9 * age * age) * strength;
            if (z < 0) continue;
            const out = drop.out * age * (0.5 + 0.5 * strength) * 1.2;
            painter.disc([place.x + Math.cos(drop.angle) * out, place.y + Math.sin(drop.angle) * out, z], drop.size, style);
          }
          painter.glow([place.x, place.y, 0.3], 1.6, 'white', 0.18 * strength);
        },
      },
    ];
  });
}
