import { createCanvas, type Canvas } from '@napi-rs/canvas';
import { boundsAround } from '../drawing/geometry.ts';
import { Random } from '../drawing/random.ts';
import { episode, secondsAt } from '../motion/loop.ts';
import { LOOP_SECONDS } from '../../types.ts';
import type { Stage } from '../stage.ts';

const PUFFS = 64;
/** A puff lives this long; whole lives fit the loop. */
const LIFE_SECONDS = 8;

let puffs: { dark: Canvas; pale: Canvas } | null = null;

function puffSprites(): { dark: Canvas; pale: Canvas } {
  puffs ??= { dark: puff('rgba(38,38,40,'), pale: puff('rgba(132,134,138,') };
  return puffs;
}

function puff(colour: string): Canvas {
  const canvas = createCanvas(96, 96);
  const ctx = canvas.getContext('2d');
  const gradient = ctx.createRadialGradient(48, 48, 2, 48, 48, 48);
  gradient.addColorStop(0, `${colour}0.62)`);
  gradient.addColorStop(0.5, `${colour}0.34)`);
  gradient.addColorStop(1, `${colour}0)`);
  ctx.fillStyle = gradient;
  ctx.fillRect(0, 0, 96, 96);
  return canvas;
}

/** Smoke that begins thin, grows into a column leaning with the wind, and glows at its foot. */
export function smoke(stage: Stage, place: { x: number; y: number; z: number }): void {
  const random = new Random(77);
  const grains = Array.from({ length: PUFFS }, (_, i) => ({
    offset: (i / PUFFS) * LIFE_SECONDS,
    sway: random.between(-1, 1),
    drift: random.between(0.7, 1.3),
    size: random.between(0.75, 1.25),
    pale: random.chance(0.45),
  }));
  stage.actor((frame) => {
    const seconds = secondsAt(frame);
    const strength = episode(seconds, 2, 16, 43, LOOP_SECONDS);
    if (strength <= 0.01) return [];
    return [
      {
        bounds: { ...boundsAround(place.x, place.y, 0.4, place.z - 0.4, place.z + 16) },
        reachMetres: 8,
        paint: (painter) => {
          const sprites = puffSprites();
          const flicker = 0.75 + 0.25 * Math.sin((seconds / LOOP_SECONDS) * Math.PI * 2 * 90);
          painter.glow([place.x, place.y, place.z], 1.5 * (0.4 + strength), 'amber', (painter.isNight ? 0.95 : 0.6) * strength * flicker);
          for (const grain of grains) {
            const age = (((seconds + grain.offset) % LIFE_SECONDS) + LIFE_SECONDS) % LIFE_SECONDS;
            const life = age / LIFE_SECONDS;
            const rise = (age * 1.5 + age * age * 0.06) * grain.drift * (0.45 + 0.55 * strength);
            const at = painter.camera.point(place.x + life * (2.4 + grain.sway * 1.5), place.y + grain.sway * life * 1.2, place.z + rise);
            if (at === null) continue;
            const radius = (0.45 + life * 2.6) * grain.size * at.scale * (0.5 + 0.5 * strength);
            painter.ctx.globalAlpha = Math.min(1, strength * 1.1) * Math.min(1, life * 8) * (1 - life) * (painter.isNight ? 0.8 : 0.95);
            painter.ctx.drawImage(grain.pale ? sprites.pale : sprites.dark, at.x - radius, at.y - radius, radius * 2, radius * 2);
          }
          painter.ctx.globalAlpha = 1;
        },
      },
    ];
  });
}
