import { css, rgb } from '../drawing/colour.ts';
import { boundsAround, type Point } from '../drawing/geometry.ts';
import { seen } from '../drawing/palette.ts';
import { secondsAt } from '../motion/loop.ts';
import type { Stage } from '../stage.ts';
import { circle, disc } from './ground.ts';

/** Seconds of one drop's flight; whole flights fit the loop. */
const FLIGHT_SECONDS = 1.2;

/** A round basin with jets. */
export function fountain(stage: Stage, x: number, y: number, radius: number): void {
  disc(stage, x, y, radius + 0.5, rgb('#a49e93'));
  disc(stage, x, y, radius, rgb('#71899a'));
  const jets = Array.from({ length: 9 }, (_, i): readonly [number, number, number] =>
    i === 0 ? [x, y, 3.4] : [x + Math.cos((i / 8) * Math.PI * 2) * radius * 0.6, y + Math.sin((i / 8) * Math.PI * 2) * radius * 0.6, 1.7],
  );
  stage.solid({
    bounds: boundsAround(x, y, radius + 0.5, 0, 0.5),
    reachMetres: 0.1,
    paint: (painter) => {
      const rim = (r: number, z: number): Point[] => circle(x, y, r, 32).map(([px, py]): Point => [px, py, z]);
      const depth = painter.camera.point(x, y, 0)?.depth ?? 30;
      painter.fill([...rim(radius + 0.5, 0.02)], css(seen(painter.palette, rgb('#7d776d'), 0.9, depth)));
      painter.fill(rim(radius + 0.5, 0.5), css(seen(painter.palette, rgb('#b3ada2'), 1, depth)));
      painter.fill(rim(radius, 0.46), css(seen(painter.palette, rgb('#7f99a9'), 1, depth)));
    },
  });
  stage.actor((frame) =>
    jets.map(([jx, jy, height], index) => ({
      bounds: boundsAround(jx, jy, 0.4, 0.5, 0.5 + height),
      reachMetres: 0.6,
      paint: (painter) => {
        const depth = painter.camera.point(jx, jy, 0)?.depth ?? 30;
        const style = css(seen(painter.palette, rgb('#eef4f7'), painter.isNight ? 1.25 : 1, depth), 0.6);
        const rise = Math.sqrt(2 * 9.8 * height);
        for (let drop = 0; drop < 16; drop++) {
          const age = ((secondsAt(frame) + (drop / 16) * FLIGHT_SECONDS + index * 0.13) % FLIGHT_SECONDS) / FLIGHT_SECONDS;
          const t = age * ((2 * rise) / 9.8);
          const z = 0.5 + rise * t - 4.9 * t * t;
          const angle = drop * 2.4;
          painter.disc([jx + Math.cos(angle) * 0.28 * age, jy + Math.sin(angle) * 0.28 * age, z], 0.1, style);
        }
      },
    })),
  );
  if (stage.light === 'night') stage.glows.push({ at: [x, y, 0.8], bulbMetres: 0.05, glowMetres: radius * 0.9, colour: 'white', strength: 0.12 });
}
