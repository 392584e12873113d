import type { Light } from '../../types.ts';
import type { Point } from './geometry.ts';
import { mix, multiply, rgb, scale, type Rgb } from './colour.ts';

/** Everything that the hour of day decides. Things carry their daylight colour; the palette turns it into what is seen. */
export interface Palette {
  light: Light;
  skyTop: Rgb;
  skyMiddle: Rgb;
  skyLow: Rgb;
  haze: Rgb;
  /** Distance at which 63 % of a colour is haze, metres. */
  hazeMetres: number;
  /** Multiplied into every daylight colour. */
  ambient: Rgb;
  /** Direction towards the brightest part of the sky. */
  sun: Point;
  /** Share of a face's brightness that depends on its direction. */
  contrast: number;
  shadowAlpha: number;
  /** Share of windows with a light on. */
  litWindows: number;
}

const DAY: Palette = {
  light: 'day',
  skyTop: rgb('#8ea3b8'),
  skyMiddle: rgb('#b9c5ce'),
  skyLow: rgb('#dcdedb'),
  haze: rgb('#c5ccd0'),
  hazeMetres: 260,
  ambient: rgb('#fffdf8'),
  sun: [-0.5, -0.45, 0.74],
  contrast: 0.42,
  shadowAlpha: 0.2,
  litWindows: 0.03,
};

const NIGHT: Palette = {
  light: 'night',
  skyTop: rgb('#111a2a'),
  skyMiddle: rgb('#2b3a50'),
  skyLow: rgb('#7d7272'),
  haze: rgb('#48505f'),
  hazeMetres: 190,
  ambient: rgb('#717c90'),
  sun: [-0.3, -0.5, 0.8],
  contrast: 0.34,
  shadowAlpha: 0.26,
  litWindows: 0.34,
};

/** Each look has its own dusk: the strip of sky above the roofs runs from grey to orange. */
const DUSKS = ['#8f7a72', '#77727a', '#b08c74', '#86757c', '#656b78'];

export function paletteOf(light: Light, look: number): Palette {
  if (light === 'day') return DAY;
  const dusk = rgb(DUSKS[Math.abs(Math.trunc(look)) % DUSKS.length] ?? '#8f7a72');
  return { ...NIGHT, skyLow: dusk, haze: mix(NIGHT.haze, dusk, 0.18) };
}

/** Brightness of a face by the direction it is turned to. */
export function faceLight(palette: Palette, normal: Point): number {
  const towards = normal[0] * palette.sun[0] + normal[1] * palette.sun[1] + normal[2] * palette.sun[2];
  return 1 - palette.contrast + palette.contrast * (0.45 + 0.62 * towards);
}

export function hazeShare(palette: Palette, depth: number): number {
  return Math.min(0.9, 1 - Math.exp(-Math.max(0, depth - 6) / palette.hazeMetres));
}

/** What is seen of a daylight colour: ambient light, direction of the face, distance. */
export function seen(palette: Palette, colour: Rgb, brightness: number, depth: number): Rgb {
  return mix(scale(multiply(colour, palette.ambient), brightness), palette.haze, hazeShare(palette, depth));
}
