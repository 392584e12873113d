/**
 * Cuts coded pictures out of an AVI stream that ffmpeg writes to a pipe. A bare Annex B stream tells where a picture ends
 * only when the next one begins, a frame later; an AVI chunk carries its length, so each picture can be passed on at once.
 */
const CHUNK_HEADER_BYTES = 8;
/** A picture larger than this is not one of ours. */
const MOST_BYTES = 4 * 1024 * 1024;

export class AviPictures {
  private pending: Buffer = Buffer.alloc(0);
  private inMovie = false;
  private readonly onPicture: (annexB: Buffer) => void;

  constructor(onPicture: (annexB: Buffer) => void) {
    this.onPicture = onPicture;
  }

  /** Takes the next bytes of the stream. Throws when they are not what ffmpeg's AVI muxer writes. */
  push(bytes: Buffer): void {
    this.pending = this.pending.length === 0 ? bytes : Buffer.concat([this.pending, bytes]);
    if (!this.inMovie && !this.findMovie()) return;
    while (this.takeChunk());
  }

  /** Sizes in the header are unknown on a pipe (zero), so the list of pictures is looked for by its name. */
  private findMovie(): boolean {
    const at = this.pending.indexOf('movi', 0, 'latin1');
    if (at < 0) {
      if (this.pending.length > MOST_BYTES) throw new Error("no pictures in the encoder's stream");
      return false;
    }
    this.pending = this.pending.subarray(at + 4);
    this.inMovie = true;
    return true;
  }

  private takeChunk(): boolean {
    if (this.pending.length < CHUNK_HEADER_BYTES) return false;
    const name = this.pending.toString('latin1', 0, 4);
    const length = this.pending.readUInt32LE(4);
    if (length > MOST_BYTES) throw new Error(`chunk ${JSON.stringify(name)} of ${String(length)} bytes in the encoder's stream`);
    const end = CHUNK_HEADER_BYTES + length + (length % 2);
    if (this.pending.length < end) return false;
    if (name === '00dc' && length > 0) this.onPicture(Buffer.from(this.pending.subarray(CHUNK_HEADER_BYTES, CHUNK_HEADER_BYTES + length)));
    this.pending = this.pending.subarray(end);
    return true;
  }
}
