import type { SKRSContext2D } from '@napi-rs/canvas';
import { PICTURE_HEIGHT, PICTURE_WIDTH, type Camera, type ScreenPolygon } from './camera.ts';
import { css, mix, type Rgb } from './colour.ts';
import type { Bounds, Point, Spot } from './geometry.ts';
import { glowCore, glowSprite, spotSprite, type GlowColour, type SpotColour } from './glow.ts';
import { faceLight, seen, type Palette } from './palette.ts';

/** A lamp's light on the ground, which brightens whoever passes through it. */
export interface LightPool {
  x: number;
  y: number;
  radius: number;
  strength: number;
}

/** Draws world shapes to a canvas with one camera and one palette. */
export class Painter {
  readonly ctx: SKRSContext2D;
  readonly camera: Camera;
  readonly palette: Palette;
  private readonly pools: readonly LightPool[];

  constructor(ctx: SKRSContext2D, camera: Camera, palette: Palette, pools: readonly LightPool[]) {
    this.ctx = ctx;
    this.camera = camera;
    this.palette = palette;
    this.pools = pools;
  }

  get isNight(): boolean {
    return this.palette.light === 'night';
  }

  trace(polygon: ScreenPolygon): void {
    const { xy } = polygon;
    this.ctx.moveTo(xy[0] ?? 0, xy[1] ?? 0);
    for (let i = 2; i < xy.length; i += 2) this.ctx.lineTo(xy[i] ?? 0, xy[i + 1] ?? 0);
    this.ctx.closePath();
  }

  fill(points: readonly Point[], style: string): ScreenPolygon | null {
    const polygon = this.camera.polygon(points);
    if (polygon === null) return null;
    this.ctx.fillStyle = style;
    this.ctx.beginPath();
    this.trace(polygon);
    this.ctx.fill();
    return polygon;
  }

  /** Many polygons in one fill: markings, windows, debris. */
  fillMany(polygons: Iterable<readonly Point[]>, style: string): void {
    this.ctx.beginPath();
    let any = false;
    for (const points of polygons) {
      const polygon = this.camera.polygon(points);
      if (polygon === null) continue;
      any = true;
      this.trace(polygon);
    }
    if (!any) return;
    this.ctx.fillStyle = style;
    this.ctx.fill();
  }

  /** A flat face: hidden when turned away, shaded by its direction, the hour and the distance. */
  face(points: readonly Point[], normal: Point, colour: Rgb, brightness = 1): ScreenPolygon | null {
    const through = points[0];
    if (through === undefined || !this.camera.sees(normal, through)) return null;
    const polygon = this.camera.polygon(points);
    if (polygon === null) return null;
    this.ctx.fillStyle = css(seen(this.palette, colour, faceLight(this.palette, normal) * brightness, polygon.depth));
    this.ctx.beginPath();
    this.trace(polygon);
    this.ctx.fill();
    return polygon;
  }

  /** An upright box, or a slab: its visible sides and top. */
  box(bounds: Bounds, colour: Rgb, brightness = 1): void {
    const { x0, y0, z0, x1, y1, z1 } = bounds;
    this.face(
      [
        [x0, y1, z0],
        [x1, y1, z0],
        [x1, y1, z1],
        [x0, y1, z1],
      ],
      [0, 1, 0],
      colour,
      brightness,
    );
    this.face(
      [
        [x0, y0, z0],
        [x0, y1, z0],
        [x0, y1, z1],
        [x0, y0, z1],
      ],
      [-1, 0, 0],
      colour,
      brightness,
    );
    this.face(
      [
        [x1, y0, z0],
        [x1, y1, z0],
        [x1, y1, z1],
        [x1, y0, z1],
      ],
      [1, 0, 0],
      colour,
      brightness,
    );
    this.face(
      [
        [x0, y0, z0],
        [x1, y0, z0],
        [x1, y0, z1],
        [x0, y0, z1],
      ],
      [0, -1, 0],
      colour,
      brightness,
    );
    this.face(
      [
        [x0, y0, z1],
        [x1, y0, z1],
        [x1, y1, z1],
        [x0, y1, z1],
      ],
      [0, 0, 1],
      colour,
      brightness,
    );
  }

  /** Ground paint. Haze over the ground is laid by the row afterwards, so only the hour is applied here. */
  ground(spots: readonly Spot[], colour: Rgb, alpha = 1): void {
    this.fill(
      spots.map(([x, y]): Point => [x, y, 0]),
      css(seen(this.palette, colour, 1, 0), alpha),
    );
  }

  line(from: Point, to: Point, widthMetres: number, colour: Rgb, leastPixels = 0.8): void {
    const a = this.camera.point(...from);
    const b = this.camera.point(...to);
    if (a === null || b === null) return;
    this.ctx.strokeStyle = css(colour);
    this.ctx.lineWidth = Math.max(leastPixels, (widthMetres * (a.scale + b.scale)) / 2);
    this.ctx.beginPath();
    this.ctx.moveTo(a.x, a.y);
    this.ctx.lineTo(b.x, b.y);
    this.ctx.stroke();
  }

  disc(centre: Point, radiusMetres: number, style: string, leastPixels = 0.6): void {
    const at = this.camera.point(...centre);
    if (at === null) return;
    this.ctx.fillStyle = style;
    this.ctx.beginPath();
    this.ctx.arc(at.x, at.y, Math.max(leastPixels, radiusMetres * at.scale), 0, Math.PI * 2);
    this.ctx.fill();
  }

  /** Light spilling around a lamp; adds to what is there. */
  glow(centre: Point, radiusMetres: number, colour: GlowColour, strength: number, stretch = 1): void {
    const at = this.camera.point(...centre);
    if (at === null) return;
    const radius = Math.min(420, Math.max(2.2, radiusMetres * at.scale));
    if (at.x + radius < 0 || at.x - radius > PICTURE_WIDTH || at.y + radius * stretch < 0 || at.y - radius > PICTURE_HEIGHT) return;
    this.ctx.globalCompositeOperation = 'lighter';
    const before = this.ctx.globalAlpha;
    this.ctx.globalAlpha = before * strength;
    this.ctx.drawImage(glowSprite(colour), at.x - radius, at.y - radius * stretch, radius * 2, radius * 2 * stretch);
    this.ctx.globalAlpha = before;
    this.ctx.globalCompositeOperation = 'source-over';
  }

  /** A soft round spot on the ground: a lamp's pool of light, the shade under a tree. */
  spot(x: number, y: number, radius: number, colour: SpotColour, strength: number): void {
    const yaw = (this.camera.pose.yawDegrees * Math.PI) / 180;
    const [rightX, rightY] = [Math.cos(yaw) * radius, -Math.sin(yaw) * radius];
    const [awayX, awayY] = [Math.sin(yaw) * radius, Math.cos(yaw) * radius];
    const far = this.camera.point(x + awayX, y + awayY, 0);
    const near = this.camera.point(x - awayX, y - awayY, 0);
    if (far === null || near === null) return;
    const [middleX, middleY] = [(far.x + near.x) / 2, (far.y + near.y) / 2];
    const middle = this.camera.point(x, y, 0);
    const side = this.camera.point(x + rightX, y + rightY, 0);
    if (middle === null || side === null) return;
    // Two half-diameters of the ellipse that the circle is seen as: across, and towards the camera.
    const [acrossX, acrossY] = [side.x - middle.x, side.y - middle.y];
    const [downX, downY] = [(near.x - far.x) / 2, (near.y - far.y) / 2];
    const [reachX, reachY] = [Math.abs(acrossX) + Math.abs(downX), Math.abs(acrossY) + Math.abs(downY)];
    if (middleX + reachX < 0 || middleX - reachX > PICTURE_WIDTH || middleY - reachY > PICTURE_HEIGHT || middleY + reachY < 0) return;
    this.ctx.save();
    this.ctx.globalAlpha *= strength;
    this.ctx.transform(acrossX, acrossY, downX, downY, middleX, middleY);
    this.ctx.drawImage(spotSprite(colour), -1, -1, 2, 2);
    this.ctx.restore();
  }

  /** The lamp itself with the light around it. */
  light(centre: Point, bulbMetres: number, glowMetres: number, colour: GlowColour, strength: number): void {
    this.glow(centre, glowMetres, colour, strength);
    this.disc(centre, bulbMetres, css(mix(glowCore(colour), [255, 255, 255], 0.35)), 0.7);
  }

  /** 1 in daylight; at night from 1 (dark) upwards under a lamp. */
  lightAt(x: number, y: number): number {
    if (!this.isNight) return 1;
    let sum = 0.92;
    for (const pool of this.pools) {
      const dx = x - pool.x;
      const dy = y - pool.y;
      const ratio = (dx * dx + dy * dy) / (pool.radius * pool.radius);
      if (ratio < 1) sum += pool.strength * (1 - ratio) * (1 - ratio);
    }
    return Math.min(1.9, sum);
  }
}
