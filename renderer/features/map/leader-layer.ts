/**
 * Draws the leaders straight into an SVG while the map moves; React only says which there are. They lie over the ground
 * and under the marks, so that no leader crosses out the number of a pin.
 */
import L from 'leaflet';
import type { Position } from '#shared/contract/scalars.ts';
import type { Box } from './geometry.ts';
import { leaderOf, RING_RADIUS } from './leader.ts';

export interface LeaderSpec {
  tile: Box;
  position: Position;
  /** `acc` for the focused tile, `alarm` for a frozen one. */
  tone: 'plain' | 'acc' | 'alarm';
}

const COLOUR = { plain: 'var(--t-2)', acc: 'var(--acc)', alarm: 'var(--sev-1)' } as const;
const PANE = 'leaders';
/** Leaflet's marks are at 600, its own drawings at 400. */
const BELOW_MARKS = '550';
const SVG = 'http://www.w3.org/2000/svg';

export class LeaderLayer {
  readonly #svg: SVGSVGElement;
  readonly #map: L.Map;
  #leaders: readonly LeaderSpec[] = [];

  constructor(map: L.Map) {
    const pane = map.getPane(PANE) ?? map.createPane(PANE);
    pane.style.zIndex = BELOW_MARKS;
    this.#svg = document.createElementNS(SVG, 'svg');
    this.#svg.setAttribute('class', 'map-leaders');
    this.#svg.setAttribute('aria-hidden', 'true');
    pane.append(this.#svg);
    this.#map = map;
    map.on('move zoom viewreset resize', this.#draw, this);
  }

  show(leaders: readonly LeaderSpec[]): void {
    this.#leaders = leaders;
    this.#draw();
  }

  remove(): void {
    this.#map.off('move zoom viewreset resize', this.#draw, this);
    this.#svg.remove();
  }

  #draw(): void {
    // The pane moves with the map; the leaders are drawn in the coordinates of its box.
    L.DomUtil.setPosition(this.#svg as unknown as HTMLElement, this.#map.containerPointToLayerPoint([0, 0]));
    this.#svg.replaceChildren(...this.#leaders.flatMap((spec) => this.#shapesOf(spec)));
  }

  #shapesOf({ tile, position, tone }: LeaderSpec): SVGElement[] {
    const camera = this.#map.latLngToContainerPoint(position);
    const colour = COLOUR[tone];
    const ring = shape('circle', { cx: camera.x, cy: camera.y, r: RING_RADIUS, fill: 'none', stroke: colour, 'stroke-width': 1.6 });
    const leader = leaderOf(tile, camera);
    if (!leader) return [ring];
    const path = { d: `M${leader.from.x} ${leader.from.y}L${leader.to.x} ${leader.to.y}` };
    return [
      shape('path', { ...path, stroke: 'var(--s-0)', 'stroke-width': 5 }),
      shape('path', { ...path, stroke: colour, 'stroke-width': 2 }),
      ring,
      shape('rect', { x: leader.from.x - 3, y: leader.from.y - 3, width: 6, height: 6, fill: colour }),
    ];
  }
}

function shape(name: string, attributes: Record<string, string | number>): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}
