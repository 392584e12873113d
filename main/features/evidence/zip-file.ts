/** Packs a folder into a zip without compression: what lies inside stays byte for byte where the manifest says. */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { join } from 'node:path';
import { ZipFile } from 'yazl';
import { syncPath } from './hashed-file.ts';

/** Writes `<root>/<path>` for each path to `zipFile` and to disk. Returns size and SHA-256 of the zip. */
export async function zipFolder(
  folder: string,
  root: string,
  paths: readonly string[],
  zipFile: string,
  mtime: Date,
  signal: AbortSignal,
): Promise<{ size: number; sha256: string }> {
  const zip = new ZipFile();
  const hash = createHash('sha256');
  let size = 0;
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  zip.on('error', (error: Error) => counter.destroy(error));
  for (const path of paths) zip.addFile(join(folder, path), `${root}/${path}`, { compress: false, mtime, mode: 0o100644 });
  zip.end();
  await pipeline(zip.outputStream, counter, createWriteStream(zipFile, { mode: 0o600 }), { signal });
  await syncPath(zipFile);
  return { size, sha256: hash.digest('hex') };
}
