import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEVELOPMENT_RUNTIME, ensureElectron, programInside } from '../../../main/launcher/steps/electron-runtime.mjs';
import { archiveFolder } from '../../../main/launcher/steps/npm-archive.mjs';
import { isReachable } from '../../../main/launcher/steps/reachability.mjs';
import { silentReport } from './silent-report.ts';

let root: string;
let cache: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lubart-electron-'));
  cache = join(root, 'cache');
  mkdirSync(join(root, 'node_modules', 'electron'), { recursive: true });
  writeFileSync(join(root, 'node_modules', 'electron', 'package.json'), '{"version":"42.1.0"}');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function putElectron(folder: string, version: string) {
  const program = join(folder, programInside());
  mkdirSync(join(program, '..'), { recursive: true });
  writeFileSync(program, '');
  writeFileSync(join(folder, 'version'), version);
}

const developmentFolder = () => join(archiveFolder(DEVELOPMENT_RUNTIME, cache), 'bin');

/** No npm either: whatever has to be fetched cannot be had. */
const OFFLINE: NodeJS.ProcessEnv = { npm_execpath: '/nowhere/npm-cli.js' };

describe('the Electron runtime', () => {
  it('is the one the environment names, before any other', async () => {
    putElectron(join(root, 'own'), '42.9.9');
    putElectron(join(root, 'node_modules', 'electron', 'dist'), '42.1.0');
    const report = silentReport();
    const runtime = await ensureElectron({ root, cache, report, env: { ELECTRON_OVERRIDE_DIST_PATH: join(root, 'own') } });
    expect(runtime).toMatchObject({ version: '42.9.9', isDevelopmentOnly: false });
    expect(report.lines.join('\n')).not.toContain('never be shipped');
  });

  it('is an error when the environment names a folder without one', async () => {
    await expect(ensureElectron({ root, cache, report: silentReport(), env: { ELECTRON_OVERRIDE_DIST_PATH: root } })).rejects.toThrow(/holds no Electron/);
  });

  it('is the official one before the development runtime', async () => {
    putElectron(developmentFolder(), '42.0.0');
    putElectron(join(root, 'node_modules', 'electron', 'dist'), '42.1.0');
    expect(await ensureElectron({ root, cache, report: silentReport(), env: OFFLINE })).toMatchObject({ version: '42.1.0', isDevelopmentOnly: false });
  });

  it('says that the development runtime must not be shipped, and asks no network for it again', async () => {
    putElectron(developmentFolder(), 'v42.0.0');
    const report = silentReport();
    const asked: string[] = [];
    const reachable = (url: string) => Promise.resolve(asked.push(url) < 0);
    expect(await ensureElectron({ root, cache, report, env: OFFLINE, reachable })).toMatchObject({ version: '42.0.0', isDevelopmentOnly: true });
    expect(report.lines.join('\n')).toContain('must never be shipped');
    expect(asked).toEqual([]);
  });

  it('looks for an official one again when it is to be shipped', async () => {
    putElectron(developmentFolder(), '42.0.0');
    const asked: string[] = [];
    const reachable = (url: string) => Promise.resolve(asked.push(url) < 0);
    await ensureElectron({ root, cache, report: silentReport(), env: OFFLINE, officialOnly: true, reachable });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toContain('42.1.0');
  });
});

describe('the question whether a download answers', () => {
  it('is given up after its time, even when the lookup never ends', async () => {
    const never = () => new Promise<Response>(() => undefined);
    expect(await isReachable('https://example.invalid/', { timeoutMs: 20, fetchUrl: never })).toBe(false);
  });

  it('is no for an error page and for no network, yes for an answer', async () => {
    const answer = (status: number) => () => Promise.resolve(new Response(null, { status }));
    expect(await isReachable('https://example.invalid/', { fetchUrl: answer(403) })).toBe(false);
    expect(await isReachable('https://example.invalid/', { fetchUrl: () => Promise.reject(new TypeError('fetch failed')) })).toBe(false);
    expect(await isReachable('https://example.invalid/', { fetchUrl: answer(200) })).toBe(true);
  });
});
