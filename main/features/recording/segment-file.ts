/** One segment being written: to a temporary name, hashed on the way, on disk before it gets its name. */
import { createHash } from 'node:crypto';
import { mkdir, open, rename, unlink, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

const FLUSH_BYTES = 256 * 1024;
/** A disk that falls this far behind fails the segment instead of filling the memory. */
const MAX_UNWRITTEN_BYTES = 64 * 1024 * 1024;

export class SegmentFile {
  readonly #partPath: string;
  readonly #hash = createHash('sha256');
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  #bytes = 0;
  #unwrittenBytes = 0;
  #handle: FileHandle | null = null;
  #writing: Promise<void> = Promise.resolve();
  #failure: unknown = null;

  /** `partPath`: its folder is made when the first bytes are written. */
  constructor(partPath: string) {
    this.#partPath = partPath;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Takes bytes to be written; the buffers must not change any more. */
  append(buffers: readonly Buffer[]): void {
    for (const buffer of buffers) {
      this.#hash.update(buffer);
      this.#pending.push(buffer);
      this.#pendingBytes += buffer.length;
      this.#bytes += buffer.length;
    }
    if (this.#pendingBytes >= FLUSH_BYTES) this.flush();
  }

  /** Hands what is waiting to the operating system. A failure shows in `finish`. */
  flush(): void {
    const buffers = this.#pending;
    if (buffers.length === 0) return;
    const bytes = this.#pendingBytes;
    this.#pending = [];
    this.#pendingBytes = 0;
    this.#unwrittenBytes += bytes;
    if (this.#unwrittenBytes > MAX_UNWRITTEN_BYTES) this.#failure ??= new Error('the disk does not keep up with the recording');
    this.#writing = this.#writing
      .then(() => this.#write(buffers))
      .catch((error: unknown) => {
        this.#failure ??= error;
      })
      .finally(() => {
        this.#unwrittenBytes -= bytes;
      });
  }

  /** The first write that failed, or null. */
  get failure(): unknown {
    return this.#failure;
  }

  /** Flushes to disk and gives the file its final name. Rejects with the first failure; the part file is then left for the repair. */
  async finish(finalPath: string): Promise<{ bytes: number; sha256: string }> {
    this.flush();
    await this.#writing;
    try {
      if (this.#failure) throw this.#failure instanceof Error ? this.#failure : new Error('a segment could not be written', { cause: this.#failure });
      if (!this.#handle) throw new Error('an empty segment cannot be finished');
      await this.#handle.datasync();
    } finally {
      await this.#handle?.close();
      this.#handle = null;
    }
    await mkdir(dirname(finalPath), { recursive: true, mode: 0o700 });
    await rename(this.#partPath, finalPath);
    return { bytes: this.#bytes, sha256: this.#hash.digest('hex') };
  }

  /** Gives the segment up and removes what was written of it. */
  async discard(): Promise<void> {
    await this.#writing;
    const wasOpen = this.#handle !== null;
    await this.#handle?.close();
    this.#handle = null;
    if (wasOpen) await unlink(this.#partPath);
  }

  async #write(buffers: Buffer[]): Promise<void> {
    if (this.#failure) return;
    if (!this.#handle) {
      await mkdir(dirname(this.#partPath), { recursive: true, mode: 0o700 });
      this.#handle = await open(this.#partPath, 'wx', 0o600);
    }
    let waiting = buffers;
    let left = buffers.reduce((sum, buffer) => sum + buffer.length, 0);
    while (left > 0) {
      const { bytesWritten } = await this.#handle.writev(waiting);
      left -= bytesWritten;
      if (left > 0) waiting = dropBytes(waiting, bytesWritten);
    }
  }
}

function dropBytes(buffers: readonly Buffer[], count: number): Buffer[] {
  let left = count;
  const rest: Buffer[] = [];
  for (const buffer of buffers) {
    if (left >= buffer.length) left -= buffer.length;
    else {
      rest.push(left > 0 ? buffer.subarray(left) : buffer);
      left = 0;
    }
  }
  return rest;
}

/** Writes a small file so that it is either there whole or not at all. */
export async function writeWhole(path: string, content: Buffer | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.tmp`;
  const handle = await open(temporary, 'w', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, path);
}
