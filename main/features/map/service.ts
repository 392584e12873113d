import { existsSync } from 'node:fs';
import { isAbsolute, join, relative, resolve } from 'node:path';
import type { BaseMap } from '#shared/contract/map.ts';
import { AppError } from '#shared/contract/errors.ts';
import type { Settings } from '#shared/contract/settings.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { Mbtiles } from './mbtiles.ts';

const OWN_PLAN = 'demo-city/plan.geojson';
const PLAN: Omit<BaseMap, 'attribution' | 'isSchematic'> = { kind: 'plan', url: '/map/plan.geojson', format: 'geojson', minZoom: 11, maxZoom: 19 };
const MAX_ZOOM = 19;

export class MapService {
  readonly #kernel: Kernel;
  readonly #settings: () => Settings;
  #open: { file: string; tiles: Promise<Mbtiles> } | null = null;

  constructor(kernel: Kernel, settings: () => Settings) {
    this.#kernel = kernel;
    this.#settings = settings;
  }

  /** What the page draws. A source that cannot be used falls back to the plan, so that there is always a map. */
  async base(): Promise<BaseMap> {
    const { map } = this.#settings();
    const plan: BaseMap = { ...PLAN, attribution: map.kind === 'plan' ? map.attribution : '', isSchematic: true };
    try {
      switch (map.kind) {
        case 'plan':
          return plan;
        case 'pmtiles':
          this.fileOf('pmtiles');
          return {
            kind: 'pmtiles',
            url: '/map/base.pmtiles',
            format: 'vector',
            attribution: map.attribution,
            isSchematic: false,
            minZoom: 0,
            maxZoom: MAX_ZOOM,
          };
        case 'mbtiles': {
          const { format, minZoom, maxZoom } = (await this.mbtiles()).facts;
          return { kind: 'mbtiles', url: '/map/tiles/{z}/{x}/{y}', format, attribution: map.attribution, isSchematic: false, minZoom, maxZoom };
        }
        case 'tiles':
          return {
            kind: 'tiles',
            url: tileTemplate(map.source),
            format: 'raster',
            attribution: map.attribution,
            isSchematic: false,
            minZoom: 0,
            maxZoom: MAX_ZOOM,
          };
      }
    } catch (error) {
      this.#kernel.log.warn({ kind: map.kind, err: error }, 'the map that settings name cannot be used; the plan is shown');
      return plan;
    }
  }

  /** The plan that settings name, or our own. */
  planFile(): string {
    const { map } = this.#settings();
    const own = join(this.#kernel.config.resourcesDir, OWN_PLAN);
    if (map.kind !== 'plan' || map.source === '') return own;
    try {
      const file = this.#resolve(map.source);
      if (file.endsWith('.geojson') && existsSync(file)) return file;
    } catch (error) {
      this.#kernel.log.warn({ err: error }, 'the plan that settings name cannot be used; our own is shown');
    }
    return own;
  }

  /** The map file that settings name. NOT_FOUND when another kind is set or the file is missing. */
  fileOf(kind: 'pmtiles' | 'mbtiles'): string {
    const { map } = this.#settings();
    const file = map.kind === kind ? this.#resolve(map.source) : '';
    if (!file.endsWith(`.${kind}`) || !existsSync(file)) throw new AppError('NOT_FOUND', `there is no ${kind} file`, { source: map.source.slice(0, 200) });
    return file;
  }

  /** The open MBTiles file; opened once. */
  async mbtiles(): Promise<Mbtiles> {
    const file = this.fileOf('mbtiles');
    if (this.#open?.file !== file) {
      await this.close();
      this.#open = { file, tiles: Mbtiles.open(file) };
    }
    const { tiles } = this.#open ?? { tiles: Mbtiles.open(file) };
    try {
      return await tiles;
    } catch (error) {
      this.#open = null;
      throw error;
    }
  }

  async close(): Promise<void> {
    const open = this.#open;
    this.#open = null;
    const tiles = await open?.tiles.catch(() => null);
    await tiles?.close();
  }

  /** A relative source lies in our resources and cannot lead out of them; an absolute one is the administrator's own file. */
  #resolve(source: string): string {
    if (isAbsolute(source)) return resolve(source);
    const file = resolve(this.#kernel.config.resourcesDir, source);
    if (relative(this.#kernel.config.resourcesDir, file).startsWith('..'))
      throw new AppError('BAD_INPUT', 'the map file lies outside the resources', { field: 'map.source' });
    return file;
  }
}

function tileTemplate(source: string): string {
  if (!/^https?:\/\/[^\s"'<>]+$/.test(source) || !['{z}', '{x}', '{y}'].every((part) => source.includes(part))) {
    throw new AppError('BAD_INPUT', 'not an address of tiles', { field: 'map.source' });
  }
  return source;
}
