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

/** A spot on the ground whose edge cannot be seen. */
export type SpotColour = 'lamplight' | 'shadow';

const SPOTS: Readonly<Record<SpotColour, string>> = { lamplight: '255,206,132', shadow: '10,14,18' };
const spotSprites = new Map<SpotColour, Canvas>();

export function spotSprite(colour: SpotColour): Canvas {
  const known = spotSprites.get(colour);
  if (known !== undefined) return known;
  const canvas = createCanvas(SIZE, SIZE);
  const ctx = canvas.getContext('2d');
  const gradient = ctx.createRadialGradient(SIZE / 2, SIZE / 2, 0, SIZE / 2, SIZE / 2, SIZE / 2);
  for (const [at, alpha] of [
    [0, 1],
    [0.25, 0.8],
    [0.5, 0.48],
    [0.75, 0.17],
    [1, 0],
  ] as const)
    gradient.addColorStop(at, `rgba(${SPOTS[colour]},${alpha})`);
  ctx.fillStyle = gradient;
  ctx.fillRect(0, 0, SIZE, SIZE);
  spotSprites.set(colour, canvas);
  return canvas;
}

export const BEAM_PIXELS = 96;
let beam: Canvas | null = null;

/** Light of two headlights on the road: from the middle of the left edge it fans out to the right and fades. */
export function beamSprite(): Canvas {
  if (beam !== null) return beam;
  const canvas = createCanvas(BEAM_PIXELS, BEAM_PIXELS);
  const ctx = canvas.getContext('2d');
  const image = ctx.createImageData(BEAM_PIXELS, BEAM_PIXELS);
  for (let y = 0; y < BEAM_PIXELS; y++) {
    for (let x = 0; x < BEAM_PIXELS; x++) {
      const along = (x + 0.5) / BEAM_PIXELS;
      const aside = Math.abs((y + 0.5) / BEAM_PIXELS - 0.5) * 2;
      const edge = 0.26 + 0.72 * along;
      const across = Math.max(0, 1 - (aside / edge) ** 2);
      const strength = across * (1 - along) ** 1.3 * Math.min(1, along * 8) * 0.42;
      image.data.set([255, 238, 198, Math.round(strength * 255)], (y * BEAM_PIXELS + x) * 4);
    }
  }
  ctx.putImageData(image, 0, 0);
  beam = canvas;
  return canvas;
}

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
