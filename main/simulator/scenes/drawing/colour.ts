/** Red, green, blue, 0..255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** Reads `#rrggbb`. */
export function rgb(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

export function mix(a: Rgb, b: Rgb, share: number): Rgb {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share];
}

export function scale(colour: Rgb, factor: number): Rgb {
  return [colour[0] * factor, colour[1] * factor, colour[2] * factor];
}

export function multiply(colour: Rgb, tint: Rgb): Rgb {
  return [(colour[0] * tint[0]) / 255, (colour[1] * tint[1]) / 255, (colour[2] * tint[2]) / 255];
}

const channel = (value: number): number => Math.max(0, Math.min(255, Math.round(value)));

/** CSS text of a colour. */
export function css(colour: Rgb, alpha = 1): string {
  const [red, green, blue] = [channel(colour[0]), channel(colour[1]), channel(colour[2])];
  return alpha >= 1 ? `rgb(${red},${green},${blue})` : `rgba(${red},${green},${blue},${alpha.toFixed(3)})`;
}
