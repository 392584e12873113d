/** How many columns a wall beside the map has: as many as make its pictures largest. Pure. */
export interface GridShape {
  columns: number;
  /** Height of a row in pixels where the tiles do not all fit and the wall is scrolled; null where they share the height. */
  rowPx: number | null;
}

const GAP_PX = 4;
/** The tile's bar with its lines. */
const BAR_PX = 26;
const BORDER_PX = 2;
const ASPECT = 16 / 9;
/** On a smaller picture nobody sees what happens: better fewer at once, and scroll. */
const SMALLEST_PICTURE_PX = 240;

function cellWidth(columns: number, width: number): number {
  return (width - (columns - 1) * GAP_PX) / columns;
}

/** Width of the 16:9 picture of each tile when `count` tiles share the whole box. */
function pictureWidth(columns: number, count: number, box: { width: number; height: number }): number {
  const rows = Math.ceil(count / columns);
  const cellHeight = (box.height - (rows - 1) * GAP_PX) / rows;
  return Math.min(cellWidth(columns, box.width) - BORDER_PX, (cellHeight - BAR_PX - BORDER_PX) * ASPECT);
}

/** The shape for `count` tiles in a box in pixels, without its padding. */
export function gridShape(count: number, box: { width: number; height: number }): GridShape {
  let best = { columns: 1, picturePx: -Infinity };
  for (let columns = 1; columns <= count; columns++) {
    const picturePx = pictureWidth(columns, count, box);
    if (picturePx > best.picturePx) best = { columns, picturePx };
  }
  if (best.picturePx >= SMALLEST_PICTURE_PX) return { columns: best.columns, rowPx: null };
  const columns = Math.max(1, Math.min(count, Math.floor((box.width + GAP_PX) / (SMALLEST_PICTURE_PX + BORDER_PX + GAP_PX))));
  return { columns, rowPx: Math.round((cellWidth(columns, box.width) - BORDER_PX) / ASPECT) + BAR_PX + BORDER_PX };
}
