/** Paints the plan's ground, water, buildings and streets on a canvas. Colours are the tokens of the theme in force. */
import type { Plan, PlanFeature, WorldPoint } from './plan-source.ts';

/** Turns world units into pixels of the canvas. */
export interface PlanView {
  scale: number;
  offsetX: number;
  offsetY: number;
  width: number;
  height: number;
  /** Screen pixels for one pixel of the drawing. */
  drawn: number;
}

export type Token =
  | 'm-land'
  | 'm-land-2'
  | 'm-park'
  | 'm-shore'
  | 'm-water'
  | 'm-built'
  | 'm-st-1'
  | 'm-st-2'
  | 'm-st-3'
  | 'm-halo'
  | 'm-rail'
  | 'm-label'
  | 'm-water-label'
  | 'line-2'
  | 'f-ui';
export type Colours = (token: Token) => string;

/** Reads tokens where `element` stands, so that a themed part of the page paints in its own theme. */
export function tokensOf(element: Element): Colours {
  const style = getComputedStyle(element);
  return (token) => style.getPropertyValue(`--${token}`).trim();
}

export function project(view: PlanView, at: WorldPoint): [number, number] {
  return [at.x * view.scale - view.offsetX, at.y * view.scale - view.offsetY];
}

function pathOf(view: PlanView, features: readonly PlanFeature[], close: boolean): Path2D {
  const path = new Path2D();
  for (const { lines } of features) {
    for (const line of lines) {
      line.forEach((at, n) => {
        const [x, y] = project(view, at);
        if (n === 0) path.moveTo(x, y);
        else path.lineTo(x, y);
      });
      if (close) path.closePath();
    }
  }
  return path;
}

/** Streets grow slower than the ground: they stay readable when zoomed out and do not fill the screen zoomed in. */
const street = (view: PlanView, px: number): number => Math.max(1, px * Math.min(view.drawn ** 0.75, 3));

export function paintGround(context: CanvasRenderingContext2D, plan: Plan, view: PlanView, colours: Colours): void {
  const of = (kind: string): readonly PlanFeature[] => plan.get(kind) ?? [];
  const fill = (kind: string, token: Token): void => {
    context.fillStyle = colours(token);
    context.fill(pathOf(view, of(kind), true));
  };
  const stroke = (features: readonly PlanFeature[], token: Token, width: number, dash: number[] = []): void => {
    context.strokeStyle = colours(token);
    context.lineWidth = width;
    context.setLineDash(dash);
    context.stroke(pathOf(view, features, false));
    context.setLineDash([]);
  };
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.fillStyle = colours('m-land');
  context.fillRect(0, 0, view.width, view.height);
  fill('land-shade', 'm-land-2');
  fill('park', 'm-park');
  for (const river of of('river')) stroke([river], 'm-shore', (river.properties.width ?? 10) * view.drawn + 3);
  for (const river of of('river')) stroke([river], 'm-water', (river.properties.width ?? 10) * view.drawn);
  if (view.drawn > 0.35) fill('building', 'm-built');
  stroke(of('lane'), 'm-st-3', street(view, 3.5));
  stroke(of('boundary'), 'line-2', 1, [2, 5]);
  const main = of('street').filter((feature) => feature.properties.class === 'main');
  stroke(
    of('street').filter((feature) => feature.properties.class === 'side'),
    'm-st-2',
    street(view, 6),
  );
  stroke(main, 'm-halo', street(view, 12));
  stroke(main, 'm-st-1', street(view, 8.5));
  context.lineCap = 'butt';
  stroke(of('railway'), 'm-rail', 3);
  stroke(of('railway'), 'm-land', 1.6, [7, 7]);
  paintSquares(context, of('square'), view, colours);
  context.strokeStyle = colours('m-label');
  context.lineWidth = 2;
  context.stroke(pathOf(view, of('castle'), true));
}

function paintSquares(context: CanvasRenderingContext2D, squares: readonly PlanFeature[], view: PlanView, colours: Colours): void {
  for (const { properties, lines } of squares) {
    const at = lines[0]?.[0];
    if (!at) continue;
    const [x, y] = project(view, at);
    const disc = (radius: number, token: Token): void => {
      context.fillStyle = colours(token);
      context.beginPath();
      context.arc(x, y, radius * view.drawn, 0, 2 * Math.PI);
      context.fill();
    };
    disc(properties.radius ?? 10, 'm-st-1');
    if (properties.green !== undefined) disc(properties.green, 'm-park');
  }
}
