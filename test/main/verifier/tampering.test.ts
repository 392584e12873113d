import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonicalJson } from '#main/kernel/canonical-json.ts';
import { verifyPackage, type Manifest } from '#main/verifier/index.ts';
import { openEvidenceBench, put, type EvidenceBench } from '../../helpers/archive/evidence-bench.ts';
import { flipped, PackageShelf, readManifest, rehashed, signedByForger, unpack, withPart, type Parts } from '../../helpers/archive/package-tampering.ts';

let bench: EvidenceBench;
let zipFile: string;
let parts: Parts;
let otherParts: Parts;
let deskCertificate: string;
const shelf = new PackageShelf();

beforeAll(async () => {
  bench = await openEvidenceBench();
  zipFile = bench.fileOf(await bench.export());
  parts = await unpack(zipFile);
  otherParts = await unpack(bench.fileOf(await bench.export('Інша')));
  deskCertificate = (parts.get('certs/desk-ca.pem') ?? Buffer.alloc(0)).toString();
});

afterAll(async () => {
  shelf.clear();
  await bench.close();
});

const judge = async (changed: Parts, trusted = [deskCertificate]) => verifyPackage(await shelf.pack(changed), { trusted });
const clipPath = () => readManifest(parts).clips[0]?.path ?? '';
const part = (path: string) => parts.get(path) ?? Buffer.alloc(0);
const named = (verification: { parts: { path: string; result: string }[] }, result: string) =>
  verification.parts.filter((one) => one.result === result).map((one) => one.path);

describe('an untouched package', () => {
  test('is valid for who trusts the desk, of an unknown signer for anybody else', async () => {
    expect((await verifyPackage(zipFile, { trusted: [deskCertificate] })).verdict).toBe('valid');
    expect((await verifyPackage(zipFile)).verdict).toBe('valid-unknown-signer');
  });

  test('is valid when packed anew with compression, and as a folder', async () => {
    expect((await verifyPackage(await shelf.pack(parts, 'Other-name', { compress: true }), { trusted: [deskCertificate] })).verdict).toBe('valid');
    const folder = join(shelf.dir, 'unpacked');
    for (const [path, content] of parts) put(folder, path, content);
    expect((await verifyPackage(folder, { trusted: [deskCertificate] })).verdict).toBe('valid');
    writeFileSync(join(folder, clipPath()), flipped(part(clipPath())));
    expect(await verifyPackage(folder, { trusted: [deskCertificate] })).toMatchObject({ verdict: 'altered' });
  });
});

describe('a changed byte', () => {
  test('in any part makes it altered and names that part', async () => {
    for (const path of parts.keys()) {
      const verification = await judge(withPart(parts, path, flipped(part(path))));
      expect(`${path}: ${verification.verdict}`).toBe(`${path}: altered`);
      expect(named(verification, 'changed')).toEqual([path]);
    }
  });

  test('at any place of the signatures is seen', async () => {
    for (const path of ['manifest.sig', 'manifest.p7s']) {
      const bytes = part(path);
      for (let at = 0; at < bytes.length; at += 7) expect((await judge(withPart(parts, path, flipped(bytes, at)))).verdict).toBe('altered');
    }
  });

  test('in a clip is placed in time', async () => {
    const clip = readManifest(parts).clips[0];
    const stretch = clip?.parts[4];
    if (!clip || !stretch?.span) throw new Error('the clip has too few stretches');
    const verification = await judge(withPart(parts, clip.path, flipped(part(clip.path), stretch.offset + 20)));
    const detail = verification.parts.find((one) => one.path === clip.path)?.detail ?? '';
    expect(detail).toBe(`changed: part 4 of ${clip.parts.length - 1}, ${stretch.span.from} to ${stretch.span.to}`);
  });

  test('in the head of a clip (title, times) is named as that', async () => {
    const bytes = Buffer.from(part(clipPath()));
    const at = bytes.indexOf('Lavf');
    bytes.write('Lavx', at, 'latin1');
    expect((await judge(withPart(parts, clipPath(), bytes))).parts.find((one) => one.path === clipPath())?.detail).toContain('the head of the file');
  });
});

describe('pictures cut out of a clip', () => {
  test('by a stream copy with ffmpeg: the missing seconds are named, the rest is not', async () => {
    const clip = readManifest(parts).clips[0];
    if (!clip) throw new Error('no clip');
    const [original, first, last, list, cut] = ['original.mp4', 'first.mp4', 'last.mp4', 'list.txt', 'cut.mp4'].map((name) => join(shelf.dir, name)) as [
      string,
      string,
      string,
      string,
      string,
    ];
    writeFileSync(original, part(clip.path));
    const ffmpeg = (...args: string[]) => execFileSync('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-nostdin', '-y', ...args]);
    ffmpeg('-i', original, '-t', '3', '-c', 'copy', first);
    ffmpeg('-ss', '5', '-i', original, '-c', 'copy', last);
    writeFileSync(list, `file '${first}'\nfile '${last}'\n`);
    ffmpeg('-f', 'concat', '-safe', '0', '-auto_convert', '0', '-i', list, '-c', 'copy', '-movflags', '+faststart', cut);
    const verification = await judge(withPart(parts, clip.path, readFileSync(cut)));
    expect(verification.verdict).toBe('altered');
    const detail = verification.parts.find((one) => one.path === clip.path)?.detail ?? '';
    expect(detail).toContain(`part 4 of ${clip.parts.length - 1}, ${clip.parts[4]?.span?.from ?? '?'}`);
    expect(detail).toContain('part 5 of');
    expect(detail).not.toContain('part 2 of');
    expect(detail).not.toContain('part 8 of');
  });
});

describe('parts taken away, added or exchanged', () => {
  test('a clip that is gone makes it incomplete', async () => {
    const verification = await judge(withPart(parts, clipPath(), null));
    expect(verification.verdict).toBe('incomplete');
    expect(named(verification, 'missing')).toEqual([clipPath()]);
  });

  test('a file more makes it altered and is named', async () => {
    const verification = await judge(withPart(parts, 'clips/99_extra.mp4', Buffer.from('x')));
    expect(verification.verdict).toBe('altered');
    expect(named(verification, 'extra')).toEqual(['clips/99_extra.mp4']);
  });

  test('two clips exchanged are both named; a renamed one is missing and extra', async () => {
    const [one, two] = readManifest(parts).clips.map((clip) => clip.path) as [string, string];
    expect(named(await judge(withPart(withPart(parts, one, part(two)), two, part(one))), 'changed').sort()).toEqual([one, two].sort());
    const renamed = await judge(withPart(withPart(parts, one, null), 'clips/03_renamed.mp4', part(one)));
    expect(renamed.verdict).toBe('altered');
    expect(named(renamed, 'missing')).toEqual([one]);
  });

  test('a clip of another case, with its own manifest, does not fit into this package', async () => {
    expect((await judge(withPart(parts, 'custody.json', otherParts.get('custody.json') ?? null))).verdict).toBe('altered');
  });

  test('one signature taken away makes it incomplete, both make it unsigned, the manifest alone is incomplete', async () => {
    for (const path of ['manifest.sig', 'manifest.p7s']) {
      const verification = await judge(withPart(parts, path, null));
      expect(verification.verdict).toBe('incomplete');
      expect(named(verification, 'missing')).toEqual([path]);
    }
    expect((await judge(withPart(withPart(parts, 'manifest.sig', null), 'manifest.p7s', null))).verdict).toBe('unsigned');
    expect((await judge(withPart(parts, 'manifest.json', null))).verdict).toBe('incomplete');
  });

  test('signatures of another package of the same desk do not fit', async () => {
    const one = await judge(withPart(parts, 'manifest.sig', otherParts.get('manifest.sig') ?? null));
    expect([one.verdict, named(one, 'changed')]).toEqual(['altered', ['manifest.sig']]);
    const both = await judge(
      withPart(withPart(parts, 'manifest.sig', otherParts.get('manifest.sig') ?? null), 'manifest.p7s', otherParts.get('manifest.p7s') ?? null),
    );
    expect([both.verdict, named(both, 'changed')]).toEqual(['altered', ['manifest.json']]);
  });

  test('an older package of the case stays valid, with its own date', async () => {
    const verification = await verifyPackage(zipFile, { trusted: [deskCertificate] });
    expect(verification.exportedAt).toBe(Date.parse(readManifest(parts).exportedAt));
  });
});

describe('a forger with keys of his own', () => {
  const edited = (manifest: Manifest): Manifest => ({ ...manifest, cameras: manifest.cameras.map((camera) => ({ ...camera, number: 'К-999' })) });

  test('an edited manifest fits no signature, also with all hashes computed anew', async () => {
    const manifest = canonicalJson(edited(rehashed(parts, readManifest(parts))));
    const verification = await judge(withPart(parts, 'manifest.json', Buffer.from(manifest)));
    expect([verification.verdict, named(verification, 'changed')]).toEqual(['altered', ['manifest.json']]);
  });

  test('signed anew it is of an unknown signer, never valid', async () => {
    const forged = await signedByForger(parts, edited(readManifest(parts)));
    expect((await judge(forged.parts)).verdict).toBe('valid-unknown-signer');
    expect((await judge(forged.parts, [forged.certificatePem])).verdict).toBe('valid');
  });

  test('one genuine and one forged signature do not mix', async () => {
    const forged = await signedByForger(parts, readManifest(parts));
    const verification = await judge(withPart(parts, 'manifest.p7s', forged.parts.get('manifest.p7s') ?? null));
    expect(verification.verdict).toBe('altered');
    expect(named(verification, 'changed')).toEqual(['manifest.p7s']);
  });

  test('a journal with an entry taken out is found by its chain although every hash and signature fits', async () => {
    const journal = JSON.parse(part('journal.json').toString()) as { rows: unknown[] };
    journal.rows.splice(0, 1);
    const forged = await signedByForger(withPart(parts, 'journal.json', Buffer.from(canonicalJson(journal))), readManifest(parts));
    const verification = await judge(forged.parts, [forged.certificatePem]);
    expect(verification.verdict).toBe('altered');
    expect(verification.parts.find((one) => one.path === 'journal.json')?.detail).toContain('entry 1');
  });

  test('a manifest that lists nothing is incomplete, however well it is signed', async () => {
    const forged = await signedByForger(new Map(), { ...readManifest(parts), files: [], clips: [] });
    const bare = new Map([...forged.parts].filter(([path]) => path.startsWith('manifest')));
    expect((await judge(bare, [forged.certificatePem])).verdict).toBe('incomplete');
  });

  test('a manifest that two readers could read differently is malformed', async () => {
    const good = canonicalJson(readManifest(parts));
    const bad: Record<string, string> = {
      'doubled key': good.replace('"caseNumber":', '"caseNumber":"2026-000001","caseNumber":'),
      'white space': `${good}\n`,
      'byte order mark': `\ufeff${good}`,
      'not a number': good.replace(/"size":\d+/, '"size":NaN'),
      'endless number': good.replace(/"size":\d+/, '"size":1e999'),
      'trailing data': `${good}{}`,
      depth: `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
      'no manifest': '{}',
    };
    for (const [what, text] of Object.entries(bad)) {
      const forged = await signedByForger(parts, Buffer.from(text));
      expect(`${what}: ${(await judge(forged.parts, [forged.certificatePem])).verdict}`).toBe(`${what}: malformed`);
    }
  });
});

test('an empty folder and a folder of something else are no packages', async () => {
  const empty = join(shelf.dir, 'empty');
  mkdirSync(empty);
  expect((await verifyPackage(empty)).verdict).toBe('malformed');
});
