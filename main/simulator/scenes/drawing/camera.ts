import type { Bounds, Point, ScreenBox } from './geometry.ts';

/** Where a camera stands and looks. Yaw grows to the right, pitch grows downwards. */
export interface Pose {
  x: number;
  y: number;
  z: number;
  yawDegrees: number;
  pitchDegrees: number;
  focalPixels: number;
}

/** A polygon on the screen: x and y alternate. `depth` is the mean distance along the optical axis, metres. */
export interface ScreenPolygon {
  xy: number[];
  depth: number;
}

export const PICTURE_WIDTH = 1280;
export const PICTURE_HEIGHT = 720;

/** Everything nearer is cut away, so that nothing is projected from behind the camera. */
const NEAR_METRES = 0.6;
const MARGIN_PIXELS = 6;
/** Far off the picture the exact place of a corner is of no interest; Skia is faster with small numbers. */
const FAR_OFF_PIXELS = 1_000_000;

const CENTRE_X = PICTURE_WIDTH / 2;
/** A little below the middle, since the name strip hides the top of the picture. */
const CENTRE_Y = PICTURE_HEIGHT / 2 + 12;

/** Perspective projection of the world to picture pixels. Immutable: a moved camera is a new one. */
export class Camera {
  readonly pose: Pose;
  private readonly sinYaw: number;
  private readonly cosYaw: number;
  private readonly sinPitch: number;
  private readonly cosPitch: number;

  constructor(pose: Pose) {
    this.pose = pose;
    const yaw = (pose.yawDegrees * Math.PI) / 180;
    const pitch = (pose.pitchDegrees * Math.PI) / 180;
    this.sinYaw = Math.sin(yaw);
    this.cosYaw = Math.cos(yaw);
    this.sinPitch = Math.sin(pitch);
    this.cosPitch = Math.cos(pitch);
  }

  /** World to camera coordinates: right, up, depth. */
  toView(x: number, y: number, z: number): Point {
    const dx = x - this.pose.x;
    const dy = y - this.pose.y;
    const dz = z - this.pose.z;
    const forward = dx * this.sinYaw + dy * this.cosYaw;
    return [dx * this.cosYaw - dy * this.sinYaw, forward * this.sinPitch + dz * this.cosPitch, forward * this.cosPitch - dz * this.sinPitch];
  }

  /** Screen place and scale (pixels per metre) of a point, or null when it is behind the camera. */
  point(x: number, y: number, z: number): { x: number; y: number; depth: number; scale: number } | null {
    const view = this.toView(x, y, z);
    if (view[2] < NEAR_METRES) return null;
    const scale = this.pose.focalPixels / view[2];
    return { x: CENTRE_X + view[0] * scale, y: CENTRE_Y - view[1] * scale, depth: view[2], scale };
  }

  /** Projects a polygon, cut at the near plane; null when nothing of it can be seen. */
  polygon(points: readonly Point[]): ScreenPolygon | null {
    const xy: number[] = [];
    let depthSum = 0;
    let left = true;
    let right = true;
    let above = true;
    let below = true;
    const push = (vx: number, vy: number, vz: number): void => {
      const scale = this.pose.focalPixels / vz;
      const sx = CENTRE_X + vx * scale;
      const sy = CENTRE_Y - vy * scale;
      left &&= sx < -MARGIN_PIXELS;
      right &&= sx > PICTURE_WIDTH + MARGIN_PIXELS;
      above &&= sy < -MARGIN_PIXELS;
      below &&= sy > PICTURE_HEIGHT + MARGIN_PIXELS;
      xy.push(Math.max(-FAR_OFF_PIXELS, Math.min(FAR_OFF_PIXELS, sx)), Math.max(-FAR_OFF_PIXELS, Math.min(FAR_OFF_PIXELS, sy)));
      depthSum += vz;
    };
    const last = points[points.length - 1];
    if (last === undefined) return null;
    let previous = this.toView(last[0], last[1], last[2]);
    for (const point of points) {
      const current = this.toView(point[0], point[1], point[2]);
      if (previous[2] >= NEAR_METRES !== current[2] >= NEAR_METRES) {
        const t = (NEAR_METRES - previous[2]) / (current[2] - previous[2]);
        push(previous[0] + (current[0] - previous[0]) * t, previous[1] + (current[1] - previous[1]) * t, NEAR_METRES);
      }
      if (current[2] >= NEAR_METRES) push(current[0], current[1], current[2]);
      previous = current;
    }
    if (xy.length < 6 || left || right || above || below) return null;
    return { xy, depth: depthSum / (xy.length / 2) };
  }

  /** True when a face with this outward normal through this point is turned towards the camera. */
  sees(normal: Point, through: Point): boolean {
    const { x, y, z } = this.pose;
    return normal[0] * (x - through[0]) + normal[1] * (y - through[1]) + normal[2] * (z - through[2]) > 0;
  }

  /** Pixels that a box can cover, with a margin; null when it is out of the picture. */
  screenBox(bounds: Bounds, marginPixels: number): ScreenBox | null {
    let left = Infinity;
    let right = -Infinity;
    let top = Infinity;
    let bottom = -Infinity;
    let seen = false;
    let behind = false;
    for (let corner = 0; corner < 8; corner++) {
      const view = this.toView(corner & 1 ? bounds.x1 : bounds.x0, corner & 2 ? bounds.y1 : bounds.y0, corner & 4 ? bounds.z1 : bounds.z0);
      if (view[2] < NEAR_METRES) {
        behind = true;
        continue;
      }
      seen = true;
      const scale = this.pose.focalPixels / view[2];
      left = Math.min(left, CENTRE_X + view[0] * scale);
      right = Math.max(right, CENTRE_X + view[0] * scale);
      top = Math.min(top, CENTRE_Y - view[1] * scale);
      bottom = Math.max(bottom, CENTRE_Y - view[1] * scale);
    }
    if (!seen) return null;
    // A box around the camera's own plane may reach any side of the picture.
    if (behind) return { left: 0, top: 0, right: PICTURE_WIDTH, bottom: PICTURE_HEIGHT };
    const box = {
      left: Math.max(0, Math.floor(left - marginPixels)),
      top: Math.max(0, Math.floor(top - marginPixels)),
      right: Math.min(PICTURE_WIDTH, Math.ceil(right + marginPixels)),
      bottom: Math.min(PICTURE_HEIGHT, Math.ceil(bottom + marginPixels)),
    };
    return box.left < box.right && box.top < box.bottom ? box : null;
  }

  /** Screen row of the horizon. */
  horizonRow(): number {
    return CENTRE_Y - this.pose.focalPixels * (this.sinPitch / this.cosPitch);
  }

  /** Distance along the optical axis at which the ground is seen in this row, or Infinity above the horizon. */
  groundDepth(row: number): number {
    const up = (CENTRE_Y - row) / this.pose.focalPixels;
    const fall = this.sinPitch - up * this.cosPitch;
    return fall <= 0 ? Infinity : this.pose.z / fall;
  }
}

export function samePose(a: Pose, b: Pose): boolean {
  return a.x === b.x && a.y === b.y && a.z === b.z && a.yawDegrees === b.yawDegrees && a.pitchDegrees === b.pitchDegrees && a.focalPixels === b.focalPixels;
}
