/** The directory of a zip file (APPNOTE 6.3.10), read strictly: one disk, no comment, no encryption, no byte unexplained. */
import type { FileHandle } from 'node:fs/promises';
import { MalformedPackage } from './malformed.ts';
import { checkPath } from './names.ts';
import { LIMITS } from './source.ts';

export interface ZipEntry {
  name: string;
  nameBytes: Buffer;
  isFolder: boolean;
  flags: number;
  method: number;
  crc32: number;
  packedSize: number;
  size: number;
  headerOffset: number;
}

export const METHOD = { stored: 0, deflated: 8 } as const;
const SIGNATURE = { entry: 0x02014b50, end: 0x06054b50, end64: 0x06064b50, locator64: 0x07064b50 } as const;
const END_BYTES = 22;
const LOCATOR64_BYTES = 20;
const END64_BYTES = 56;
const ENTRY_BYTES = 46;
const MAX_DIRECTORY_BYTES = 8 * 1024 * 1024;
const FLAG_ENCRYPTED = 0x1;
/** Data descriptor and UTF-8 names; deflate's level bits mean nothing to a reader. */
const KNOWN_FLAGS = 0x8 | 0x800 | 0x6;
const FILE_TYPE_MASK = 0xf000;
const TYPE_REGULAR = 0x8000;
const TYPE_FOLDER = 0x4000;
const FULL_16 = 0xffff;
const FULL_32 = 0xffffffff;

/** Reads exactly `length` bytes at `position`; MalformedPackage when the file is shorter. */
export async function readExactly(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  if (bytesRead !== length) throw new MalformedPackage('the file is cut off');
  return buffer;
}

/** The entries, and where the directory begins. */
export async function readDirectory(file: FileHandle, fileSize: number): Promise<{ entries: ZipEntry[]; directoryOffset: number }> {
  const { count, size, offset } = await readEnd(file, fileSize);
  const bytes = await readExactly(file, offset, size);
  const entries: ZipEntry[] = [];
  let position = 0;
  for (let index = 0; index < count; index += 1) {
    const { entry, length } = readEntry(bytes, position);
    entries.push(entry);
    position += length;
  }
  if (position !== size) throw new MalformedPackage('the directory holds more than its entries');
  return { entries, directoryOffset: offset };
}

async function readEnd(file: FileHandle, fileSize: number): Promise<{ count: number; size: number; offset: number }> {
  if (fileSize < END_BYTES) throw new MalformedPackage('this is no zip file');
  const end = await readExactly(file, fileSize - END_BYTES, END_BYTES);
  if (end.readUInt32LE(0) !== SIGNATURE.end || end.readUInt16LE(20) !== 0)
    throw new MalformedPackage('there is no end of a zip directory at the end of the file');
  if (end.readUInt16LE(4) !== 0 || end.readUInt16LE(6) !== 0 || end.readUInt16LE(8) !== end.readUInt16LE(10))
    throw new MalformedPackage('the zip is in several pieces');
  const small = { count: end.readUInt16LE(10), size: end.readUInt32LE(12), offset: end.readUInt32LE(16) };
  const isLarge = small.count === FULL_16 || small.size === FULL_32 || small.offset === FULL_32;
  const found = isLarge ? await readEnd64(file, fileSize - END_BYTES) : { ...small, endsAt: fileSize - END_BYTES };
  if (found.count > LIMITS.parts || found.size > MAX_DIRECTORY_BYTES) throw new MalformedPackage('the directory is too large');
  if (found.offset + found.size !== found.endsAt) throw new MalformedPackage('the directory does not lie where the end says');
  return found;
}

async function readEnd64(file: FileHandle, before: number): Promise<{ count: number; size: number; offset: number; endsAt: number }> {
  if (before < LOCATOR64_BYTES + END64_BYTES) throw new MalformedPackage('the large-file end is missing');
  const locator = await readExactly(file, before - LOCATOR64_BYTES, LOCATOR64_BYTES);
  const endsAt = before - LOCATOR64_BYTES - END64_BYTES;
  if (locator.readUInt32LE(0) !== SIGNATURE.locator64 || locator.readUInt32LE(16) !== 1 || number64(locator, 8) !== endsAt)
    throw new MalformedPackage('the large-file end is not where it should be');
  const end = await readExactly(file, endsAt, END64_BYTES);
  if (end.readUInt32LE(0) !== SIGNATURE.end64 || number64(end, 4) !== END64_BYTES - 12 || number64(end, 24) !== number64(end, 32))
    throw new MalformedPackage('the large-file end is not well formed');
  return { count: number64(end, 32), size: number64(end, 40), offset: number64(end, 48), endsAt };
}

function readEntry(bytes: Buffer, at: number): { entry: ZipEntry; length: number } {
  if (bytes.length - at < ENTRY_BYTES || bytes.readUInt32LE(at) !== SIGNATURE.entry) throw new MalformedPackage('the directory is not well formed');
  const flags = bytes.readUInt16LE(at + 8);
  const method = bytes.readUInt16LE(at + 10);
  const [nameLength, extraLength, commentLength] = [bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32)];
  const length = ENTRY_BYTES + nameLength + extraLength + commentLength;
  if (bytes.length - at < length) throw new MalformedPackage('the directory is cut off');
  const nameBytes = bytes.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + nameLength);
  if (nameBytes.some((byte) => byte < 0x20 || byte > 0x7e))
    throw new MalformedPackage(`a name has other than plain characters: ${JSON.stringify(nameBytes.toString('latin1').slice(0, 120))}`);
  const raw = nameBytes.toString('latin1');
  const isFolder = raw.endsWith('/');
  const name = isFolder ? raw.slice(0, -1) : raw;
  checkPath(name);
  const sizes = { size: bytes.readUInt32LE(at + 24), packedSize: bytes.readUInt32LE(at + 20), headerOffset: bytes.readUInt32LE(at + 42) };
  readLargeSizes(bytes.subarray(at + ENTRY_BYTES + nameLength, at + ENTRY_BYTES + nameLength + extraLength), sizes);
  if (flags & FLAG_ENCRYPTED || (flags & ~KNOWN_FLAGS) !== 0) throw new MalformedPackage(`${name} is encrypted or packed in an unknown way`);
  if (method !== METHOD.stored && method !== METHOD.deflated) throw new MalformedPackage(`${name} is packed in an unknown way`);
  const type = (bytes.readUInt32LE(at + 38) >>> 16) & FILE_TYPE_MASK;
  if (type !== 0 && type !== (isFolder ? TYPE_FOLDER : TYPE_REGULAR)) throw new MalformedPackage(`${name} is a link or a special file`);
  if (isFolder && (sizes.size !== 0 || sizes.packedSize !== 0)) throw new MalformedPackage(`the folder ${name} has content`);
  return { entry: { name, nameBytes, isFolder, flags, method, crc32: bytes.readUInt32LE(at + 16), ...sizes }, length };
}

/** The extra field 0x0001 holds, in this order, each number that did not fit (APPNOTE 4.5.3). */
export function readLargeSizes(extra: Buffer, sizes: { size: number; packedSize: number; headerOffset?: number }): void {
  const names = (['size', 'packedSize', 'headerOffset'] as const).filter((name) => sizes[name] === FULL_32);
  if (names.length === 0) return;
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 0x0001) continue;
    const content = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
    if (content.length < names.length * 8) break;
    names.forEach((name, index) => (sizes[name] = number64(content, index * 8)));
    return;
  }
  throw new MalformedPackage('a large size is missing');
}

export function number64(bytes: Buffer, at: number): number {
  const value = bytes.readBigUInt64LE(at);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new MalformedPackage('a size is impossible');
  return Number(value);
}
