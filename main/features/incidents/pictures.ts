/** Pictures that inspectors kept: a file named by its SHA-256, on disk before its row is written. */
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Picture } from '#shared/contract/incidents.ts';
import { AppError } from '#shared/contract/errors.ts';
import type { PictureTable } from '../../db/tables/incidents.ts';
import { readJpegSize } from './jpeg.ts';

export const MAX_PICTURE_BYTES = 4 * 1024 * 1024;

export interface StoredPicture {
  sha256: string;
  sizeBytes: number;
  width: number;
  height: number;
}

export class PictureFiles {
  readonly #dir: string;

  /** `dataDir`: the host's data folder; pictures lie in `pictures/`. */
  constructor(dataDir: string) {
    this.#dir = join(dataDir, 'pictures');
  }

  /** Where the picture lies, whether or not it is there. */
  pathOf(sha256: string): string {
    return join(this.#dir, `${sha256}.jpg`);
  }

  read(sha256: string) {
    return createReadStream(this.pathOf(sha256));
  }

  /** Stores a JPEG durably. TOO_LARGE beyond 4 MB, BAD_INPUT when the bytes are no JPEG. */
  async store(jpegBase64: string): Promise<StoredPicture> {
    const bytes = Buffer.from(jpegBase64, 'base64');
    if (bytes.length > MAX_PICTURE_BYTES) throw new AppError('TOO_LARGE', 'a picture may have 4 MB', { maxBytes: MAX_PICTURE_BYTES, bytes: bytes.length });
    const size = readJpegSize(bytes);
    if (!size) throw new AppError('BAD_INPUT', 'the picture is no JPEG', { field: 'jpegBase64', reason: 'not-jpeg' });
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await this.#write(sha256, bytes);
    return { sha256, sizeBytes: bytes.length, ...size };
  }

  async #write(sha256: string, bytes: Buffer): Promise<void> {
    const path = this.pathOf(sha256);
    if ((await sizeOf(path)) === bytes.length) return;
    await mkdir(this.#dir, { recursive: true, mode: 0o700 });
    const temporary = join(this.#dir, `.${randomBytes(8).toString('hex')}.part`);
    try {
      const file = await open(temporary, 'wx', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, path);
      await syncDirectory(this.#dir);
    } catch (error) {
      await rm(temporary, { force: true });
      if (error instanceof Error && 'code' in error && error.code === 'ENOSPC')
        throw new AppError('DISK_FULL', 'no room for the picture', {}, { cause: error });
      throw error;
    }
  }
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** A rename is durable once its folder is; Windows has no way to ask for that. */
async function syncDirectory(dir: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(dir, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export function toPicture(row: PictureTable): Picture {
  return {
    id: row.id,
    cameraId: row.camera_id,
    cameraNumber: row.camera_number,
    takenAt: row.taken_at,
    sha256: row.sha256,
    width: row.width,
    height: row.height,
  };
}
