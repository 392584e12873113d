import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installEnv, installHash, isInstalled } from '../../../main/launcher/steps/node-modules.mjs';

const LOCK = { packages: { '': { name: 'x' }, 'node_modules/a': { version: '1.0.0' }, 'node_modules/for-mac': { version: '2.0.0', optional: true } } };
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lubart-modules-'));
  mkdirSync(join(root, 'node_modules'));
  writeLock(LOCK);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function writeLock(lock: object) {
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify(lock));
}

/** npm's own record of what it put there. */
function writeInstalled(packages: Record<string, { version: string }>) {
  writeFileSync(join(root, 'node_modules', '.package-lock.json'), JSON.stringify({ packages }));
}

describe('installed packages', () => {
  it('are missing in an empty folder and after an installation that was cut short', () => {
    expect(isInstalled(root)).toBe(false);
    mkdirSync(join(root, 'node_modules', 'a'));
    expect(isInstalled(root)).toBe(false);
  });

  it('need no second installation when npm has put them there by hand', () => {
    writeInstalled({ 'node_modules/a': { version: '1.0.0' } });
    expect(isInstalled(root)).toBe(true);
  });

  it('are out of date when npm put another version there', () => {
    writeInstalled({ 'node_modules/a': { version: '0.9.0' } });
    expect(isInstalled(root)).toBe(false);
  });

  it('are out of date when the lock file changes after they were accepted', () => {
    writeInstalled({ 'node_modules/a': { version: '1.0.0' } });
    expect(isInstalled(root)).toBe(true);
    writeLock({ packages: { ...LOCK.packages, 'node_modules/b': { version: '1.0.0' } } });
    expect(isInstalled(root)).toBe(false);
  });

  it('belong to one platform and one Node: addons are compiled for them', () => {
    const node = { platform: 'linux', arch: 'x64', modules: '115' };
    expect(installHash('{}', node)).not.toBe(installHash('{}', { ...node, modules: '137' }));
    expect(installHash('{}', node)).not.toBe(installHash('{}', { ...node, arch: 'arm64' }));
  });

  it('are installed without the download of Electron, and against the headers that came with Node', () => {
    const include = join(root, 'include', 'node');
    mkdirSync(include, { recursive: true });
    expect(installEnv({}, join(root, 'bin', 'node'))).toEqual({ ELECTRON_SKIP_BINARY_DOWNLOAD: '1' });
    writeFileSync(join(include, 'node_api.h'), '');
    expect(installEnv({}, join(root, 'bin', 'node')).npm_config_nodedir).toBe(root);
    expect(installEnv({ npm_config_nodedir: '/own' }, join(root, 'bin', 'node')).npm_config_nodedir).toBe('/own');
  });
});
