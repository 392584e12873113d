import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { BACKGROUND, FOREGROUND_LUMA } from './strip-image.ts';

/** Luma of one character cell, row by row. */
export type Glyph = Uint8Array;

/** Characters drawn with a monospaced font of the system, as luma on the strip's background. */
export interface GlyphAtlas {
  cellWidth: number;
  cellHeight: number;
  glyph(character: string): Glyph;
}

const PREFERRED_FAMILIES = ['DejaVu Sans Mono', 'Noto Sans Mono', 'Liberation Mono', 'Consolas', 'Menlo', 'Courier New'];

/** The monospaced family the strip is drawn with; null when the system has no font at all. */
export function findMonospacedFamily(): string | null {
  const families = GlobalFonts.families.map((entry) => entry.family);
  return PREFERRED_FAMILIES.find((name) => families.includes(name)) ?? families.find((name) => /mono/i.test(name)) ?? families[0] ?? null;
}

/**
 * Makes an atlas that draws each character once, when it is first asked for.
 * @param fontSizePx size of the font in pixels
 * @param cellHeight height of the strip in pixels; the last row and column of a cell stay background
 * @param baselinePx distance of the baseline from the strip's top
 */
export function createGlyphAtlas(fontSizePx: number, cellHeight: number, baselinePx: number): GlyphAtlas {
  const font = `${fontSizePx}px "${findMonospacedFamily() ?? 'monospace'}"`;
  const measuring = createCanvas(8, 8).getContext('2d');
  measuring.font = font;
  const cellWidth = Math.max(4, Math.ceil(measuring.measureText('0').width));
  const drawn = new Map<string, Glyph>();

  function draw(character: string): Glyph {
    const context = createCanvas(cellWidth, cellHeight).getContext('2d');
    context.fillStyle = '#000';
    context.fillRect(0, 0, cellWidth, cellHeight);
    context.fillStyle = '#fff';
    context.font = font;
    context.textBaseline = 'alphabetic';
    context.fillText(character, 0, baselinePx);
    const { data } = context.getImageData(0, 0, cellWidth, cellHeight);
    const glyph = new Uint8Array(cellWidth * cellHeight).fill(BACKGROUND.luma);
    for (let y = 0; y < cellHeight - 1; y++) {
      for (let x = 0; x < cellWidth; x++) {
        const coverage = (data[(y * cellWidth + x) * 4] ?? 0) / 255;
        glyph[y * cellWidth + x] = Math.round(BACKGROUND.luma + coverage * (FOREGROUND_LUMA - BACKGROUND.luma));
      }
    }
    return glyph;
  }

  return {
    cellWidth,
    cellHeight,
    glyph(character) {
      let glyph = drawn.get(character);
      if (!glyph) {
        glyph = draw(character);
        drawn.set(character, glyph);
      }
      return glyph;
    },
  };
}
