import { createCanvas, type Canvas } from '@napi-rs/canvas';
import { css, rgb, type Rgb } from './colour.ts';

export type GlowColour = 'lamp' | 'head' | 'red' | 'amber' | 'green' | 'blue' | 'window' | 'white';

const COLOURS: Readonly<Record<GlowColour, { core: Rgb; fringe: Rgb }>> = {
  lamp: { core: rgb('#ffe2ab'), fringe: rgb('#ffbf6b') },
  head: { core: rgb('#fff4da'), fringe: rgb('#ffe2ab') },
  red: { core: rgb('#ff6a5c'), fringe: rgb('#ff3b30') },
  amber: { core: rgb('#ffb347'), fringe: rgb('#ff9a1f') },
  green: { core: rgb('#7fe3b0'), fringe: rgb('#35c58a') },
  blue: { core: rgb('#9dbcff'), fringe: rgb('#3f74ff') },
  window: { core: rgb('#ffd9a0'), fringe: rgb('#ffb866') },
  white: { core: rgb('#f2f6ff'), fringe: rgb('#cfe0ff') },
};

const SIZE = 128;
const sprites = new Map<GlowColour, Canvas>();

/** A soft round light, drawn once per colour and scaled when used. */
export function glowSprite(colour: GlowColour): Canvas {
  const known = sprites.get(colour);
  if (known !== undefined) return known;
  const canvas = createCanvas(SIZE, SIZE);
  const ctx = canvas.getContext('2d');
  const { core, fringe } = COLOURS[colour];
  const gradient = ctx.createRadialGradient(SIZE / 2, SIZE / 2, 0, SIZE / 2, SIZE / 2, SIZE / 2);
  gradient.addColorStop(0, css(core, 0.95));
  gradient.addColorStop(0.12, css(core, 0.6));
  gradient.addColorStop(0.3, css(fringe, 0.26));
  gradient.addColorStop(0.6, css(fringe, 0.07));
  gradient.addColorStop(1, css(fringe, 0));
  ctx.fillStyle = gradient;
  ctx.fillRect(0, 0, SIZE, SIZE);
  sprites.set(colour, canvas);
  return canvas;
}

export function glowCore(colour: GlowColour): Rgb {
  return COLOURS[colour].core;
}
