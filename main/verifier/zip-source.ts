/** A package in a zip file: directory and local headers must say the same, and together explain every byte of the file. */
import { open, type FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { MalformedPackage } from './malformed.ts';
import { checkTwins } from './names.ts';
import { LIMITS, type PackageSource, type PartInfo } from './source.ts';
import { METHOD, number64, readDirectory, readExactly, readLargeSizes, type ZipEntry } from './zip-directory.ts';

const LOCAL_SIGNATURE = 0x04034b50;
const DESCRIPTOR_SIGNATURE = 0x08074b50;
const LOCAL_BYTES = 30;
const FLAG_DESCRIPTOR = 0x8;
const CHUNK_BYTES = 1024 * 1024;

interface Placed {
  entry: ZipEntry;
  dataOffset: number;
}

/** Opens a zip file. MalformedPackage when it could mean two things; errors of the file system as they are. */
export async function openZip(path: string): Promise<PackageSource> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const { entries, directoryOffset } = await readDirectory(file, size);
    checkSizes(entries);
    checkTwins(namesOf(entries, false), namesOf(entries, true));
    const placed = await placeEntries(file, entries, directoryOffset);
    const files = withoutRoot(placed);
    const parts = new Map<string, PartInfo>([...files].map(([name, { entry }]) => [name, { size: entry.size, crc32: entry.crc32 }]));
    return {
      parts,
      stream: (name) => {
        const found = files.get(name);
        if (!found) throw new Error(`the package has no part ${name}`);
        return found.entry.method === METHOD.stored ? readRange(file, found.dataOffset, found.entry.size) : readDeflated(file, found);
      },
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

function namesOf(entries: readonly ZipEntry[], areFolders: boolean): string[] {
  return entries.filter((entry) => entry.isFolder === areFolders).map((entry) => entry.name);
}

function checkSizes(entries: readonly ZipEntry[]): void {
  let total = 0;
  for (const { name, method, size, packedSize } of entries) {
    total += size;
    if (size > LIMITS.partBytes || total > LIMITS.totalBytes) throw new MalformedPackage(`${name} would be too large unpacked`);
    if (method === METHOD.stored && size !== packedSize) throw new MalformedPackage(`${name} states two sizes`);
    if (method === METHOD.deflated && size > LIMITS.ratio * Math.max(packedSize, 1_024))
      throw new MalformedPackage(`${name} would unpack to more than ${LIMITS.ratio} times its size`);
  }
}

/** Walks the file from byte 0: header, data, descriptor, next header, up to the directory, without a gap or an overlap. */
async function placeEntries(file: FileHandle, entries: readonly ZipEntry[], directoryOffset: number): Promise<Placed[]> {
  const inOrder = [...entries].sort((a, b) => a.headerOffset - b.headerOffset);
  const placed: Placed[] = [];
  let position = 0;
  for (const [index, entry] of inOrder.entries()) {
    if (entry.headerOffset !== position) throw new MalformedPackage(`bytes before ${entry.name} belong to nothing, or belong to two parts`);
    const dataOffset = await checkLocalHeader(file, entry);
    const dataEnd = dataOffset + entry.packedSize;
    const next = inOrder[index + 1]?.headerOffset ?? directoryOffset;
    if (dataEnd > next) throw new MalformedPackage(`${entry.name} overlaps what follows it`);
    if (entry.flags & FLAG_DESCRIPTOR) await checkDescriptor(file, entry, dataEnd, next - dataEnd);
    else if (dataEnd !== next) throw new MalformedPackage(`bytes after ${entry.name} belong to nothing`);
    placed.push({ entry, dataOffset });
    position = next;
  }
  if (position !== directoryOffset) throw new MalformedPackage('bytes before the directory belong to nothing');
  return placed;
}

async function checkLocalHeader(file: FileHandle, entry: ZipEntry): Promise<number> {
  const header = await readExactly(file, entry.headerOffset, LOCAL_BYTES);
  const [nameLength, extraLength] = [header.readUInt16LE(26), header.readUInt16LE(28)];
  const rest = await readExactly(file, entry.headerOffset + LOCAL_BYTES, nameLength + extraLength);
  const sizes = { packedSize: header.readUInt32LE(18), size: header.readUInt32LE(22) };
  const hasDescriptor = (entry.flags & FLAG_DESCRIPTOR) !== 0;
  const statesNothing = hasDescriptor && header.readUInt32LE(14) === 0 && sizes.size === 0 && sizes.packedSize === 0;
  if (!statesNothing && !hasDescriptor) readLargeSizes(rest.subarray(nameLength), sizes);
  const isSame =
    header.readUInt32LE(0) === LOCAL_SIGNATURE &&
    header.readUInt16LE(6) === entry.flags &&
    header.readUInt16LE(8) === entry.method &&
    rest.subarray(0, nameLength).equals(entry.nameBytes) &&
    (statesNothing || (header.readUInt32LE(14) === entry.crc32 && sizes.size === entry.size && sizes.packedSize === entry.packedSize));
  if (!isSame) throw new MalformedPackage(`${entry.name}: the directory and the part's own header do not agree`);
  return entry.headerOffset + LOCAL_BYTES + nameLength + extraLength;
}

/** CRC and sizes after the data: with or without signature, with 32- or 64-bit sizes (APPNOTE 4.3.9). */
async function checkDescriptor(file: FileHandle, entry: ZipEntry, at: number, length: number): Promise<void> {
  const expected = `${entry.name}: what follows its data does not agree with the directory`;
  if (![12, 16, 20, 24].includes(length)) throw new MalformedPackage(expected);
  let bytes = await readExactly(file, at, length);
  if (length === 16 || length === 24) {
    if (bytes.readUInt32LE(0) !== DESCRIPTOR_SIGNATURE) throw new MalformedPackage(expected);
    bytes = bytes.subarray(4);
  }
  const [packedSize, size] = bytes.length === 12 ? [bytes.readUInt32LE(4), bytes.readUInt32LE(8)] : [number64(bytes, 4), number64(bytes, 12)];
  if (bytes.readUInt32LE(0) !== entry.crc32 || packedSize !== entry.packedSize || size !== entry.size) throw new MalformedPackage(expected);
}

/** Everything must lie in one folder; it is taken off. */
function withoutRoot(placed: readonly Placed[]): Map<string, Placed> {
  const roots = new Set(placed.map(({ entry }) => entry.name.split('/')[0]));
  if (roots.size !== 1) throw new MalformedPackage('the package must hold one folder and nothing beside it');
  const files = new Map<string, Placed>();
  for (const one of placed) {
    if (one.entry.isFolder) continue;
    const slash = one.entry.name.indexOf('/');
    if (slash < 0) throw new MalformedPackage('the package must hold one folder and nothing beside it');
    files.set(one.entry.name.slice(slash + 1), one);
  }
  return files;
}

/** Bytes [start, start + length) of the file. The handle stays open, whatever becomes of the reader. */
async function* readRange(file: FileHandle, start: number, length: number): AsyncGenerator<Buffer> {
  for (let done = 0; done < length;) {
    const size = Math.min(CHUNK_BYTES, length - done);
    yield await readExactly(file, start + done, size);
    done += size;
  }
}

async function* readDeflated(file: FileHandle, { entry, dataOffset }: Placed): AsyncGenerator<Buffer> {
  const packed = Readable.from(readRange(file, dataOffset, entry.packedSize));
  const inflate = createInflateRaw();
  packed.on('error', (error) => inflate.destroy(error));
  packed.pipe(inflate);
  let size = 0;
  try {
    for await (const chunk of inflate as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > entry.size) throw new MalformedPackage(`${entry.name} unpacks to more than it states`);
      yield chunk;
    }
  } catch (error) {
    if (error instanceof MalformedPackage) throw error;
    throw new MalformedPackage(`${entry.name} cannot be unpacked`);
  } finally {
    packed.destroy();
    inflate.destroy();
  }
  if (size !== entry.size) throw new MalformedPackage(`${entry.name} unpacks to less than it states`);
}
