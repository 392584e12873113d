import type { ScreenPolygon } from './camera.ts';
import type { Rgb } from './colour.ts';
import type { Point } from './geometry.ts';
import type { Painter } from './painter.ts';

/** Unit normal of a face, pointing away from the middle of the convex part it belongs to. */
export function outwardNormal(points: readonly Point[], middle: Point): Point {
  const [a, b, c] = points;
  if (a === undefined || b === undefined || c === undefined) throw new RangeError('a face has three corners at least');
  const u = [b[0] - a[0], b[1] - a[1], b[2] - a[2]] as const;
  const v = [c[0] - a[0], c[1] - a[1], c[2] - a[2]] as const;
  const n = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]] as const;
  const away = n[0] * (a[0] - middle[0]) + n[1] * (a[1] - middle[1]) + n[2] * (a[2] - middle[2]);
  const length = Math.hypot(n[0], n[1], n[2]) * (away < 0 ? -1 : 1) || 1;
  return [n[0] / length, n[1] / length, n[2] / length];
}

/** A face of a convex part; drawn only when it is turned to the camera. */
export function convexFace(painter: Painter, points: readonly Point[], middle: Point, colour: Rgb, brightness: number): ScreenPolygon | null {
  return painter.face(points, outwardNormal(points, middle), colour, brightness);
}
