import { expect, test } from 'vitest';
import { groupByCell } from '#renderer/features/map/clusters.ts';

const at = (x: number, y: number): { x: number; y: number } => ({ x, y });

test('cameras on one spot become one mark in their middle, a few stay apart, none is lost', () => {
  const crowd = [at(10, 10), at(20, 10), at(10, 20), at(20, 20), at(15, 15)];
  const few = [at(200, 200), at(205, 205), at(900, 10)];
  const grouped = groupByCell([...crowd, ...few], (one) => one);
  expect(grouped.clusters).toEqual([{ at: at(15, 15), members: crowd }]);
  expect(grouped.single).toEqual(few);
});
