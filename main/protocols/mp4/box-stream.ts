/**
 * Cuts a stream of bytes into its top-level boxes. A box that lies whole inside one chunk is handed on as a view of
 * it; only boxes that straddle chunks are copied, once.
 */
import { Mp4Error } from './box.ts';

export interface StreamBox {
  type: string;
  /** The whole box with its header. */
  bytes: Buffer;
}

const HEADER_BYTES = 8;
/** The largest box of each kind that a camera's stream may hold; others are small. */
const MAX_BYTES: Record<string, number> = { mdat: 64 * 1024 * 1024, moov: 1024 * 1024, moof: 4 * 1024 * 1024 };
const MAX_OTHER_BYTES = 256 * 1024;

export class BoxStream {
  #chunks: Buffer[] = [];
  #length = 0;

  /** Takes the next bytes, gives the boxes that are complete. Throws Mp4Error on a length that is impossible or too large. */
  push(chunk: Buffer): StreamBox[] {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    const boxes: StreamBox[] = [];
    for (;;) {
      const header = this.#peekHeader();
      if (!header || this.#length < header.size) return boxes;
      boxes.push({ type: header.type, bytes: this.#take(header.size) });
    }
  }

  #peekHeader(): { type: string; size: number } | null {
    if (this.#length < HEADER_BYTES) return null;
    let first = this.#chunks[0];
    if (!first) return null;
    if (first.length < HEADER_BYTES) {
      first = Buffer.concat(this.#chunks);
      this.#chunks = [first];
    }
    const size = first.readUInt32BE(0);
    const type = first.toString('latin1', 4, 8);
    if (size < HEADER_BYTES || size > (MAX_BYTES[type] ?? MAX_OTHER_BYTES)) throw new Mp4Error(`box ${JSON.stringify(type)} has a length of ${size} bytes`);
    return { type, size };
  }

  #take(size: number): Buffer {
    this.#length -= size;
    const first = this.#chunks[0];
    if (first && first.length > size) {
      this.#chunks[0] = first.subarray(size);
      return first.subarray(0, size);
    }
    const pieces: Buffer[] = [];
    let missing = size;
    while (missing > 0) {
      const chunk = this.#chunks[0];
      if (!chunk) throw new Error('the counted length and the kept chunks differ');
      if (chunk.length <= missing) {
        pieces.push(chunk);
        this.#chunks.shift();
        missing -= chunk.length;
      } else {
        pieces.push(chunk.subarray(0, missing));
        this.#chunks[0] = chunk.subarray(missing);
        missing = 0;
      }
    }
    return pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces, size);
  }
}
