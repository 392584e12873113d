/** The ground of the map, by the kind the centre has set. None of them needs the internet but an address that does. */
import L from 'leaflet';
import { PMTiles, leafletRasterLayer } from 'pmtiles';
import { leafletLayer } from 'protomaps-leaflet';
import type { BaseMap } from '#shared/contract/map.ts';
import { PlanLayer } from './plan-layer.ts';
import { loadPlan } from './plan-source.ts';

export interface BaseOptions {
  /** Makes a full address of a path under the host's origin. */
  address: (path: string) => string;
  withLabels: boolean;
}

function isTemplate(url: string): boolean {
  return url.includes('{z}');
}

/** Makes the layer. Rejects when the plan cannot be read. */
export async function baseLayer(base: BaseMap, options: BaseOptions): Promise<L.Layer> {
  const url = base.url.startsWith('/') ? options.address(base.url) : base.url;
  if (base.format === 'geojson') return new PlanLayer(await loadPlan(url), options.withLabels);
  const zooms = { minZoom: base.minZoom, maxNativeZoom: base.maxZoom, maxZoom: 20 };
  if (base.format === 'vector') {
    const theme = document.documentElement.dataset['theme'] === 'light' ? 'light' : 'dark';
    return leafletLayer({ url, flavor: theme, lang: document.documentElement.lang, maxDataZoom: base.maxZoom }) as unknown as L.Layer;
  }
  if (base.kind === 'pmtiles' && !isTemplate(url)) return leafletRasterLayer(new PMTiles(url), zooms) as L.Layer;
  return L.tileLayer(url, zooms);
}
