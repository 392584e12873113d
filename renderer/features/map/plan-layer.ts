/** Leaflet layer that keeps one canvas, somewhat larger than the map, painted with the plan. */
import L from 'leaflet';
import { paintLabels } from './plan-labels.ts';
import { paintGround, tokensOf, type PlanView } from './plan-paint.ts';
import { DRAWN_AT_ZOOM, type Plan } from './plan-source.ts';

/** Painted beyond each edge, as a share of the map, so that a drag shows ground at once. */
const MARGIN = 0.3;

export class PlanLayer extends L.Layer {
  readonly #plan: Plan;
  readonly #withLabels: boolean;
  readonly #canvas = document.createElement('canvas');
  readonly #themeWatch = new MutationObserver(() => this.#paint());
  #map: L.Map | null = null;

  constructor(plan: Plan, withLabels: boolean) {
    super();
    this.#plan = plan;
    this.#withLabels = withLabels;
  }

  override onAdd(map: L.Map): this {
    this.#map = map;
    map.getPane('tilePane')?.append(this.#canvas);
    map.on('moveend viewreset resize', this.#paint, this);
    this.#themeWatch.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    this.#paint();
    return this;
  }

  override onRemove(map: L.Map): this {
    this.#map = null;
    this.#themeWatch.disconnect();
    map.off('moveend viewreset resize', this.#paint, this);
    this.#canvas.remove();
    return this;
  }

  #paint(): void {
    const map = this.#map;
    const context = this.#canvas.getContext('2d');
    if (!map || !context) return;
    const size = map.getSize();
    if (size.x === 0 || size.y === 0) return;
    const margin = L.point(Math.round(size.x * MARGIN), Math.round(size.y * MARGIN));
    const topLeft = map.containerPointToLayerPoint(L.point(-margin.x, -margin.y));
    const origin = map.getPixelOrigin().add(topLeft);
    const width = size.x + 2 * margin.x;
    const height = size.y + 2 * margin.y;
    const dots = devicePixelRatio;
    this.#canvas.width = width * dots;
    this.#canvas.height = height * dots;
    this.#canvas.style.inlineSize = `${width}px`;
    this.#canvas.style.blockSize = `${height}px`;
    L.DomUtil.setPosition(this.#canvas, topLeft);
    context.scale(dots, dots);
    const zoom = map.getZoom();
    const view: PlanView = { scale: 2 ** zoom, offsetX: origin.x, offsetY: origin.y, width, height, drawn: 2 ** (zoom - DRAWN_AT_ZOOM) };
    const colours = tokensOf(map.getContainer());
    paintGround(context, this.#plan, view, colours);
    if (this.#withLabels) paintLabels(context, this.#plan, view, colours);
  }
}
