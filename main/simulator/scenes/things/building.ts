import { css, mix, rgb, scale, type Rgb } from '../drawing/colour.ts';
import type { Bounds, Point } from '../drawing/geometry.ts';
import type { Painter } from '../drawing/painter.ts';
import { faceLight, hazeShare, seen } from '../drawing/palette.ts';
import type { Random } from '../drawing/random.ts';
import type { Stage } from '../stage.ts';
import { paintGable } from './gable.ts';

export interface BuildingStyle {
  wall: Rgb;
  /** Metres between window axes and between floors. */
  bayMetres: number;
  floorMetres: number;
  windowWidth: number;
  windowHeight: number;
  /** Share of windows lit at night; the palette's own when left out. */
  lit?: number;
  balconies: boolean;
  /** Shops along the street floor. */
  shops: boolean;
  roof: 'flat' | 'gable' | 'cornice';
  /** Glass from side to side instead of single windows. */
  bands?: boolean;
  columns?: boolean;
}

/** One wall in its own coordinates: u along it, z up. */
interface Wall {
  start: Point;
  along: readonly [number, number];
  normal: Point;
  length: number;
}

type PaneKind = 'dark' | 'sky' | 'curtain' | 'warm' | 'bright' | 'cool';

interface Pane {
  wall: number;
  u: number;
  z: number;
  width: number;
  height: number;
  kind: PaneKind;
}

const SHOP_SIGNS = ['#c4473a', '#3a6fb0', '#3f8a5b', '#d19a34', '#7a4f94', '#2f8f9b', '#b8563f'].map(rgb);
const PANE_NIGHT: Readonly<Record<PaneKind, Rgb>> = {
  dark: rgb('#151c27'),
  sky: rgb('#1d2734'),
  curtain: rgb('#232a33'),
  warm: rgb('#e0a95c'),
  bright: rgb('#f3d7a2'),
  cool: rgb('#b9cfe0'),
};
const PANE_DAY: Readonly<Record<PaneKind, Rgb>> = {
  dark: rgb('#3c4650'),
  sky: rgb('#6d7f8d'),
  curtain: rgb('#8b8f8c'),
  warm: rgb('#c9b489'),
  bright: rgb('#55626d'),
  cool: rgb('#4a5662'),
};

/** Windows smaller than this on the screen are left out, pixels squared. */
const LEAST_PANE_PIXELS = 2;

/** A building with its walls, windows, shops and roof; adds itself and its shadow to the stage. */
export function building(stage: Stage, x0: number, y0: number, x1: number, y1: number, heightMetres: number, style: BuildingStyle): void {
  const walls = wallsOf(x0, y0, x1, y1);
  const panes = walls.flatMap((wall, index) => panesOf(stage, wall, index, heightMetres, style));
  const signs = style.shops ? walls.map((wall) => shopsOf(stage.random, wall)) : [];
  const roofHeight = style.roof === 'gable' ? Math.min(4.5, (Math.min(x1 - x0, y1 - y0) / 2) * 0.7) : style.roof === 'cornice' ? 0.9 : 0.5;
  const overhang = style.roof === 'flat' ? 0 : 0.35;
  const roofThings = style.roof === 'gable' ? [] : rooftop(stage.random, x0, y0, x1, y1);
  const bounds: Bounds = { x0, y0, z0: 0, x1, y1, z1: heightMetres + roofHeight + (roofThings.length > 0 ? 2.2 : 0) };
  shadow(stage, x0, y0, x1, y1, heightMetres);
  if (style.shops && stage.light === 'night') shopLight(stage, walls);
  stage.solid({
    bounds,
    reachMetres: overhang,
    paint: (painter) => {
      for (const [index, wall] of walls.entries()) {
        if (!painter.camera.sees(wall.normal, wall.start)) continue;
        paintWall(painter, wall, heightMetres, style);
        paintPanes(
          painter,
          walls,
          panes.filter((pane) => pane.wall === index),
          style,
        );
        const shopRow = signs[index];
        if (shopRow !== undefined) paintShops(painter, wall, shopRow);
        if (style.columns === true) paintColumns(painter, wall, heightMetres, style);
        if (painter.isNight) paintStreetLight(painter, wall, heightMetres);
      }
      if (style.roof === 'gable') paintGable(painter, x0, y0, x1, y1, heightMetres, roofHeight, overhang);
      else {
        const edge = style.roof === 'cornice' ? 0.4 : 0;
        painter.box(
          { x0: x0 - edge, y0: y0 - edge, z0: heightMetres, x1: x1 + edge, y1: y1 + edge, z1: heightMetres + roofHeight },
          mix(style.wall, rgb('#8d8f90'), 0.5),
          1.04,
        );
        for (const thing of roofThings) painter.box({ ...thing, z0: heightMetres + roofHeight, z1: heightMetres + roofHeight + thing.z1 }, rgb('#85837e'));
      }
    },
  });
}

function wallsOf(x0: number, y0: number, x1: number, y1: number): Wall[] {
  return [
    { start: [x0, y0, 0], along: [1, 0], normal: [0, -1, 0], length: x1 - x0 },
    { start: [x1, y0, 0], along: [0, 1], normal: [1, 0, 0], length: y1 - y0 },
    { start: [x1, y1, 0], along: [-1, 0], normal: [0, 1, 0], length: x1 - x0 },
    { start: [x0, y1, 0], along: [0, -1], normal: [-1, 0, 0], length: y1 - y0 },
  ];
}

function onWall(wall: Wall, u: number, z: number, out = 0): Point {
  return [wall.start[0] + wall.along[0] * u + wall.normal[0] * out, wall.start[1] + wall.along[1] * u + wall.normal[1] * out, z];
}

function patch(wall: Wall, u0: number, u1: number, z0: number, z1: number, out = 0): Point[] {
  return [onWall(wall, u0, z0, out), onWall(wall, u1, z0, out), onWall(wall, u1, z1, out), onWall(wall, u0, z1, out)];
}

function panesOf(stage: Stage, wall: Wall, index: number, height: number, style: BuildingStyle): Pane[] {
  const panes: Pane[] = [];
  const ground = style.shops ? 4 : 1.1;
  const floors = Math.max(0, Math.floor((height - ground) / style.floorMetres + 0.25));
  const bays = Math.max(1, Math.floor(wall.length / style.bayMetres));
  const lit = style.lit ?? stage.palette.litWindows;
  for (let floor = 0; floor < floors; floor++) {
    for (let bay = 0; bay < bays; bay++) {
      const chance = stage.random.next();
      const tone = stage.random.next();
      const kind: PaneKind =
        stage.light === 'night' && chance < lit
          ? tone < 0.55
            ? 'warm'
            : tone < 0.86
              ? 'bright'
              : 'cool'
          : tone < 0.5
            ? 'dark'
            : tone < 0.8
              ? 'sky'
              : 'curtain';
      const width = style.bands === true ? (wall.length / bays) * 0.94 : style.windowWidth;
      panes.push({
        wall: index,
        u: ((bay + 0.5) / bays) * wall.length - width / 2,
        z: ground + floor * style.floorMetres,
        width,
        height: style.windowHeight,
        kind,
      });
    }
  }
  return panes;
}

function shopsOf(random: Random, wall: Wall): { u0: number; u1: number; sign: Rgb; lit: boolean }[] {
  const shops: { u0: number; u1: number; sign: Rgb; lit: boolean }[] = [];
  for (let u = 0.6; u < wall.length - 3.5;) {
    const width = Math.min(wall.length - 0.6 - u, random.between(3.5, 7.5));
    shops.push({ u0: u, u1: u + width - 0.5, sign: random.pick(SHOP_SIGNS), lit: random.chance(0.82) });
    u += width;
  }
  return shops;
}

function rooftop(random: Random, x0: number, y0: number, x1: number, y1: number): Bounds[] {
  return Array.from({ length: random.whole(1, 3) }, () => {
    const x = random.between(x0 + 1, Math.max(x0 + 1.2, x1 - 3.5));
    const y = random.between(y0 + 1, Math.max(y0 + 1.2, y1 - 3.5));
    return { x0: x, y0: y, z0: 0, x1: Math.min(x1 - 0.3, x + 2.4), y1: Math.min(y1 - 0.3, y + 2.4), z1: random.between(0.8, 2) };
  });
}

function paintWall(painter: Painter, wall: Wall, height: number, style: BuildingStyle): void {
  const polygon = painter.face(patch(wall, 0, wall.length, 0, height), wall.normal, style.wall);
  if (polygon === null) return;
  painter.face(patch(wall, 0, wall.length, 0, 0.8), wall.normal, scale(style.wall, 0.72));
  if (style.roof === 'cornice') painter.face(patch(wall, 0, wall.length, height - 0.7, height - 0.35), wall.normal, scale(style.wall, 1.16));
  if (!style.balconies && style.bayMetres < 4 && style.floorMetres < 3.2) {
    // Seams between the panels of a block of flats.
    const seams: Point[][] = [];
    for (let z = style.floorMetres; z < height; z += style.floorMetres) seams.push(patch(wall, 0, wall.length, z + 0.55, z + 0.63));
    painter.fillMany(seams, css(seen(painter.palette, scale(style.wall, 0.7), faceLight(painter.palette, wall.normal), polygon.depth), 0.6));
  }
}

function paintPanes(painter: Painter, walls: readonly Wall[], panes: readonly Pane[], style: BuildingStyle): void {
  const groups = new Map<PaneKind, { points: Point[]; depth: number }[]>();
  const frames: Point[][] = [];
  const balconies: Point[][] = [];
  let depthSum = 0;
  let count = 0;
  for (const pane of panes) {
    const wall = walls[pane.wall];
    if (wall === undefined) continue;
    const middle = painter.camera.point(...onWall(wall, pane.u + pane.width / 2, pane.z + pane.height / 2));
    if (middle === null || pane.width * pane.height * middle.scale * middle.scale < LEAST_PANE_PIXELS) continue;
    if (middle.x < -120 || middle.x > 1400 || middle.y < -120 || middle.y > 840) continue;
    depthSum += middle.depth;
    count++;
    const large = middle.scale > 9;
    if (large && style.bands !== true) frames.push(patch(wall, pane.u - 0.12, pane.u + pane.width + 0.12, pane.z - 0.16, pane.z + pane.height + 0.1));
    const list = groups.get(pane.kind) ?? [];
    groups.set(pane.kind, list);
    if (large && style.bands !== true) {
      const half = pane.u + pane.width * 0.5;
      list.push({ points: patch(wall, pane.u, half - 0.04, pane.z, pane.z + pane.height), depth: middle.depth });
      list.push({ points: patch(wall, half + 0.04, pane.u + pane.width, pane.z, pane.z + pane.height), depth: middle.depth });
    } else list.push({ points: patch(wall, pane.u, pane.u + pane.width, pane.z, pane.z + pane.height), depth: middle.depth });
    if (style.balconies && Math.round(pane.u / style.bayMetres) % 3 === 1) {
      balconies.push(patch(wall, pane.u - 0.5, pane.u + pane.width + 0.5, pane.z - 0.5, pane.z + 0.55, 0.05));
    }
  }
  if (count === 0) return;
  const depth = depthSum / count;
  const normal = walls[panes[0]?.wall ?? 0]?.normal ?? [0, -1, 0];
  const bright = faceLight(painter.palette, normal);
  painter.fillMany(frames, css(seen(painter.palette, mix(style.wall, rgb('#d8d6d0'), 0.6), bright, depth)));
  const colours = painter.isNight ? PANE_NIGHT : PANE_DAY;
  for (const [kind, list] of groups) {
    const shining = painter.isNight && (kind === 'warm' || kind === 'bright' || kind === 'cool');
    const haze = hazeShare(painter.palette, depth) * (shining ? 0.55 : 1);
    painter.fillMany(
      list.map((entry) => entry.points),
      css(mix(painter.isNight ? colours[kind] : scale(colours[kind], 0.7 + 0.3 * bright), painter.palette.haze, haze), shining ? 0.9 : 1),
    );
  }
  painter.fillMany(balconies, css(seen(painter.palette, mix(style.wall, rgb('#a9a296'), 0.5), bright * 0.93, depth)));
}

function paintShops(painter: Painter, wall: Wall, shops: readonly { u0: number; u1: number; sign: Rgb; lit: boolean }[]): void {
  painter.face(patch(wall, 0, wall.length, 0.3, 3.7), wall.normal, rgb('#6f6b66'));
  for (const shop of shops) {
    const lit = painter.isNight && shop.lit;
    const glass = painter.camera.polygon(patch(wall, shop.u0, shop.u1, 0.6, 2.75));
    if (glass === null) continue;
    const pane = lit
      ? mix(rgb('#f1cf95'), painter.palette.haze, hazeShare(painter.palette, glass.depth) * 0.6)
      : mix(painter.isNight ? rgb('#1a212b') : rgb('#4b5660'), painter.palette.haze, hazeShare(painter.palette, glass.depth));
    painter.fill(patch(wall, shop.u0, shop.u1, 0.6, 2.75), css(pane));
    const sign = lit
      ? mix(scale(shop.sign, 0.95), painter.palette.haze, hazeShare(painter.palette, glass.depth) * 0.7)
      : seen(painter.palette, shop.sign, faceLight(painter.palette, wall.normal), glass.depth);
    painter.fill(patch(wall, shop.u0, shop.u1, 2.85, 3.6, 0.05), css(sign));
    const posts: Point[][] = [];
    for (let u = shop.u0 + 1.4; u < shop.u1 - 0.5; u += 1.4) posts.push(patch(wall, u, u + 0.1, 0.6, 2.75));
    painter.fillMany(posts, css(seen(painter.palette, rgb('#55524e'), 0.9, glass.depth)));
  }
}

function paintColumns(painter: Painter, wall: Wall, height: number, style: BuildingStyle): void {
  for (let u = 1.2; u < wall.length - 0.8; u += Math.max(2.6, wall.length / 8)) {
    painter.face(patch(wall, u, u + 0.9, 0.4, height - 0.9, 0.5), wall.normal, scale(style.wall, 1.2));
    painter.face(patch(wall, u + 0.9, u + 1.2, 0.4, height - 0.9, 0.3), wall.normal, scale(style.wall, 0.7));
  }
}

/** Lamps along the street light the foot of the walls. */
function paintStreetLight(painter: Painter, wall: Wall, height: number): void {
  const foot = painter.camera.point(...onWall(wall, wall.length / 2, 0));
  const top = painter.camera.point(...onWall(wall, wall.length / 2, Math.min(height, 9)));
  const polygon = painter.camera.polygon(patch(wall, 0, wall.length, 0, Math.min(height, 9)));
  if (foot === null || top === null || polygon === null) return;
  const gradient = painter.ctx.createLinearGradient(0, foot.y, 0, top.y);
  gradient.addColorStop(0, 'rgba(255,196,120,0.22)');
  gradient.addColorStop(1, 'rgba(255,196,120,0)');
  painter.ctx.fillStyle = gradient;
  painter.ctx.beginPath();
  painter.trace(polygon);
  painter.ctx.fill();
}

function shadow(stage: Stage, x0: number, y0: number, x1: number, y1: number, height: number): void {
  const reach = stage.light === 'day' ? Math.min(14, height * 0.5) : 1.6;
  stage.ground((painter) => {
    const alpha = painter.palette.shadowAlpha;
    for (const share of [1, 0.7]) {
      const dx = stage.light === 'day' ? reach * 0.7 * share : 0;
      const dy = stage.light === 'day' ? reach * 0.6 * share : 0;
      const grow = stage.light === 'day' ? 0.4 : reach * share;
      painter.fill(
        [
          [x0 - grow, y0 - grow, 0],
          [x1 + grow, y0 - grow, 0],
          [x1 + dx + grow, y0 + dy, 0],
          [x1 + dx + grow, y1 + dy + grow, 0],
          [x0 + dx, y1 + dy + grow, 0],
          [x0 - grow, y1 + grow, 0],
        ],
        `rgba(12,16,22,${(alpha * 0.6).toFixed(3)})`,
      );
    }
  });
}

/** What spills from shop windows onto the pavement at night. */
function shopLight(stage: Stage, walls: readonly Wall[]): void {
  stage.ground((painter) => {
    for (const wall of walls) {
      for (const reach of [1.6, 3.2, 4.8]) {
        painter.fill(
          [onWall(wall, 0.6, 0), onWall(wall, wall.length - 0.6, 0), onWall(wall, wall.length, 0, reach), onWall(wall, 0, 0, reach)],
          'rgba(255,205,140,0.09)',
        );
      }
    }
  });
}
