/** Containers made to mislead: none is ever called valid, none crashes the judge, nothing is written anywhere. */
import { crc32, deflateRawSync } from 'node:zlib';
import { appendFileSync, copyFileSync, mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyPackage } from '#main/verifier/index.ts';
import { openEvidenceBench } from '../helpers/archive/evidence-bench.ts';
import { PackageShelf, unpack, type Parts } from '../helpers/archive/package-tampering.ts';

const shelf = new PackageShelf();
let parts: Parts;
let good: Buffer;
let trusted: string[];

beforeAll(async () => {
  const bench = await openEvidenceBench();
  const file = bench.fileOf(await bench.export());
  good = readFileSync(file);
  parts = await unpack(file);
  trusted = [(parts.get('certs/desk-ca.pem') ?? Buffer.alloc(0)).toString()];
  await bench.close();
});

afterAll(() => shelf.clear());

interface RawEntry {
  name: string;
  content: Buffer;
  /** What the local header says, when it differs. */
  localName?: string;
  mode?: number;
  method?: number;
  statedSize?: number;
  /** Left out of the directory. */
  hidden?: boolean;
  flags?: number;
}

/** A zip written by hand, so that it can lie. */
function rawZip(entries: RawEntry[], around: { before?: Buffer; after?: Buffer; between?: Buffer } = {}): Buffer {
  const chunks: Buffer[] = [around.before ?? Buffer.alloc(0)];
  const directory: Buffer[] = [];
  let offset = chunks[0]?.length ?? 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name, 'latin1');
    const localName = Buffer.from(entry.localName ?? entry.name, 'latin1');
    const data = entry.method === 8 ? deflateRawSync(entry.content) : entry.content;
    const size = entry.statedSize ?? entry.content.length;
    const checksum = crc32(entry.content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(entry.flags ?? 0, 6);
    local.writeUInt16LE(entry.method ?? 0, 8);
    local.writeUInt32LE(checksum, 14);
    local.writeUInt32LE(data.length, 18);
    local.writeUInt32LE(size, 22);
    local.writeUInt16LE(localName.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE((3 << 8) | 20, 4);
    central.writeUInt16LE(20, 6);
    central.writeUInt16LE(entry.flags ?? 0, 8);
    central.writeUInt16LE(entry.method ?? 0, 10);
    central.writeUInt32LE(checksum, 16);
    central.writeUInt32LE(data.length, 20);
    central.writeUInt32LE(size, 24);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 38);
    central.writeUInt32LE(offset, 42);
    if (!entry.hidden) directory.push(central, name);
    const pieces = [local, localName, data, around.between ?? Buffer.alloc(0)];
    chunks.push(...pieces);
    offset += pieces.reduce((sum, piece) => sum + piece.length, 0);
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  const count = entries.filter((entry) => !entry.hidden).length;
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...chunks, listed, end, around.after ?? Buffer.alloc(0)]);
}

const honest = (): RawEntry[] => [...parts].map(([path, content]) => ({ name: `LB/${path}`, content }));
const verdictOf = async (bytes: Buffer) => (await verifyPackage(shelf.write(bytes), { trusted })).verdict;

test('the hand-written zip is right when it does not lie', async () => {
  expect(await verdictOf(rawZip(honest()))).toBe('valid');
});

describe('a container that could mean two things is malformed', () => {
  const x = Buffer.from('x');
  const cases: [string, () => Buffer][] = [
    ['the same name twice', () => rawZip([...honest(), { name: 'LB/manifest.json', content: parts.get('manifest.json') ?? x }])],
    ['names that differ in case alone', () => rawZip([...honest(), { name: 'LB/MANIFEST.json', content: x }])],
    [
      'a name in the directory that the part itself does not have',
      () => rawZip([...honest().slice(1), { name: 'LB/VERIFY.txt', localName: 'LB/other.txt', content: x }]),
    ],
    ['bytes before the archive', () => rawZip(honest(), { before: Buffer.from('#!/bin/sh\n') })],
    ['bytes after the archive', () => rawZip(honest(), { after: x })],
    ['bytes between the parts', () => rawZip(honest(), { between: x })],
    ['a part that the directory does not list', () => rawZip([...honest(), { name: 'LB/hidden', content: x, hidden: true }])],
    ['two root folders', () => rawZip([...honest(), { name: 'other/file', content: x }])],
    ['a file that is also a folder', () => rawZip([...honest(), { name: 'LB/clips', content: x }])],
    ['a link', () => rawZip([...honest(), { name: 'LB/link', content: Buffer.from('/etc/passwd'), mode: 0o120777 }])],
    ['an encrypted part', () => rawZip([...honest(), { name: 'LB/secret', content: x, flags: 1 }])],
    ['an unknown method', () => rawZip([...honest(), { name: 'LB/lzma', content: x, method: 14 }])],
    ['no directory', () => good.subarray(0, good.length - 22)],
    ['nothing', () => Buffer.alloc(0)],
    ['text', () => Buffer.from('this is no zip')],
  ];
  test.each(cases)('%s', async (_what, make) => {
    expect(await verdictOf(make())).toBe('malformed');
  });

  const names = [
    'LB/../../evil',
    '/etc/evil',
    'C:/evil',
    'LB\\evil',
    'LB/a\u0000b',
    'LB/evil.',
    'LB/evil ',
    'LB/CON',
    'LB/nul.txt',
    'LB//evil',
    'LB/./evil',
    'LB/caf\u00e9',
    `LB/${'a'.repeat(300)}`,
    '~/evil',
  ];
  test.each(names)('the name %j', async (name) => {
    expect(await verdictOf(rawZip([...honest(), { name, content: Buffer.from('x') }]))).toBe('malformed');
  });
});

describe('bombs are refused by what they state and by what they hold', () => {
  test('a part that states a thousand times its size', async () => {
    expect(await verdictOf(rawZip([...honest(), { name: 'LB/zeros', content: Buffer.alloc(50 * 1024 * 1024), method: 8 }]))).toBe('malformed');
  });

  test('a part that holds more than it states', async () => {
    const files = honest().map((entry) =>
      entry.name === 'LB/VERIFY.txt'
        ? { ...entry, content: Buffer.concat([entry.content, Buffer.alloc(1024 * 1024)]), method: 8, statedSize: entry.content.length }
        : entry,
    );
    expect(await verdictOf(rawZip(files))).toBe('malformed');
  });

  test('more parts than any package has', async () => {
    const many = Array.from({ length: 10_001 }, (_, index) => ({ name: `LB/f${index}`, content: Buffer.alloc(0) }));
    expect(await verdictOf(rawZip(many))).toBe('malformed');
  });
});

test('cut off anywhere it is never valid', async () => {
  const file = shelf.path();
  for (let step = 0; step < 100; step += 1) {
    copyFileSync(shelf.write(good), file);
    truncateSync(file, Math.floor((good.length * step) / 100));
    expect((await verifyPackage(file, { trusted })).verdict).toBe('malformed');
  }
});

test('a thousand random changes: never valid', async () => {
  let seed = 20261120;
  const random = (limit: number) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed % limit;
  };
  const small = rawZip(honest().filter((entry) => !entry.name.includes('/clips/')));
  const base = (await verifyPackage(shelf.write(small), { trusted })).verdict;
  expect(base).toBe('incomplete');
  for (let round = 0; round < 1_000; round += 1) {
    const changed = Buffer.from(small);
    for (let count = 0; count <= random(3); count += 1) changed[random(changed.length)] = random(256);
    if (changed.equals(small)) continue;
    const file = shelf.path();
    appendFileSync(file, changed);
    expect(['malformed', 'altered', 'incomplete', 'unsigned']).toContain((await verifyPackage(file, { trusted })).verdict);
  }
});

test('links in a folder are refused, not followed', async () => {
  const folder = join(shelf.dir, 'folder');
  mkdirSync(folder);
  symlinkSync('/etc/passwd', join(folder, 'manifest.json'));
  expect((await verifyPackage(folder)).verdict).toBe('malformed');
});

test('judging writes nothing beside the package', async () => {
  const before = readdirSync(shelf.dir).length;
  await verifyPackage(join(shelf.dir, readdirSync(shelf.dir).find((name) => name.endsWith('.zip')) ?? ''));
  expect(readdirSync(shelf.dir)).toHaveLength(before);
});
