import { createCanvas, type Canvas, type SKRSContext2D } from '@napi-rs/canvas';
import { Camera, PICTURE_HEIGHT, PICTURE_WIDTH, samePose, type Pose } from './drawing/camera.ts';
import { depthOrder, type Placed } from './drawing/depth-order.ts';
import { overlaps, type Bounds, type ScreenBox } from './drawing/geometry.ts';
import { Painter } from './drawing/painter.ts';
import { paintGroundHaze, paintSky, vignetteCanvas } from './drawing/sky.ts';
import type { Stage, StandingGlow, Thing } from './stage.ts';

/** Colour of the strip that the cameras' own name and clock replace. */
export const STRIP_COLOUR = '#10141a';
export const STRIP_PIXELS = 32;

interface PlacedThing extends Placed {
  thing: Thing;
  /** Its own picture, painted when it first has to cover something that moves. Null for what moves. */
  sprite: Canvas | null;
  stands: boolean;
}

/** What does not change while the camera is still. */
interface StillView {
  pose: Pose;
  background: Canvas;
  standing: PlacedThing[];
  glows: readonly StandingGlow[];
}

/** Draws a scene's frames. What stands is painted once per camera position; what moves, and what hides it, every frame. */
export class SceneRenderer {
  readonly canvas: Canvas = createCanvas(PICTURE_WIDTH, PICTURE_HEIGHT);
  private readonly ctx: SKRSContext2D = this.canvas.getContext('2d');
  private readonly stage: Stage;
  private readonly vignette: Canvas;
  private still: StillView | null = null;
  private lastPose: Pose | null = null;

  constructor(stage: Stage) {
    this.stage = stage;
    this.vignette = vignetteCanvas(stage.light);
  }

  /** Draws one frame of the loop as seen from a pose. */
  draw(frame: number, pose: Pose): void {
    const settled = this.lastPose !== null && samePose(this.lastPose, pose);
    this.lastPose = pose;
    if (this.still !== null && samePose(this.still.pose, pose)) this.drawOver(this.still, frame);
    else if (settled || this.still === null) {
      this.still = this.paintStill(pose);
      this.drawOver(this.still, frame);
    } else this.drawWhole(frame, pose);
    this.ctx.fillStyle = STRIP_COLOUR;
    this.ctx.fillRect(0, 0, PICTURE_WIDTH, STRIP_PIXELS);
  }

  /** The picture as RGBA bytes. A copy of its own: the next frame may be drawn at once. */
  pixels(): Buffer {
    // Not canvas.data(): its buffers are unknown to the garbage collector and pile up to gigabytes.
    const { data } = this.ctx.getImageData(0, 0, PICTURE_WIDTH, PICTURE_HEIGHT);
    return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  }

  private paintGround(painter: Painter): void {
    paintSky(painter, this.stage.floor, this.stage.look);
    for (const layer of this.stage.groundLayers) layer(painter);
    paintGroundHaze(painter);
  }

  private paintStill(pose: Pose): StillView {
    const camera = new Camera(pose);
    const background = createCanvas(PICTURE_WIDTH, PICTURE_HEIGHT);
    const painter = new Painter(background.getContext('2d'), camera, this.stage.palette, this.stage.pools);
    this.paintGround(painter);
    const standing = place(this.stage.solids, camera, true);
    for (const placed of depthOrder(standing, pose)) placed.thing.paint(painter);
    return { pose, background, standing, glows: this.visibleGlows(pose) };
  }

  private visibleGlows(pose: Pose): StandingGlow[] {
    const walls = this.stage.solids.filter(({ bounds }) => bounds.x1 - bounds.x0 > 3 && bounds.y1 - bounds.y0 > 3);
    return this.stage.glows.filter((glow) => !walls.some(({ bounds }) => hides(bounds, pose, glow.at)));
  }

  /** What lies over everything: the shade of the lens, and lamps that shine into it. */
  private finish(painter: Painter, glows: readonly StandingGlow[]): void {
    this.ctx.drawImage(this.vignette, 0, 0);
    for (const glow of glows) painter.light(glow.at, glow.bulbMetres, glow.glowMetres, glow.colour, glow.strength);
  }

  private movers(frame: number, camera: Camera): PlacedThing[] {
    return place(
      this.stage.actors.flatMap((actor) => actor(frame)),
      camera,
      false,
    );
  }

  private drawOver(view: StillView, frame: number): void {
    const camera = new Camera(view.pose);
    const painter = new Painter(this.ctx, camera, this.stage.palette, this.stage.pools);
    this.ctx.drawImage(view.background, 0, 0);
    const moving = this.movers(frame, camera);
    const near = view.standing.filter((placed) => moving.some((mover) => overlaps(placed.box, mover.box)));
    const dirty: ScreenBox[] = [];
    for (const placed of depthOrder([...near, ...moving], view.pose)) {
      if (!placed.stands) {
        placed.thing.paint(painter);
        dirty.push(placed.box);
        continue;
      }
      const touched = dirty.filter((box) => overlaps(box, placed.box));
      if (touched.length > 0) this.restore(placed, touched, camera);
    }
    this.finish(painter, view.glows);
  }

  /** Paints a standing thing again, only where something that moves was painted behind it. */
  private restore(placed: PlacedThing, touched: readonly ScreenBox[], camera: Camera): void {
    const { box } = placed;
    if (placed.sprite === null) {
      placed.sprite = createCanvas(box.right - box.left, box.bottom - box.top);
      const ctx = placed.sprite.getContext('2d');
      ctx.translate(-box.left, -box.top);
      placed.thing.paint(new Painter(ctx, camera, this.stage.palette, this.stage.pools));
    }
    const area = union(touched.map((other) => intersection(other, box)));
    const [width, height] = [area.right - area.left, area.bottom - area.top];
    this.ctx.drawImage(placed.sprite, area.left - box.left, area.top - box.top, width, height, area.left, area.top, width, height);
  }

  private drawWhole(frame: number, pose: Pose): void {
    const camera = new Camera(pose);
    const painter = new Painter(this.ctx, camera, this.stage.palette, this.stage.pools);
    this.paintGround(painter);
    const things = [...place(this.stage.solids, camera, true), ...this.movers(frame, camera)];
    for (const placed of depthOrder(things, pose)) placed.thing.paint(painter);
    this.finish(painter, this.visibleGlows(pose));
  }
}

function place(things: readonly Thing[], camera: Camera, stands: boolean): PlacedThing[] {
  const placed: PlacedThing[] = [];
  for (const thing of things) {
    const { bounds, reachMetres: r } = thing;
    const box = camera.screenBox(
      { x0: bounds.x0 - r, y0: bounds.y0 - r, z0: Math.max(0, bounds.z0 - r), x1: bounds.x1 + r, y1: bounds.y1 + r, z1: bounds.z1 + (bounds.z1 > 0 ? r : 0) },
      2,
    );
    if (box === null) continue;
    const dx = (bounds.x0 + bounds.x1) / 2 - camera.pose.x;
    const dy = (bounds.y0 + bounds.y1) / 2 - camera.pose.y;
    placed.push({ thing, bounds, box, distance: Math.hypot(dx, dy), sprite: null, stands });
  }
  return placed;
}

/** Whether a box stands between the camera and a point. */
function hides(bounds: Bounds, eye: Pose, at: readonly [number, number, number]): boolean {
  let enter = 0;
  let leave = 0.98;
  const slab = (from: number, to: number, low: number, high: number): void => {
    const way = to - from;
    if (Math.abs(way) < 1e-9) {
      if (from < low || from > high) leave = -1;
      return;
    }
    const [a, b] = [(low - from) / way, (high - from) / way];
    enter = Math.max(enter, Math.min(a, b));
    leave = Math.min(leave, Math.max(a, b));
  };
  slab(eye.x, at[0], bounds.x0, bounds.x1);
  slab(eye.y, at[1], bounds.y0, bounds.y1);
  slab(eye.z, at[2], bounds.z0, bounds.z1);
  return enter < leave;
}

function intersection(a: ScreenBox, b: ScreenBox): ScreenBox {
  return { left: Math.max(a.left, b.left), top: Math.max(a.top, b.top), right: Math.min(a.right, b.right), bottom: Math.min(a.bottom, b.bottom) };
}

function union(boxes: readonly ScreenBox[]): ScreenBox {
  return {
    left: Math.min(...boxes.map((box) => box.left)),
    top: Math.min(...boxes.map((box) => box.top)),
    right: Math.max(...boxes.map((box) => box.right)),
    bottom: Math.max(...boxes.map((box) => box.bottom)),
  };
}
