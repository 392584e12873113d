/** Looks at the tiles ten times a second from within the page, with a clock of its own for the frames really decoded. */
import { expect, type JSHandle, type Locator, type Page } from '@playwright/test';

/** One tile at one moment. */
export interface TileMoment {
  number: string;
  /** Since the last frame that the browser presented, by our own count; null before the first. */
  sinceFrameMs: number | null;
  state: string;
  /** Words of the plate over the picture, null without one. */
  plate: string | null;
  /** The age in the tile's bar. */
  age: string;
  /** Late, frozen or gone by its look. */
  isMarked: boolean;
}

/** A stopped picture is marked within this, as the product promises. */
const MARKED_WITHIN_MS = 2_000;
/** Later than this a late picture counts as frozen and has its plate; with one look of the tile in between. */
const PLATED_WITHIN_MS = 5_500;

export class TileWatch {
  readonly #log: JSHandle<TileMoment[]>;

  constructor(log: JSHandle<TileMoment[]>) {
    this.#log = log;
  }

  /** What was seen since the last call. */
  take(): Promise<TileMoment[]> {
    return this.#log.evaluate((log) => log.splice(0));
  }

  /** Nothing old was passed off as live since the last call, and every old picture said its age. Returns the moments. */
  async expectHonest(): Promise<TileMoment[]> {
    const moments = await this.take();
    expect(moments.length).toBeGreaterThan(0);
    const old = moments.filter(({ sinceFrameMs }) => sinceFrameMs !== null && sinceFrameMs > MARKED_WITHIN_MS);
    expect(old.filter(({ isMarked, state }) => !isMarked || state === 'live')).toEqual([]);
    expect(old.filter(({ age, plate }) => age === '' && plate === null)).toEqual([]);
    expect(old.filter(({ sinceFrameMs, plate }) => (sinceFrameMs ?? 0) > PLATED_WITHIN_MS && plate === null)).toEqual([]);
    return moments;
  }
}

/** Begins to watch every tile on the page, also those that come later. */
export async function watchTiles(page: Page): Promise<TileWatch> {
  const log = await page.evaluateHandle(() => {
    const seen: TileMoment[] = [];
    const lastFrameMs = new WeakMap<HTMLVideoElement, number | null>();
    const follow = (video: HTMLVideoElement): void => {
      lastFrameMs.set(video, null);
      const onFrame = (): void => {
        lastFrameMs.set(video, performance.now());
        video.requestVideoFrameCallback(onFrame);
      };
      video.requestVideoFrameCallback(onFrame);
    };
    setInterval(() => {
      const now = performance.now();
      for (const tile of document.querySelectorAll<HTMLElement>('.live-tile')) {
        const videos = [...tile.querySelectorAll<HTMLVideoElement>('video.live-video')];
        for (const video of videos) if (!lastFrameMs.has(video)) follow(video);
        const times = videos.flatMap((video) => lastFrameMs.get(video) ?? []);
        const plate = tile.querySelector('.plate');
        seen.push({
          number: tile.querySelector('.nm')?.textContent ?? '',
          sinceFrameMs: times.length === 0 ? null : now - Math.max(...times),
          state: tile.dataset['state'] ?? '',
          plate: plate?.textContent ?? null,
          age: tile.querySelector('.age')?.textContent ?? '',
          isMarked: ['stale', 'frozen', 'lost'].some((name) => tile.classList.contains(name)),
        });
      }
    }, 100);
    return seen;
  });
  return new TileWatch(log);
}

/** The tile of a camera by its number for people. */
export function tileOf(page: Page, number: string): Locator {
  return page.locator('.live-tile', { has: page.locator('.nm', { hasText: number }) }).first();
}

/** The alarm about a camera in the strip. */
export function alarmOf(page: Page, number: string): Locator {
  return page.locator('.strip [data-alarm-id]', { hasText: number }).first();
}
