/** Where a window stood when it was closed, and where it can stand now. All in device-independent pixels. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Logger } from '../kernel/log.ts';

const rectangleSchema = z.object({ x: z.number().int(), y: z.number().int(), width: z.number().int().positive(), height: z.number().int().positive() });
const savedSchema = z.object({ bounds: rectangleSchema, isMaximized: z.boolean() });

export type Rectangle = z.infer<typeof rectangleSchema>;
export type SavedWindow = z.infer<typeof savedSchema>;

/** The smallest console that shows everything, as the screens are drawn. */
export const MINIMUM_CONTENT = { width: 1366, height: 768 } as const;

/**
 * Bounds for a window on today's screens: as saved when its middle is still on a screen, otherwise centred on the first
 * one; never larger than the screen, never smaller than the minimum unless the screen is.
 */
export function fitBounds(saved: Rectangle | null, workAreas: readonly Rectangle[]): Rectangle {
  const first = workAreas[0] ?? { x: 0, y: 0, ...MINIMUM_CONTENT };
  const area = saved === null ? first : (workAreas.find((one) => holdsMiddle(one, saved)) ?? first);
  const width = clamp(saved?.width ?? area.width, MINIMUM_CONTENT.width, area.width);
  const height = clamp(saved?.height ?? area.height, MINIMUM_CONTENT.height, area.height);
  const isHere = saved !== null && holdsMiddle(area, saved);
  return {
    x: isHere ? clamp(saved.x, area.x, area.x + area.width - width) : area.x + Math.floor((area.width - width) / 2),
    y: isHere ? clamp(saved.y, area.y, area.y + area.height - height) : area.y + Math.floor((area.height - height) / 2),
    width,
    height,
  };
}

function holdsMiddle(area: Rectangle, { x, y, width, height }: Rectangle): boolean {
  const middle = { x: x + width / 2, y: y + height / 2 };
  return middle.x >= area.x && middle.x < area.x + area.width && middle.y >= area.y && middle.y < area.y + area.height;
}

/** The upper limit wins: a screen smaller than the minimum is all there is. */
function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

/** What was saved, or null the first time and when the file was damaged (which is logged). */
export function readSavedWindow(file: string, log: Logger): SavedWindow | null {
  try {
    return savedSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const isFirstTime = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!isFirstTime) log.warn({ err: error, file }, 'window bounds could not be read; starting with new ones');
    return null;
  }
}

/** Written beside and renamed, so that a power cut leaves the old file or the new one. */
export function writeSavedWindow(file: string, saved: SavedWindow): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify(saved));
  renameSync(`${file}.new`, file);
}
