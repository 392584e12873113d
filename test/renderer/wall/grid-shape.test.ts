import { expect, test } from 'vitest';
import { gridShape } from '#renderer/features/wall/grid-shape.ts';

test('nine tiles in a tall column stand two by two and a half, not three by three with black bars', () => {
  expect(gridShape(9, { width: 760, height: 940 })).toEqual({ columns: 2, rowPx: null });
});

test('a wide box takes the usual square', () => {
  expect(gridShape(9, { width: 1500, height: 930 })).toEqual({ columns: 3, rowPx: null });
  expect(gridShape(4, { width: 1500, height: 930 })).toEqual({ columns: 2, rowPx: null });
});

test('where pictures would be too small to see, fewer stand at once and the wall is scrolled', () => {
  const { columns, rowPx } = gridShape(9, { width: 530, height: 630 });
  expect(columns).toBe(2);
  // A picture of a column's width, whole, below its bar.
  expect(rowPx).toBeGreaterThan((259 * 9) / 16);
  expect(rowPx).toBeLessThan((259 * 9) / 16 + 40);
});

test('one tile has the whole box, and a narrow box still has a column', () => {
  expect(gridShape(1, { width: 500, height: 600 }).columns).toBe(1);
  expect(gridShape(16, { width: 180, height: 600 }).columns).toBe(1);
});
