/**
 * Bit-level reading and writing of H.264 syntax (ITU-T H.264, clauses 7.2 and 9.1) and the emulation prevention
 * of NAL units (7.4.1). Only what the replacement of one slice needs.
 */

/** Reads fixed-length and Exp-Golomb codes from an RBSP. Throws RangeError past its end. */
export class BitReader {
  readonly #bytes: Uint8Array;
  #position = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Bits read so far. */
  get position(): number {
    return this.#position;
  }

  readBit(): number {
    const byte = this.#bytes[this.#position >> 3];
    if (byte === undefined) throw new RangeError('H.264 syntax ends before it is complete');
    const bit = (byte >> (7 - (this.#position & 7))) & 1;
    this.#position++;
    return bit;
  }

  readBits(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i++) value = value * 2 + this.readBit();
    return value;
  }

  readUnsigned(): number {
    let zeros = 0;
    while (this.readBit() === 0) {
      zeros++;
      if (zeros > 31) throw new RangeError('Exp-Golomb code longer than 32 bits');
    }
    return 2 ** zeros - 1 + this.readBits(zeros);
  }

  readSigned(): number {
    const code = this.readUnsigned();
    return code % 2 === 1 ? (code + 1) / 2 : -code / 2;
  }
}

/** Writes fixed-length and Exp-Golomb codes; whole blocks of bytes may be appended where the writer is aligned. */
export class BitWriter {
  readonly #bytes: Buffer;
  #length = 0;
  #current = 0;
  #filled = 0;

  /** @param capacityBytes upper bound of what will be written; more throws RangeError. */
  constructor(capacityBytes: number) {
    this.#bytes = Buffer.allocUnsafe(capacityBytes);
  }

  get isAligned(): boolean {
    return this.#filled === 0;
  }

  writeBits(value: number, count: number): void {
    for (let i = count - 1; i >= 0; i--) {
      this.#current = (this.#current << 1) | ((value >>> i) & 1);
      if (++this.#filled === 8) this.#flush();
    }
  }

  writeUnsigned(value: number): void {
    const code = value + 1;
    const length = 32 - Math.clz32(code);
    this.writeBits(0, length - 1);
    this.writeBits(code, length);
  }

  writeSigned(value: number): void {
    this.writeUnsigned(value > 0 ? 2 * value - 1 : -2 * value);
  }

  /** Zero bits up to the next byte. */
  alignWithZeros(): void {
    while (this.#filled !== 0) this.writeBits(0, 1);
  }

  appendBytes(bytes: Uint8Array): void {
    if (!this.isAligned) throw new Error('Bytes can only be appended on a byte boundary');
    if (this.#length + bytes.length > this.#bytes.length) throw new RangeError('Bit writer is full');
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** Closes the RBSP with its stop bit (rbsp_trailing_bits) and returns it. */
  finish(): Buffer {
    this.writeBits(1, 1);
    this.alignWithZeros();
    return this.#bytes.subarray(0, this.#length);
  }

  #flush(): void {
    if (this.#length >= this.#bytes.length) throw new RangeError('Bit writer is full');
    this.#bytes[this.#length++] = this.#current;
    this.#current = 0;
    this.#filled = 0;
  }
}

/** The payload of a NAL unit without its emulation prevention bytes, from after the NAL header, at most `limit` bytes. */
export function readRbsp(nal: Uint8Array, limit = nal.length): Uint8Array {
  const rbsp = new Uint8Array(Math.min(limit, nal.length));
  let length = 0;
  let zeros = 0;
  for (let i = 1; i < nal.length && length < rbsp.length; i++) {
    const byte = nal[i] ?? 0;
    if (zeros >= 2 && byte === 3) {
      zeros = 0;
      continue;
    }
    zeros = byte === 0 ? zeros + 1 : 0;
    rbsp[length++] = byte;
  }
  return rbsp.subarray(0, length);
}

/** Puts header byte and RBSP together as a NAL unit, with emulation prevention bytes where needed. */
export function writeNal(header: number, rbsp: Buffer): Buffer {
  const first = rbsp.indexOf('\0\0', 0, 'latin1');
  if (first < 0) return Buffer.concat([Buffer.of(header), rbsp]);
  const nal = Buffer.allocUnsafe(1 + Math.ceil(rbsp.length * 1.5));
  nal[0] = header;
  let length = 1;
  let zeros = 0;
  for (const byte of rbsp) {
    if (zeros >= 2 && byte <= 3) {
      nal[length++] = 3;
      zeros = 0;
    }
    zeros = byte === 0 ? zeros + 1 : 0;
    nal[length++] = byte;
  }
  return nal.subarray(0, length);
}
