/** Incident pins of one place stand above one another; how far each is lifted, in pixels. Pure. */
import type { Position } from '#shared/contract/scalars.ts';
import { PIN_SIZE } from './marks.ts';
import type { Box, Point } from './geometry.ts';

/** Pins that would stand on one another are lifted by this. */
const STACK_PX = 27;

export interface StackedPin<Row> {
  row: Row;
  position: Position;
  liftPx: number;
}

/** In the order given: the first of a place stands on the ground. Rows without a position are left out. */
export function stackPins<Row extends { position: Position | null }>(rows: readonly Row[]): StackedPin<Row>[] {
  const standing = new Map<string, number>();
  return rows.flatMap((row): StackedPin<Row>[] => {
    const { position } = row;
    if (!position) return [];
    const place = `${position.lat.toFixed(4)}:${position.lng.toFixed(4)}`;
    const below = standing.get(place) ?? 0;
    standing.set(place, below + 1);
    return [{ row, position, liftPx: below * STACK_PX }];
  });
}

/** What a pin covers on screen; its tip, when not lifted, is at `at`. */
export function pinBox(at: Point, liftPx: number): Box {
  return { x: at.x - PIN_SIZE.width / 2, y: at.y - PIN_SIZE.height - liftPx, ...PIN_SIZE };
}
