/** Where a clip was changed: its stretches are compared with what the manifest says, by place and, if cut, by content. */
import { createHash } from 'node:crypto';
import { findBox, Mp4Error } from '../protocols/mp4/box.ts';
import { readSampleTable } from '../protocols/mp4/sample-table.ts';
import type { ClipPart } from './manifest.ts';

/** Clips above this are compared by place alone. */
export const REALIGN_MAX_BYTES = 512 * 1024 * 1024;
const MAX_NAMED = 5;

/** Hashes stretches of a stream as it passes. */
export class StretchHasher {
  readonly #parts: readonly ClipPart[];
  readonly #hashes: ReturnType<typeof createHash>[];
  #position = 0;
  #first = 0;

  /** `parts` in the order of their offsets. */
  constructor(parts: readonly ClipPart[]) {
    this.#parts = parts;
    this.#hashes = parts.map(() => createHash('sha256'));
  }

  update(chunk: Buffer): void {
    for (let index = this.#first; index < this.#parts.length; index += 1) {
      const part = this.#parts[index];
      if (!part || part.offset >= this.#position + chunk.length) break;
      const from = Math.max(0, part.offset - this.#position);
      const to = Math.min(chunk.length, part.offset + part.length - this.#position);
      if (to > from) this.#hashes[index]?.update(chunk.subarray(from, to));
      if (part.offset + part.length <= this.#position + chunk.length) this.#first = index + 1;
    }
    this.#position += chunk.length;
  }

  /** Indexes of the stretches that are not what they were. */
  changed(): number[] {
    return this.#parts.map((part, index) => (this.#hashes[index]?.digest('hex') === part.sha256 ? -1 : index)).filter((index) => index >= 0);
  }
}

/** Takes off those stretches that are still there, only elsewhere, as when something was cut out and the file written anew. */
export function withoutMoved(clip: Buffer, parts: readonly ClipPart[], changed: readonly number[]): number[] {
  const present = hashesByOwnTable(clip);
  return changed.filter((index) => !present.has(parts[index]?.sha256 ?? ''));
}

function hashesByOwnTable(clip: Buffer): Set<string> {
  try {
    const moov = findBox(clip, ['moov']);
    const mdat = findBox(clip, ['mdat']);
    if (!moov || !mdat) return new Set();
    const offsets = readSampleTable(clip.subarray(moov.start, moov.end)).keyFrames.map((keyFrame) => keyFrame.offset);
    const stretches = offsets.map((offset, index) => clip.subarray(offset, Math.max(offset, offsets[index + 1] ?? mdat.end)));
    return new Set(stretches.map((bytes) => createHash('sha256').update(bytes).digest('hex')));
  } catch (error) {
    if (error instanceof Mp4Error || error instanceof RangeError) return new Set();
    throw error;
  }
}

/** One phrase that names the stretches: their numbers and times. */
export function describeStretches(parts: readonly ClipPart[], changed: readonly number[]): string {
  const names = changed.slice(0, MAX_NAMED).map((index) => {
    const span = parts[index]?.span;
    return span ? `part ${index} of ${parts.length - 1}, ${span.from} to ${span.to}` : 'the head of the file';
  });
  const more = changed.length - names.length;
  return names.join('; ') + (more > 0 ? `; and ${more} more` : '');
}
