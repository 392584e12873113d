/** Names on the plan: along their streets, letter by letter, and never one over another. */
import { project, type Colours, type PlanView } from './plan-paint.ts';
import type { Plan, PlanFeature } from './plan-source.ts';

type Point = readonly [number, number];

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Another name of the same street after this many pixels. */
const REPEAT_PX = 900;
const HALO_PX = 3;

/** The point and the direction (radians) at `distance` pixels along a line; null past its end. */
export function alongLine(line: readonly Point[], distance: number): { x: number; y: number; angle: number } | null {
  let left = distance;
  for (let n = 1; n < line.length; n++) {
    const [ax, ay] = line[n - 1] as Point;
    const [bx, by] = line[n] as Point;
    const length = Math.hypot(bx - ax, by - ay);
    if (left <= length && length > 0) {
      const share = left / length;
      return { x: ax + (bx - ax) * share, y: ay + (by - ay) * share, angle: Math.atan2(by - ay, bx - ax) };
    }
    left -= length;
  }
  return null;
}

export function lineLength(line: readonly Point[]): number {
  let length = 0;
  for (let n = 1; n < line.length; n++) length += Math.hypot((line[n]?.[0] ?? 0) - (line[n - 1]?.[0] ?? 0), (line[n]?.[1] ?? 0) - (line[n - 1]?.[1] ?? 0));
  return length;
}

export function paintLabels(context: CanvasRenderingContext2D, plan: Plan, view: PlanView, colours: Colours): void {
  const taken: Box[] = [];
  const family = colours('f-ui');
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.lineWidth = HALO_PX;
  context.strokeStyle = colours('m-halo');

  context.fillStyle = colours('m-label');
  context.globalAlpha = 0.75;
  context.font = `12px ${family}`;
  context.letterSpacing = '1.7px';
  for (const feature of plan.get('district') ?? []) flatLabel(context, view, feature, feature.properties.name.toLocaleUpperCase('uk'), 'center', taken);
  context.letterSpacing = '0px';
  context.globalAlpha = 1;

  if (view.drawn > 0.45) {
    context.font = `11.5px ${family}`;
    for (const feature of plan.get('place') ?? []) flatLabel(context, view, feature, feature.properties.name, 'start', taken);
    for (const feature of [...(plan.get('street') ?? [])].reverse()) streetLabels(context, view, feature, taken);
  }
  context.fillStyle = colours('m-water-label');
  context.font = `italic 12px ${family}`;
  for (const feature of plan.get('water-label') ?? []) flatLabel(context, view, feature, feature.properties.name, 'center', taken);
}

function flatLabel(context: CanvasRenderingContext2D, view: PlanView, feature: PlanFeature, text: string, align: 'center' | 'start', taken: Box[]): void {
  const at = feature.lines[0]?.[0];
  if (!at) return;
  const [x, y] = project(view, at);
  const width = context.measureText(text).width;
  const left = align === 'center' ? x - width / 2 : x;
  const box = { left: left - 4, top: y - 9, right: left + width + 4, bottom: y + 9 };
  if (isOutside(view, box) || taken.some((other) => overlap(box, other))) return;
  taken.push(box);
  context.save();
  context.translate(x, y);
  context.rotate((feature.properties.angle * Math.PI) / 180);
  context.textAlign = align;
  context.strokeText(text, 0, 0);
  context.fillText(text, 0, 0);
  context.restore();
}

function streetLabels(context: CanvasRenderingContext2D, view: PlanView, feature: PlanFeature, taken: Box[]): void {
  const { name, labelAt } = feature.properties;
  if (labelAt === undefined || name === '') return;
  const line = (feature.lines[0] ?? []).map((at) => project(view, at));
  const length = lineLength(line);
  const width = context.measureText(name).width + name.length * 0.1;
  if (length < width * 1.15) return;
  for (let start = Math.min(labelAt * length, length - width); start + width <= length; start += Math.max(REPEAT_PX, width * 3)) {
    streetLabel(context, view, name, line, start, taken);
  }
}

function streetLabel(context: CanvasRenderingContext2D, view: PlanView, name: string, line: readonly Point[], start: number, taken: Box[]): void {
  const letters: { letter: string; x: number; y: number; angle: number }[] = [];
  let at = start;
  for (const letter of name) {
    const width = context.measureText(letter).width + 0.1;
    const spot = alongLine(line, at + width / 2);
    if (!spot) return;
    letters.push({ letter, ...spot });
    at += width;
  }
  const box = boxOf(letters);
  if (isOutside(view, box) || taken.some((other) => overlap(box, other))) return;
  taken.push(box);
  context.textAlign = 'center';
  for (const pass of ['strokeText', 'fillText'] as const) {
    for (const { letter, x, y, angle } of letters) {
      context.save();
      context.translate(x, y);
      context.rotate(angle);
      context[pass](letter, 0, 0);
      context.restore();
    }
  }
}

function boxOf(points: readonly { x: number; y: number }[]): Box {
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  return { left: Math.min(...xs) - 7, top: Math.min(...ys) - 7, right: Math.max(...xs) + 7, bottom: Math.max(...ys) + 7 };
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function isOutside(view: PlanView, box: Box): boolean {
  return box.right < 0 || box.bottom < 0 || box.left > view.width || box.top > view.height;
}
