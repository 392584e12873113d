import { css, mix, rgb, scale, type Rgb } from '../drawing/colour.ts';
import { BEAM_PIXELS, beamSprite } from '../drawing/glow.ts';
import { convexFace } from '../drawing/convex.ts';
import { Frame, type Point } from '../drawing/geometry.ts';
import type { Painter } from '../drawing/painter.ts';
import { seen } from '../drawing/palette.ts';
import type { Thing } from '../stage.ts';
import { modelOf, type VehicleKind, type VehicleModel } from './vehicle-models.ts';

/** One vehicle at one moment. */
export interface VehicleState {
  kind: VehicleKind;
  colour: Rgb;
  x: number;
  y: number;
  headingRadians: number;
  braking: boolean;
  /** Engine on: lights burn at night. A parked car has none. */
  running: boolean;
  /** Warning lights at this moment. */
  hazard: boolean;
  /** 0..1; below 1 while it comes out of the haze. */
  alpha: number;
}

const GLASS = rgb('#2c3640');
const BEAM_METRES = 12;
const BEAM_HALF_WIDTH = 3.2;
/** Wheels, windows and plates are drawn only when they can be seen. */
const FINE_PIXELS_PER_METRE = 8;
const TYRE = rgb('#1d1f22');
const ONE_WINDOW: readonly [number, number] = [0.1, 0.9];
const RIM = rgb('#8d9194');

/** What a vehicle is made of for the depth order: its shadow and beams on the ground, and its body. */
export function vehicleThings(state: VehicleState): Thing[] {
  const model = modelOf(state.kind);
  const frame = new Frame(state.x, state.y, state.headingRadians);
  const onGround: Thing = {
    // The beams reach far ahead; whoever stands in them is painted afterwards.
    bounds: frame.bounds(model.length + (state.running ? 2 * BEAM_METRES : 1), model.width + (state.running ? 4 : 1), 0, 0),
    reachMetres: 0,
    paint: (painter) => withAlpha(painter, state.alpha, () => paintGround(painter, frame, model, state)),
  };
  const body: Thing = {
    bounds: frame.bounds(model.length * 0.98, model.width * 0.96, 0, model.height),
    reachMetres: 1.3,
    paint: (painter) => withAlpha(painter, state.alpha, () => paintBody(painter, frame, model, state)),
  };
  return [onGround, body];
}

function withAlpha(painter: Painter, alpha: number, paint: () => void): void {
  if (alpha <= 0.02) return;
  if (alpha >= 1) {
    paint();
    return;
  }
  painter.ctx.save();
  painter.ctx.globalAlpha = alpha;
  paint();
  painter.ctx.restore();
}

function paintGround(painter: Painter, frame: Frame, model: VehicleModel, state: VehicleState): void {
  const [l, w] = [model.length / 2, model.width / 2];
  const shade = painter.isNight ? 0.3 : 0.26;
  const [sx, sy] = painter.isNight ? [0, 0] : [0.35, 0.3];
  const at = painter.camera.point(frame.x, frame.y, 0);
  if (at === null) return;
  for (const grow of at.scale > FINE_PIXELS_PER_METRE ? [0.35, 0.12] : [0.25]) {
    const corners = [frame.at(-l - grow, -w - grow, 0), frame.at(l + grow, -w - grow, 0), frame.at(l + grow, w + grow, 0), frame.at(-l - grow, w + grow, 0)];
    painter.fill(
      corners.map((p): Point => [p[0] + sx, p[1] + sy, 0]),
      `rgba(6,9,13,${shade})`,
    );
  }
  if (!painter.isNight || !state.running) return;
  beams(painter, frame, l);
  if (state.braking)
    painter.fill([frame.at(-l, -0.8, 0), frame.at(-l - 2.2, -1.2, 0), frame.at(-l - 2.2, 1.2, 0), frame.at(-l, 0.8, 0)], 'rgba(255,70,50,0.12)');
}

/** Headlights on the road: a soft fan laid along the road, its perspective taken as affine. */
function beams(painter: Painter, frame: Frame, front: number): void {
  const from = painter.camera.point(...frame.at(front, 0, 0));
  const to = painter.camera.point(...frame.at(front + BEAM_METRES, 0, 0));
  const left = painter.camera.point(...frame.at(front + BEAM_METRES * 0.6, BEAM_HALF_WIDTH, 0));
  const right = painter.camera.point(...frame.at(front + BEAM_METRES * 0.6, -BEAM_HALF_WIDTH, 0));
  if (from === null || to === null || left === null || right === null) return;
  const { ctx } = painter;
  ctx.save();
  ctx.transform(
    (to.x - from.x) / BEAM_PIXELS,
    (to.y - from.y) / BEAM_PIXELS,
    (right.x - left.x) / BEAM_PIXELS,
    (right.y - left.y) / BEAM_PIXELS,
    from.x,
    from.y,
  );
  ctx.drawImage(beamSprite(), 0, -BEAM_PIXELS / 2, BEAM_PIXELS, BEAM_PIXELS);
  ctx.restore();
}

function paintBody(painter: Painter, frame: Frame, model: VehicleModel, state: VehicleState): void {
  const light = painter.lightAt(frame.x, frame.y);
  const at = painter.camera.point(frame.x, frame.y, 0.8);
  if (at === null) return;
  const near = at.scale > FINE_PIXELS_PER_METRE;
  const paintParts = (): void => {
    const l = model.length / 2;
    const w = model.width / 2;
    if (near) wheels(painter, frame, model, at.depth, light);
    lowerBody(painter, frame, model, state.colour, light);
    if (near) {
      const trim = css(seen(painter.palette, scale(state.colour, 0.55), light, at.depth));
      for (const side of [-1, 1] as const) {
        if (painter.camera.sees(frame.direction(0, side, 0), frame.at(0, side * w, 0.6)))
          painter.fill(
            [frame.at(-l + 0.1, side * w, 0.3), frame.at(l - 0.1, side * w, 0.3), frame.at(l - 0.1, side * w, 0.4), frame.at(-l + 0.1, side * w, 0.4)],
            trim,
          );
      }
    }
    cabin(painter, frame, model, state, light, near);
  };
  paintParts();
  lamps(painter, frame, model, state, near);
}

function lowerBody(painter: Painter, frame: Frame, model: VehicleModel, colour: Rgb, light: number): void {
  const w = model.width / 2;
  const profile = model.profile;
  const middle = frame.at(0, 0, model.belt * 0.6);
  for (let i = 0; i < profile.length - 1; i++) {
    const a = profile[i];
    const b = profile[i + 1];
    if (a === undefined || b === undefined) continue;
    convexFace(painter, [frame.at(a[0], -w, a[1]), frame.at(b[0], -w, b[1]), frame.at(b[0], w, b[1]), frame.at(a[0], w, a[1])], middle, colour, light * 1.05);
  }
  for (const side of [-1, 1] as const) {
    painter.face(
      profile.map(([u, z]) => frame.at(u, side * w, z)),
      frame.direction(0, side, 0),
      colour,
      light,
    );
  }
}

function cabin(painter: Painter, frame: Frame, model: VehicleModel, state: VehicleState, light: number, near: boolean): void {
  const w = (model.width / 2) * 0.97;
  const top = w * model.roofShare;
  const { baseFront, baseRear, roofFront, roofRear } = model.cabin;
  const [z0, z1] = [model.belt, model.height];
  const middle = frame.at((baseFront + baseRear) / 2, 0, z0);
  const glass = model.litInside && painter.isNight && state.running ? null : GLASS;
  const glassLight = painter.isNight ? light * 0.8 : 1.05;
  const corner = (u0: number, u1: number, v0: number, v1: number, share: number, z: number): Point =>
    frame.at(u0 + (u1 - u0) * share, v0 + (v1 - v0) * share, z);
  const pillars = mix(state.colour, rgb('#202428'), 0.25);
  // Front and rear windows, then the sides, the roof last: a convex part, so only the order of overlays matters.
  const faces: (readonly [readonly Point[], Rgb | null, number])[] = [
    [[frame.at(baseFront, -w, z0), frame.at(baseFront, w, z0), frame.at(roofFront, top, z1), frame.at(roofFront, -top, z1)], glass, 1.18],
    [
      [frame.at(baseRear, -w, z0), frame.at(baseRear, w, z0), frame.at(roofRear, top, z1), frame.at(roofRear, -top, z1)],
      model.blindRear ? state.colour : glass,
      1,
    ],
  ];
  for (const [points, colour, gain] of faces) {
    if (colour === null) interior(painter, points, middle);
    else convexFace(painter, points, middle, colour, glassLight * gain);
  }
  for (const side of [-1, 1] as const) {
    const wall = [frame.at(baseRear, side * w, z0), frame.at(baseFront, side * w, z0), frame.at(roofFront, side * top, z1), frame.at(roofRear, side * top, z1)];
    if (convexFace(painter, wall, middle, pillars, light) === null) continue;
    for (const [from, to] of near ? model.sideWindows : [ONE_WINDOW]) {
      const low = 0.1;
      const high = model.kind === 'bus' ? 0.72 : 0.86;
      const along = (share: number, rise: number): Point => {
        const bottom = baseRear + (baseFront - baseRear) * share;
        const upper = roofRear + (roofFront - roofRear) * share;
        return corner(bottom, upper, side * w, side * top, rise, z0 + (z1 - z0) * rise);
      };
      const pane = [along(from, low), along(to, low), along(to, high), along(from, high)];
      if (glass === null) interior(painter, pane, middle);
      else convexFace(painter, pane, middle, glass, glassLight);
    }
  }
  convexFace(
    painter,
    [frame.at(roofRear, -top, z1), frame.at(roofFront, -top, z1), frame.at(roofFront, top, z1), frame.at(roofRear, top, z1)],
    middle,
    model.kind === 'bus' ? mix(state.colour, rgb('#d8d8d4'), 0.3) : state.colour,
    light * 1.12,
  );
  if (near && state.kind === 'taxi') painter.box(frame.bounds(0.5, 0.9, z1, z1 + 0.16), rgb('#f0c93c'), light * 1.3);
  if (state.kind === 'trolleybus') {
    for (const v of [-0.3, 0.3]) painter.line(frame.at(-1, v, z1), frame.at(-model.length / 2 - 1.4, v, 5.4), 0.06, rgb('#2b2f33'), 0.9);
    painter.box(frame.bounds(3, 1.4, z1, z1 + 0.3), rgb('#7f8589'), light);
  }
}

/** Windows of a lit saloon. */
function interior(painter: Painter, points: readonly Point[], middle: Point): void {
  const polygon = convexFace(painter, points, middle, GLASS, 1);
  if (polygon === null) return;
  painter.ctx.fillStyle = css(mix(rgb('#efd9a4'), painter.palette.haze, Math.min(0.6, polygon.depth / 260)), 0.92);
  painter.ctx.beginPath();
  painter.trace(polygon);
  painter.ctx.fill();
}

function wheels(painter: Painter, frame: Frame, model: VehicleModel, depth: number, light: number): void {
  const radius = model.wheelRadius;
  for (const side of [-1, 1] as const) {
    if (!painter.camera.sees(frame.direction(0, side, 0), frame.at(0, (side * model.width) / 2, 0.4))) continue;
    for (const u of model.axles) {
      const ring = (r: number): Point[] =>
        Array.from({ length: 12 }, (_, i) =>
          frame.at(u + Math.cos((i / 12) * Math.PI * 2) * r, side * (model.width / 2 + 0.01), radius + Math.sin((i / 12) * Math.PI * 2) * r),
        );
      painter.fill(ring(radius), css(seen(painter.palette, TYRE, light, depth)));
      painter.fill(ring(radius * 0.55), css(seen(painter.palette, RIM, light * 0.8, depth)));
    }
  }
}

function lamps(painter: Painter, frame: Frame, model: VehicleModel, state: VehicleState, near: boolean): void {
  const l = model.length / 2;
  const v = model.width / 2 - 0.28;
  const z = model.lampHeight;
  const burning = painter.isNight && state.running;
  const frontSeen = painter.camera.sees(frame.direction(1, 0, 0), frame.at(l, 0, z));
  const rearSeen = painter.camera.sees(frame.direction(-1, 0, 0), frame.at(-l, 0, z));
  for (const side of [-1, 1]) {
    const plate = (u: number, z0: number, z1: number, half: number): Point[] => [
      frame.at(u, side * v - half, z0),
      frame.at(u, side * v + half, z0),
      frame.at(u, side * v + half, z1),
      frame.at(u, side * v - half, z1),
    ];
    if (frontSeen) {
      if (near) painter.fill(plate(l + 0.01, z - 0.09, z + 0.09, 0.2), burning ? '#fff6df' : css(seen(painter.palette, rgb('#d5dade'), 1, 0)));
      if (burning) painter.light(frame.at(l + 0.05, side * v, z), 0.1, 1.25, 'head', 0.8);
    }
    if (rearSeen) {
      const on = state.braking || burning;
      if (near)
        painter.fill(plate(-l - 0.01, z - 0.08, z + 0.12, 0.18), state.braking ? '#ff4a3c' : on ? '#b8322b' : css(seen(painter.palette, rgb('#93322c'), 1, 0)));
      if (state.braking) painter.light(frame.at(-l - 0.05, side * v, z), 0.09, painter.isNight ? 0.9 : 0.45, 'red', painter.isNight ? 0.8 : 0.6);
      else if (burning) painter.glow(frame.at(-l - 0.05, side * v, z), 0.5, 'red', 0.6);
    }
    if (state.hazard) {
      if (frontSeen) painter.light(frame.at(l, side * (v + 0.12), z), 0.1, painter.isNight ? 1.1 : 0.8, 'amber', 0.95);
      if (rearSeen) painter.light(frame.at(-l, side * (v + 0.12), z), 0.1, painter.isNight ? 1.1 : 0.8, 'amber', 0.95);
    }
  }
  if (near && frontSeen)
    painter.fill(
      [frame.at(l + 0.02, -0.26, 0.42), frame.at(l + 0.02, 0.26, 0.42), frame.at(l + 0.02, 0.26, 0.54), frame.at(l + 0.02, -0.26, 0.54)],
      css(seen(painter.palette, rgb('#e4e6e4'), 0.95, 0)),
    );
  if (near && rearSeen)
    painter.fill(
      [frame.at(-l - 0.02, -0.26, 0.5), frame.at(-l - 0.02, 0.26, 0.5), frame.at(-l - 0.02, 0.26, 0.62), frame.at(-l - 0.02, -0.26, 0.62)],
      css(seen(painter.palette, rgb('#e4e6e4'), 0.9, 0)),
    );
  if (state.kind === 'police') {
    painter.glow(frame.at(0, 0.4, model.height + 0.12), 1.4, 'blue', state.hazard ? 0.95 : 0.2);
    painter.glow(frame.at(0, -0.4, model.height + 0.12), 1.2, 'red', state.hazard ? 0.15 : 0.8);
  }
  if (model.litInside && burning && frontSeen && near)
    painter.fill(
      [
        frame.at(l + 0.02, -0.9, model.height - 0.42),
        frame.at(l + 0.02, 0.9, model.height - 0.42),
        frame.at(l + 0.02, 0.9, model.height - 0.14),
        frame.at(l + 0.02, -0.9, model.height - 0.14),
      ],
      '#e8a23c',
    );
}
