import { rgb } from '../drawing/colour.ts';
import { convexFace } from '../drawing/convex.ts';
import type { Point } from '../drawing/geometry.ts';
import type { Painter } from '../drawing/painter.ts';

const TILE = rgb('#7d4a3c');
const GABLE_WALL = rgb('#a8937a');
/** The tiles reach a little below the top of the wall, so that no slit shows between them. */
const EAVES_DROP_METRES = 0.1;

/** A ridge roof over a rectangle of ground, the ridge along its longer side. Metres; `rise` from the wall's top to the ridge. */
export function paintGable(painter: Painter, x0: number, y0: number, x1: number, y1: number, height: number, rise: number, overhang: number): void {
  const isAlongY = y1 - y0 >= x1 - x0;
  const at = (across: number, along: number, z: number): Point => (isAlongY ? [across, along, z] : [along, across, z]);
  const [across0, across1] = isAlongY ? [x0, x1] : [y0, y1];
  const [along0, along1] = isAlongY ? [y0, y1] : [x0, x1];
  const [ridge, top, eaves] = [(across0 + across1) / 2, height + rise, height - EAVES_DROP_METRES];
  const inside: Point = [(x0 + x1) / 2, (y0 + y1) / 2, height - 4];

  const ends: readonly [along: number, outward: number][] = isAlongY
    ? [
        [along1, 1],
        [along0, -1],
      ]
    : [
        [along0, -1],
        [along1, 1],
      ];
  for (const [along, outward] of ends)
    painter.face([at(across0, along, height), at(across1, along, height), at(ridge, along, top)], at(0, outward, 0), GABLE_WALL);

  const [from, to] = [along0 - overhang, along1 + overhang];
  const slopes = isAlongY ? [across0 - overhang, across1 + overhang] : [across1 + overhang, across0 - overhang];
  for (const across of slopes) convexFace(painter, [at(across, from, eaves), at(across, to, eaves), at(ridge, to, top), at(ridge, from, top)], inside, TILE, 1);
}
