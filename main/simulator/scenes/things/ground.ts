import { rgb, scale, type Rgb } from '../drawing/colour.ts';
import { css } from '../drawing/colour.ts';
import { seen } from '../drawing/palette.ts';
import type { Point, Spot } from '../drawing/geometry.ts';
import type { Stage } from '../stage.ts';

export const ASPHALT = rgb('#63676b');
export const OLD_ASPHALT = rgb('#716f6b');
export const PAVEMENT = rgb('#96948e');
export const GRASS = rgb('#66724a');
export const LEAVES = rgb('#8a7444');
export const KERB = rgb('#aeaca6');
export const MARKING = rgb('#e4e4df');
export const SOIL = rgb('#6f5f4a');

/** An area painted on the ground. Later areas lie over earlier ones. */
export function area(stage: Stage, spots: readonly Spot[], colour: Rgb, alpha = 1): void {
  stage.ground((painter) => painter.ground(spots, colour, alpha));
}

export function rectangle(stage: Stage, x0: number, y0: number, x1: number, y1: number, colour: Rgb, alpha = 1): void {
  area(
    stage,
    [
      [x0, y0],
      [x1, y0],
      [x1, y1],
      [x0, y1],
    ],
    colour,
    alpha,
  );
}

export function disc(stage: Stage, x: number, y: number, radius: number, colour: Rgb, alpha = 1): void {
  area(stage, circle(x, y, radius), colour, alpha);
}

export function circle(x: number, y: number, radius: number, corners = 40): Spot[] {
  return Array.from({ length: corners }, (_, i): Spot => {
    const angle = (i / corners) * Math.PI * 2;
    return [x + Math.cos(angle) * radius, y + Math.sin(angle) * radius];
  });
}

function paintedQuads(stage: Stage, quads: readonly (readonly Point[])[], colour: Rgb, alpha: number): void {
  stage.ground((painter) => painter.fillMany(quads, css(seen(painter.palette, colour, 1, 0), alpha)));
}

const quad = (x0: number, y0: number, x1: number, y1: number): Point[] => [
  [x0, y0, 0],
  [x1, y0, 0],
  [x1, y1, 0],
  [x0, y1, 0],
];

/** Dashes along y at a given x. */
export function dashesAlong(stage: Stage, x: number, y0: number, y1: number, dash = 3, gap = 4.5, width = 0.16): void {
  const quads: Point[][] = [];
  for (let y = y0; y < y1; y += dash + gap) quads.push(quad(x - width / 2, y, x + width / 2, Math.min(y1, y + dash)));
  paintedQuads(stage, quads, MARKING, 0.7);
}

/** Dashes along x at a given y. */
export function dashesAcross(stage: Stage, y: number, x0: number, x1: number, dash = 3, gap = 4.5, width = 0.16): void {
  const quads: Point[][] = [];
  for (let x = x0; x < x1; x += dash + gap) quads.push(quad(x, y - width / 2, Math.min(x1, x + dash), y + width / 2));
  paintedQuads(stage, quads, MARKING, 0.7);
}

export function stripe(stage: Stage, x0: number, y0: number, x1: number, y1: number, alpha = 0.7): void {
  paintedQuads(stage, [quad(x0, y0, x1, y1)], MARKING, alpha);
}

/** A crossing for people who walk along x (bars along y). */
export function zebraAcross(stage: Stage, x0: number, x1: number, y0: number, y1: number): void {
  const quads: Point[][] = [];
  for (let x = x0 + 0.3; x + 0.5 < x1; x += 1.05) quads.push(quad(x, y0, x + 0.52, y1));
  paintedQuads(stage, quads, MARKING, 0.78);
}

/** A crossing for people who walk along y (bars along x). */
export function zebraAlong(stage: Stage, x0: number, x1: number, y0: number, y1: number): void {
  const quads: Point[][] = [];
  for (let y = y0 + 0.3; y + 0.5 < y1; y += 1.05) quads.push(quad(x0, y, x1, y + 0.52));
  paintedQuads(stage, quads, MARKING, 0.78);
}

/** Lines between paving slabs. */
export function slabs(stage: Stage, x0: number, y0: number, x1: number, y1: number, stepX: number, stepY: number, colour: Rgb, alpha = 0.35): void {
  const quads: Point[][] = [];
  for (let x = x0; x <= x1; x += stepX) quads.push(quad(x, y0, x + 0.08, y1));
  for (let y = y0; y <= y1; y += stepY) quads.push(quad(x0, y, x1, y + 0.08));
  paintedQuads(stage, quads, colour, alpha);
}

/** Repairs, oil and tyre marks: a road is never one colour. */
export function wear(stage: Stage, x0: number, y0: number, x1: number, y1: number, count: number): void {
  const dark: Point[][] = [];
  const light: Point[][] = [];
  for (let i = 0; i < count; i++) {
    const x = stage.random.between(x0, x1 - 1);
    const y = stage.random.between(y0, y1 - 2);
    const patch = quad(x, y, Math.min(x1, x + stage.random.between(0.8, 2.6)), Math.min(y1, y + stage.random.between(1.5, 7)));
    (stage.random.chance(0.6) ? dark : light).push(patch);
  }
  paintedQuads(stage, dark, scale(ASPHALT, 0.72), 0.35);
  paintedQuads(stage, light, scale(ASPHALT, 1.18), 0.3);
}

/** Fallen leaves: small specks, thick near the trees of November. */
export function fallenLeaves(stage: Stage, x0: number, y0: number, x1: number, y1: number, count: number): void {
  const quads: Point[][] = [];
  for (let i = 0; i < count; i++) {
    const x = stage.random.between(x0, x1);
    const y = stage.random.between(y0, y1);
    const size = stage.random.between(0.12, 0.34);
    quads.push(quad(x, y, x + size, y + size * 0.8));
  }
  paintedQuads(stage, quads, LEAVES, 0.75);
}

/** A straight street along y: pavement, kerb, asphalt, wheel tracks. */
export function streetAlong(stage: Stage, xWest: number, xEast: number, y0: number, y1: number, pavementMetres: number): void {
  rectangle(stage, xWest - pavementMetres, y0, xEast + pavementMetres, y1, PAVEMENT);
  rectangle(stage, xWest - 0.25, y0, xEast + 0.25, y1, KERB);
  rectangle(stage, xWest, y0, xEast, y1, ASPHALT);
  wear(stage, xWest + 0.5, Math.max(y0, -20), xEast - 0.5, Math.min(y1, 110), 26);
}

/** A straight street along x. */
export function streetAcross(stage: Stage, yNear: number, yFar: number, x0: number, x1: number, pavementMetres: number): void {
  rectangle(stage, x0, yNear - pavementMetres, x1, yFar + pavementMetres, PAVEMENT);
  rectangle(stage, x0, yNear - 0.25, x1, yFar + 0.25, KERB);
  rectangle(stage, x0, yNear, x1, yFar, ASPHALT);
}
