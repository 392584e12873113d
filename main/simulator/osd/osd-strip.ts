import { PROFILE_SIZE, type ProfileName } from '../types.ts';
import { createGlyphAtlas, type GlyphAtlas } from './glyph-atlas.ts';
import { osdClockText } from './osd-clock.ts';
import { MACROBLOCK_PIXELS, StripImage } from './strip-image.ts';

interface StripStyle {
  fontSizePx: number;
  baselinePx: number;
  marginPx: number;
}

const STYLE: Readonly<Record<ProfileName, StripStyle>> = {
  main: { fontSizePx: 22, baselinePx: 22, marginPx: 16 },
  sub: { fontSizePx: 13, baselinePx: 12, marginPx: 8 },
};

const atlases = new Map<ProfileName, GlyphAtlas>();

/** The characters of a profile's strip; drawn once for all cameras. */
export function stripAtlas(profile: ProfileName): GlyphAtlas {
  let atlas = atlases.get(profile);
  if (!atlas) {
    const { fontSizePx, baselinePx } = STYLE[profile];
    atlas = createGlyphAtlas(fontSizePx, PROFILE_SIZE[profile].stripMacroblockRows * MACROBLOCK_PIXELS, baselinePx);
    atlases.set(profile, atlas);
  }
  return atlas;
}

/** Pixel column at which each text of the strip begins. The clock stands at the right edge. */
export function stripLayout(profile: ProfileName, clockText: string): { nameX: number; clockX: number; maxNameLength: number } {
  const { cellWidth } = stripAtlas(profile);
  const { marginPx } = STYLE[profile];
  const clockX = PROFILE_SIZE[profile].width - marginPx - clockText.length * cellWidth;
  return { nameX: marginPx, clockX, maxNameLength: Math.floor((clockX - 2 * marginPx) / cellWidth) };
}

/** One camera's strip: its name, drawn once, and the clock, of which only changed characters are drawn again. */
export class OsdStrip {
  readonly image: StripImage;
  readonly #profile: ProfileName;
  #clockText = '';

  constructor(profile: ProfileName, name: string) {
    this.#profile = profile;
    const { width, stripMacroblockRows } = PROFILE_SIZE[profile];
    this.image = new StripImage(width / MACROBLOCK_PIXELS, stripMacroblockRows);
    const { nameX, maxNameLength } = stripLayout(profile, osdClockText(0));
    const characters = [...name];
    const shown = characters.length <= maxNameLength ? characters : [...characters.slice(0, maxNameLength - 1), '…'];
    shown.forEach((character, index) => this.#draw(character, nameX + index * stripAtlas(profile).cellWidth));
  }

  /** Sets the burned-in clock to a whole second of the Unix epoch. */
  setClock(epochSeconds: number): void {
    const text = osdClockText(epochSeconds);
    if (text === this.#clockText) return;
    const { clockX } = stripLayout(this.#profile, text);
    const { cellWidth } = stripAtlas(this.#profile);
    for (let i = 0; i < text.length; i++) {
      if (text[i] !== this.#clockText[i]) this.#draw(text[i] ?? ' ', clockX + i * cellWidth);
    }
    this.#clockText = text;
  }

  #draw(character: string, left: number): void {
    const atlas = stripAtlas(this.#profile);
    const glyph = atlas.glyph(character);
    for (let y = 0; y < atlas.cellHeight; y++) {
      for (let x = 0; x < atlas.cellWidth; x++) this.image.setLuma(left + x, y, glyph[y * atlas.cellWidth + x] ?? 0);
    }
  }
}
