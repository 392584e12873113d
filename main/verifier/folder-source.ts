/** A package that somebody has unpacked. */
import { createReadStream } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MalformedPackage } from './malformed.ts';
import { checkPath, checkTwins } from './names.ts';
import { LIMITS, type PackageSource, type PartInfo } from './source.ts';

const MAX_DEPTH = 8;

/** Opens a folder: the package's own, or one that holds nothing but it. Links are refused, never followed. */
export async function openFolder(path: string): Promise<PackageSource> {
  const root = await findRoot(path);
  const parts = new Map<string, PartInfo>();
  await walk(root, '', parts, 0);
  checkTwins([...parts.keys()]);
  return {
    parts,
    stream(name) {
      const part = parts.get(name);
      if (!part) throw new Error(`the package has no part ${name}`);
      return readAsStated(join(root, name), name, part.size);
    },
    close: () => Promise.resolve(),
  };
}

async function findRoot(path: string): Promise<string> {
  const entries = await readdir(path, { withFileTypes: true });
  const [only] = entries;
  return entries.length === 1 && only?.isDirectory() ? join(path, only.name) : path;
}

async function walk(root: string, below: string, parts: Map<string, PartInfo>, depth: number): Promise<void> {
  if (depth > MAX_DEPTH) throw new MalformedPackage('the folders are nested too deep');
  for (const entry of await readdir(join(root, below), { withFileTypes: true })) {
    const path = below ? `${below}/${entry.name}` : entry.name;
    checkPath(path);
    if (entry.isDirectory()) await walk(root, path, parts, depth + 1);
    else if (entry.isFile()) {
      parts.set(path, { size: (await lstat(join(root, path))).size, crc32: null });
      if (parts.size > LIMITS.parts) throw new MalformedPackage('there are too many files');
    } else throw new MalformedPackage(`${path} is a link or a special file`);
  }
}

async function* readAsStated(file: string, name: string, size: number): AsyncGenerator<Buffer> {
  let read = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
    read += chunk.length;
    if (read > size) throw new MalformedPackage(`${name} grows while it is read`);
    yield chunk;
  }
  if (read !== size) throw new MalformedPackage(`${name} shrinks while it is read`);
}
