import { createCanvas, type Canvas } from '@napi-rs/canvas';
import type { Light } from '../../types.ts';
import { PICTURE_HEIGHT, PICTURE_WIDTH } from './camera.ts';
import { css, mix, type Rgb } from './colour.ts';
import type { Painter } from './painter.ts';
import { seen } from './palette.ts';
import { Random } from './random.ts';

/** Height of the painted sky above the horizon, radians; above it the colour no longer changes. */
const SKY_RADIANS = 0.62;

/** Sky, bare ground and far tree line. */
export function paintSky(painter: Painter, floor: Rgb, seed: number): void {
  const { ctx, camera, palette } = painter;
  const horizon = camera.horizonRow();
  const skyRows = camera.pose.focalPixels * SKY_RADIANS;
  if (horizon > 0) {
    const gradient = ctx.createLinearGradient(0, horizon - skyRows, 0, horizon);
    gradient.addColorStop(0, css(palette.skyTop));
    gradient.addColorStop(0.55, css(palette.skyMiddle));
    gradient.addColorStop(0.93, css(palette.skyLow));
    gradient.addColorStop(1, css(mix(palette.skyLow, palette.haze, 0.55)));
    ctx.fillStyle = gradient;
    ctx.fillRect(0, 0, PICTURE_WIDTH, Math.min(PICTURE_HEIGHT, horizon + 1));
    clouds(painter, horizon, seed);
  }
  if (horizon < PICTURE_HEIGHT) {
    ctx.fillStyle = css(seen(palette, floor, 1, 0));
    ctx.fillRect(0, Math.max(0, horizon), PICTURE_WIDTH, PICTURE_HEIGHT);
  }
}

/** Long soft clouds, fixed to the compass so that they turn with the camera. */
function clouds(painter: Painter, horizon: number, seed: number): void {
  const { ctx, camera, palette } = painter;
  const random = new Random(seed ^ 0x77aa11);
  const focal = camera.pose.focalPixels;
  const colour = palette.light === 'day' ? mix(palette.skyLow, [255, 255, 255], 0.5) : mix(palette.skyMiddle, palette.skyLow, 0.6);
  for (let i = 0; i < 22; i++) {
    const bearing = random.between(-Math.PI, Math.PI);
    const rise = random.between(0.03, 0.5);
    const width = random.between(0.12, 0.42);
    const height = width * random.between(0.08, 0.16);
    let turn = bearing - (camera.pose.yawDegrees * Math.PI) / 180;
    turn = Math.atan2(Math.sin(turn), Math.cos(turn));
    if (Math.abs(turn) > 1.3) continue;
    const x = PICTURE_WIDTH / 2 + Math.tan(turn) * focal;
    const y = horizon - rise * focal;
    ctx.save();
    ctx.translate(x, y);
    ctx.scale(width * focal, height * focal);
    const gradient = ctx.createRadialGradient(0, 0, 0, 0, 0, 1);
    gradient.addColorStop(0, css(colour, palette.light === 'day' ? 0.5 : 0.28));
    gradient.addColorStop(1, css(colour, 0));
    ctx.fillStyle = gradient;
    ctx.fillRect(-1, -1, 2, 2);
    ctx.restore();
  }
}

/** Haze over the ground, by the row: the further, the paler. */
export function paintGroundHaze(painter: Painter): void {
  const { ctx, camera, palette } = painter;
  const top = Math.max(0, camera.horizonRow());
  if (top >= PICTURE_HEIGHT) return;
  const gradient = ctx.createLinearGradient(0, top, 0, PICTURE_HEIGHT);
  for (let i = 0; i <= 16; i++) {
    // Stops lie closer near the horizon, where the distance changes fastest.
    const share = (i / 16) ** 2;
    const depth = camera.groundDepth(top + 0.5 + share * (PICTURE_HEIGHT - top));
    gradient.addColorStop(share, css(palette.haze, Math.min(0.985, 1 - Math.exp(-Math.max(0, depth - 6) / palette.hazeMetres))));
  }
  ctx.fillStyle = gradient;
  ctx.fillRect(0, top, PICTURE_WIDTH, PICTURE_HEIGHT - top);
}

/** Darker corners, as every small lens gives; laid over the finished picture. */
export function vignetteCanvas(light: Light): Canvas {
  const canvas = createCanvas(PICTURE_WIDTH, PICTURE_HEIGHT);
  const ctx = canvas.getContext('2d');
  const gradient = ctx.createRadialGradient(
    PICTURE_WIDTH / 2,
    PICTURE_HEIGHT * 0.48,
    PICTURE_HEIGHT * 0.5,
    PICTURE_WIDTH / 2,
    PICTURE_HEIGHT * 0.48,
    PICTURE_WIDTH * 0.66,
  );
  gradient.addColorStop(0, 'rgba(5,8,13,0)');
  gradient.addColorStop(1, light === 'night' ? 'rgba(5,8,13,0.42)' : 'rgba(5,8,13,0.2)');
  ctx.fillStyle = gradient;
  ctx.fillRect(0, 0, PICTURE_WIDTH, PICTURE_HEIGHT);
  return canvas;
}
