import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BUILD_PARTS, ensureBuild, isBuilt, replaceBuild, sourcesHash } from '../../../main/launcher/steps/build-step.mjs';
import { silentReport } from './silent-report.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lubart-build-'));
  for (const folder of ['main/entry', 'main/launcher', 'renderer', 'shared']) mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, 'main/entry/host.ts'), 'export {};');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function freshBuild(text: string): string {
  const fresh = join(root, 'out', '.fresh-1');
  for (const part of BUILD_PARTS) {
    mkdirSync(join(fresh, part), { recursive: true });
    writeFileSync(join(fresh, part, 'file'), text);
  }
  return fresh;
}

describe('the build', () => {
  it.each([
    ['a source changes', () => writeFileSync(join(root, 'main/entry/host.ts'), 'export const one = 1;')],
    ['a source is touched', () => utimesSync(join(root, 'main/entry/host.ts'), 1, 1)],
    ['a source is added', () => writeFileSync(join(root, 'shared/new.ts'), '')],
    ['a source is removed', () => rmSync(join(root, 'main/entry/host.ts'))],
    ['the packages change', () => writeFileSync(join(root, 'package-lock.json'), '{}')],
    ['its settings change', () => writeFileSync(join(root, 'vite.main.config.ts'), '')],
  ])('is out of date when %s', (_what, change) => {
    const before = sourcesHash(root);
    expect(sourcesHash(root)).toBe(before);
    change();
    expect(sourcesHash(root)).not.toBe(before);
  });

  it('does not depend on the launcher', () => {
    const before = sourcesHash(root);
    writeFileSync(join(root, 'main/launcher/start.mjs'), '');
    expect(sourcesHash(root)).toBe(before);
  });

  it('takes the place of the last one as a whole', () => {
    replaceBuild(root, freshBuild('one'), 'h1');
    expect(isBuilt(root, 'h1')).toBe(true);
    rmSync(join(root, 'out', '.fresh-1'), { recursive: true });
    replaceBuild(root, freshBuild('two'), 'h2');
    expect(isBuilt(root, 'h1')).toBe(false);
    expect(isBuilt(root, 'h2')).toBe(true);
    expect(readFileSync(join(root, 'out/renderer/file'), 'utf8')).toBe('two');
  });

  it('is not there when a part of it is gone', () => {
    replaceBuild(root, freshBuild('one'), 'h1');
    rmSync(join(root, 'out/preload'), { recursive: true });
    expect(isBuilt(root, 'h1')).toBe(false);
  });

  it('keeps the last one when a new one fails', async () => {
    replaceBuild(root, freshBuild('one'), 'h1');
    await expect(ensureBuild({ root, env: process.env, report: silentReport() })).rejects.toThrow(/^Building /);
    expect(readFileSync(join(root, 'out/main/file'), 'utf8')).toBe('one');
    expect(existsSync(join(root, 'out', '.fresh-1'))).toBe(false);
  });
});
