/** World axes: x to the right, y away from the camera's pole, z up. Metres. */
export type Point = readonly [x: number, y: number, z: number];

/** A point on the ground. */
export type Spot = readonly [x: number, y: number];

/** Axis-aligned box around a thing, metres. */
export interface Bounds {
  x0: number;
  y0: number;
  z0: number;
  x1: number;
  y1: number;
  z1: number;
}

/** A rectangle of screen pixels. */
export interface ScreenBox {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export function overlaps(a: ScreenBox, b: ScreenBox): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** Bounds of a thing standing at a spot. */
export function boundsAround(x: number, y: number, radius: number, z0: number, z1: number): Bounds {
  return { x0: x - radius, y0: y - radius, z0, x1: x + radius, y1: y + radius, z1 };
}

/** A local frame on the ground: `at(forward, left, up)` gives world coordinates. */
export class Frame {
  readonly x: number;
  readonly y: number;
  readonly cos: number;
  readonly sin: number;

  constructor(x: number, y: number, headingRadians: number) {
    this.x = x;
    this.y = y;
    this.cos = Math.cos(headingRadians);
    this.sin = Math.sin(headingRadians);
  }

  at(forward: number, left: number, up: number): Point {
    return [this.x + forward * this.cos - left * this.sin, this.y + forward * this.sin + left * this.cos, up];
  }

  /** Turns a local direction into a world direction. */
  direction(forward: number, left: number, up: number): Point {
    return [forward * this.cos - left * this.sin, forward * this.sin + left * this.cos, up];
  }

  bounds(length: number, width: number, z0: number, z1: number): Bounds {
    const halfX = (Math.abs(this.cos) * length + Math.abs(this.sin) * width) / 2;
    const halfY = (Math.abs(this.sin) * length + Math.abs(this.cos) * width) / 2;
    return { x0: this.x - halfX, y0: this.y - halfY, z0, x1: this.x + halfX, y1: this.y + halfY, z1 };
  }
}
