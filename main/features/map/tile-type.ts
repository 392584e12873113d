/** What a tile really is, by its first bytes: a file may claim anything, and HTML or SVG must never reach the page as a tile. */
export interface TileType {
  contentType: string;
  contentEncoding: 'gzip' | null;
}

const RASTER: readonly (readonly [readonly number[], number, string])[] = [
  [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], 0, 'image/png'],
  [[0xff, 0xd8, 0xff], 0, 'image/jpeg'],
  [[0x57, 0x45, 0x42, 0x50], 8, 'image/webp'],
];

/** null when it is none of the types we draw. */
export function sniffTile(bytes: Buffer, format: 'vector' | 'raster'): TileType | null {
  if (format === 'raster') {
    const found = RASTER.find(([magic, offset]) => magic.every((byte, index) => bytes[offset + index] === byte));
    return found ? { contentType: found[2], contentEncoding: null } : null;
  }
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  // A vector tile is a protobuf whose first field is a layer: field 3, length-delimited (Vector Tile Specification 2.1).
  const isPlain = bytes.length === 0 || bytes[0] === 0x1a;
  return isGzip || isPlain ? { contentType: 'application/x-protobuf', contentEncoding: isGzip ? 'gzip' : null } : null;
}
