/** The command as people run it. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openEvidenceBench } from '../../helpers/archive/evidence-bench.ts';
import { flipped, PackageShelf, readManifest, unpack, withPart, type Parts } from '../../helpers/archive/package-tampering.ts';

const shelf = new PackageShelf();
const certificate = join(shelf.dir, 'desk.pem');
let good: string;
let parts: Parts;

beforeAll(async () => {
  const bench = await openEvidenceBench();
  good = shelf.path();
  writeFileSync(good, readFileSync(bench.fileOf(await bench.export())));
  await bench.close();
  parts = await unpack(good);
  writeFileSync(certificate, parts.get('certs/desk-ca.pem') ?? '');
});

afterAll(() => shelf.clear());

function lubart(...args: string[]) {
  const tsx = resolve('node_modules', '.bin', 'tsx');
  expect(existsSync(tsx)).toBe(true);
  const run = spawnSync(tsx, [resolve('main', 'entry', 'cli.ts'), ...args], { encoding: 'utf8' });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

test('valid is 0, and prints one line for each part', () => {
  const { code, out } = lubart('verify', good, '--trust', certificate);
  expect(code).toBe(0);
  expect(out).toMatch(/^VALID\n/);
  for (const path of parts.keys()) expect(out).toMatch(new RegExp(`^ok +${path.replace(/[.]/g, '\\.')}$`, 'm'));
});

test('a signer nobody vouched for is 2', () => {
  expect(lubart('verify', good)).toMatchObject({ code: 2, err: '' });
});

test('missing is 3, altered is 4 with the part and its time, unsigned is 5, malformed is 6', async () => {
  const clip = readManifest(parts).clips[0];
  if (!clip) throw new Error('no clip');
  const bytes = parts.get(clip.path) ?? Buffer.alloc(0);
  expect(lubart('verify', await shelf.pack(withPart(parts, clip.path, null)), '--trust', certificate).code).toBe(3);
  const altered = lubart('verify', await shelf.pack(withPart(parts, clip.path, flipped(bytes))), '--trust', certificate, '--json');
  expect(altered.code).toBe(4);
  const told = JSON.parse(altered.out) as { verdict: string; parts: { path: string; result: string; detail: string | null }[] };
  expect(told.verdict).toBe('altered');
  expect(told.parts.find((part) => part.path === clip.path)).toMatchObject({ result: 'changed' });
  expect(told.parts.find((part) => part.path === clip.path)?.detail).toMatch(/part \d+ of \d+, \d{4}-/);
  expect(lubart('verify', await shelf.pack(withPart(withPart(parts, 'manifest.sig', null), 'manifest.p7s', null))).code).toBe(5);
  expect(lubart('verify', shelf.write(Buffer.from('nothing'))).code).toBe(6);
});

test('wrong use is 64 and says how it is used; a file that is not there is 66', () => {
  expect(lubart()).toMatchObject({ code: 64 });
  expect(lubart('verify').err).toContain('lubart verify FILE|FOLDER');
  expect(lubart('verify', good, '--what').code).toBe(64);
  expect(lubart('verify', join(shelf.dir, 'no-such.zip')).code).toBe(66);
});
