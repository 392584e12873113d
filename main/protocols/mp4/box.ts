/** ISO base media file format (ISO/IEC 14496-12): boxes inside a buffer that holds them whole. */

export interface Box {
  /** Four characters, such as `moov`. */
  type: string;
  /** Offset of the box and of its content inside the buffer, and where it ends. */
  start: number;
  contentStart: number;
  end: number;
}

/** A file or stream that is not what the standard says. */
export class Mp4Error extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Mp4Error';
  }
}

const COMPACT_HEADER_BYTES = 8;
const LARGE_HEADER_BYTES = 16;

/**
 * The header at `offset`: type, length of the header and of the whole box. A length of 0 (box reaches to the end of
 * the file, section 4.2) counts up to `limit`. Throws Mp4Error on lengths that cannot be.
 */
export function readBox(buffer: Buffer, offset: number, limit: number = buffer.length): Box {
  if (limit - offset < COMPACT_HEADER_BYTES) throw new Mp4Error(`a box header is cut off at ${offset}`);
  const compactSize = buffer.readUInt32BE(offset);
  const type = buffer.toString('latin1', offset + 4, offset + 8);
  let headerBytes = COMPACT_HEADER_BYTES;
  let size = compactSize;
  if (compactSize === 1) {
    if (limit - offset < LARGE_HEADER_BYTES) throw new Mp4Error(`the header of box ${type} is cut off`);
    headerBytes = LARGE_HEADER_BYTES;
    size = Number(buffer.readBigUInt64BE(offset + 8));
  } else if (compactSize === 0) {
    size = limit - offset;
  }
  if (size < headerBytes || offset + size > limit) throw new Mp4Error(`box ${type} at ${offset} has an impossible length ${size}`);
  return { type, start: offset, contentStart: offset + headerBytes, end: offset + size };
}

/** The boxes that fill [start, end). */
export function* boxesIn(buffer: Buffer, start = 0, end: number = buffer.length): Generator<Box> {
  for (let offset = start; offset < end;) {
    const box = readBox(buffer, offset, end);
    yield box;
    offset = box.end;
  }
}

/** The first box reached by `path` from the children of [start, end), or null. */
export function findBox(buffer: Buffer, path: readonly string[], start = 0, end: number = buffer.length): Box | null {
  let found: Box | null = null;
  let [from, to] = [start, end];
  for (const type of path) {
    found = null;
    for (const box of boxesIn(buffer, from, to)) {
      if (box.type === type) {
        found = box;
        break;
      }
    }
    if (!found) return null;
    [from, to] = [found.contentStart, found.end];
  }
  return found;
}

/** Reads the fields of a box in order; every read is checked against the box's own end. */
export class BoxFields {
  readonly #buffer: Buffer;
  readonly #box: Box;
  #offset: number;

  constructor(buffer: Buffer, box: Box) {
    this.#buffer = buffer;
    this.#box = box;
    this.#offset = box.contentStart;
  }

  /** Version and flags of a full box (section 4.2). */
  versionAndFlags(): { version: number; flags: number } {
    const word = this.u32();
    return { version: word >>> 24, flags: word & 0xffffff };
  }

  u16(): number {
    return this.#buffer.readUInt16BE(this.#take(2));
  }

  u32(): number {
    return this.#buffer.readUInt32BE(this.#take(4));
  }

  i32(): number {
    return this.#buffer.readInt32BE(this.#take(4));
  }

  u64(): number {
    const value = this.#buffer.readBigUInt64BE(this.#take(8));
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new Mp4Error(`a number in box ${this.#box.type} is too large`);
    return Number(value);
  }

  skip(bytes: number): void {
    this.#take(bytes);
  }

  get remaining(): number {
    return this.#box.end - this.#offset;
  }

  #take(bytes: number): number {
    const at = this.#offset;
    if (bytes < 0 || at + bytes > this.#box.end) throw new Mp4Error(`box ${this.#box.type} is too short`);
    this.#offset = at + bytes;
    return at;
  }
}
