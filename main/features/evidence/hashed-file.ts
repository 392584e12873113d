/** Files of a package, as they lie on disk. */
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { findBox, Mp4Error, readBox } from '../../protocols/mp4/box.ts';

const CHUNK_BYTES = 1024 * 1024;
const MAX_MOOV_BYTES = 256 * 1024 * 1024;

export interface HashedStretch {
  offset: number;
  length: number;
  sha256: string;
}

/** Reads a file from disk and hashes it whole and in the stretches that begin at `starts` (ascending, the first is 0). */
export async function hashFile(path: string, starts: readonly number[] = [0]): Promise<{ size: number; sha256: string; stretches: HashedStretch[] }> {
  const whole = createHash('sha256');
  const stretches: HashedStretch[] = [];
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    for (const [index, offset] of starts.entries()) {
      const end = starts[index + 1] ?? size;
      const part = createHash('sha256');
      for (let at = offset; at < end;) {
        const buffer = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, end - at));
        const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
        if (bytesRead === 0) throw new Error(`${path} is shorter than it was`);
        const bytes = buffer.subarray(0, bytesRead);
        whole.update(bytes);
        part.update(bytes);
        at += bytesRead;
      }
      stretches.push({ offset, length: end - offset, sha256: part.digest('hex') });
    }
    return { size, sha256: whole.digest('hex'), stretches };
  } finally {
    await file.close();
  }
}

/** The `moov` box of a file. */
export async function readMoov(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    for (let at = 0; at < size;) {
      const header = Buffer.alloc(16);
      await file.read(header, 0, 16, at);
      const declared = header.readUInt32BE(0);
      const length = declared === 1 ? Number(header.readBigUInt64BE(8)) : declared === 0 ? size - at : declared;
      if (header.toString('latin1', 4, 8) !== 'moov') {
        if (length < 8) throw new Mp4Error('a box has an impossible length');
        at += length;
        continue;
      }
      if (length > MAX_MOOV_BYTES || at + length > size) throw new Mp4Error('the moov box is too large');
      const moov = Buffer.alloc(length);
      await file.read(moov, 0, length, at);
      readBox(moov, 0);
      if (!findBox(moov, ['moov'])) throw new Mp4Error('the moov box is not well formed');
      return moov;
    }
    throw new Mp4Error('there is no moov box');
  } finally {
    await file.close();
  }
}

/** Makes sure that what was written to a file or folder is on disk. */
export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
