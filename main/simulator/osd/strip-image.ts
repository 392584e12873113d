/**
 * The OSD strip as a grid of macroblocks in the exact form H.264 stores them uncompressed (I_PCM): 256 bytes of
 * luma, then 64 of Cb and 64 of Cr.
 */

/** #10141a in limited-range YCbCr. BT.601 and BT.709 round to the same numbers. */
export const BACKGROUND = { luma: 33, cb: 131, cr: 126 } as const;

/** White in limited range. */
export const FOREGROUND_LUMA = 235;

export const MACROBLOCK_PIXELS = 16;

const LUMA_BYTES = 256;
const CHROMA_BYTES = 64;

export const PCM_BYTES = LUMA_BYTES + 2 * CHROMA_BYTES;

export class StripImage {
  readonly columns: number;
  readonly rows: number;
  readonly #macroblocks: Buffer[];

  constructor(columns: number, rows: number) {
    this.columns = columns;
    this.rows = rows;
    this.#macroblocks = Array.from({ length: columns * rows }, blankMacroblock);
  }

  /** Luma at a pixel of the strip. */
  lumaAt(x: number, y: number): number {
    const macroblock = this.macroblock((y >> 4) * this.columns + (x >> 4));
    return macroblock[(y & 15) * MACROBLOCK_PIXELS + (x & 15)] ?? BACKGROUND.luma;
  }

  setLuma(x: number, y: number, luma: number): void {
    if (x < 0 || y < 0 || x >= this.columns * MACROBLOCK_PIXELS || y >= this.rows * MACROBLOCK_PIXELS) return;
    this.macroblock((y >> 4) * this.columns + (x >> 4))[(y & 15) * MACROBLOCK_PIXELS + (x & 15)] = luma;
  }

  /** I_PCM samples of one macroblock, in raster order over the strip. */
  macroblock(index: number): Buffer {
    const macroblock = this.#macroblocks[index];
    if (!macroblock) throw new RangeError(`The strip has no macroblock ${index}`);
    return macroblock;
  }

  /** True when every luma sample is background. */
  isBlank(index: number): boolean {
    const macroblock = this.macroblock(index);
    for (let i = 0; i < LUMA_BYTES; i++) if (macroblock[i] !== BACKGROUND.luma) return false;
    return true;
  }

  /** True when the macroblock's right column is background, so that its neighbour can be predicted from it. */
  hasBlankRightEdge(index: number): boolean {
    const macroblock = this.macroblock(index);
    for (let y = 0; y < MACROBLOCK_PIXELS; y++) if (macroblock[y * MACROBLOCK_PIXELS + 15] !== BACKGROUND.luma) return false;
    return true;
  }

  /** True when the macroblock's bottom row is background. */
  hasBlankBottomEdge(index: number): boolean {
    const macroblock = this.macroblock(index);
    for (let x = 0; x < MACROBLOCK_PIXELS; x++) if (macroblock[15 * MACROBLOCK_PIXELS + x] !== BACKGROUND.luma) return false;
    return true;
  }
}

function blankMacroblock(): Buffer {
  const macroblock = Buffer.alloc(PCM_BYTES, BACKGROUND.luma);
  macroblock.fill(BACKGROUND.cb, LUMA_BYTES, LUMA_BYTES + CHROMA_BYTES);
  macroblock.fill(BACKGROUND.cr, LUMA_BYTES + CHROMA_BYTES);
  return macroblock;
}
