import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findAsset, mimeTypeOf } from '#main/electron/asset-path.ts';

let root: string;
let folder: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'lubart-assets-'));
  folder = join(root, 'renderer');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), '');
  writeFileSync(join(folder, 'assets', 'index-1a.js'), '');
  writeFileSync(join(folder, 'a b.css'), '');
  writeFileSync(join(root, 'secret.txt'), '');
  mkdirSync(join(root, 'renderer-next'));
  writeFileSync(join(root, 'renderer-next', 'x.js'), '');
  symlinkSync(join(root, 'secret.txt'), join(folder, 'link.txt'));
  symlinkSync(join(root, 'renderer-next'), join(folder, 'next'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('the app protocol', () => {
  it.each([
    ['app://console/', 'index.html'],
    ['app://console', 'index.html'],
    ['app://console/index.html?x=1#/log', 'index.html'],
    ['app://console/assets/index-1a.js', 'assets/index-1a.js'],
    ['app://console/a%20b.css', 'a b.css'],
  ])('serves %s', async (address, file) => {
    expect(await findAsset(folder, address)).toBe(join(folder, file));
  });

  it.each([
    'app://console/../secret.txt',
    'app://console/assets/../../secret.txt',
    'app://console/%2e%2e/secret.txt',
    'app://console/%2E%2E%2Fsecret.txt',
    'app://console/..%2fsecret.txt',
    'app://console/%252e%252e/secret.txt',
    'app://console/..%5csecret.txt',
    'app://console/..\\secret.txt',
    'app://console/%5c..%5csecret.txt',
    'app://console/index.html%00.js',
    'app://console//etc/passwd',
    'app://console/%2fetc%2fpasswd',
    'app://console/C:/windows/win.ini',
    'app://console/link.txt',
    'app://console/next/x.js',
    'app://console/../renderer-next/x.js',
    'app://console/assets',
    'app://console/assets/',
    'app://console/missing.js',
    'app://console/index.html/more',
    `app://console/${'a'.repeat(5_000)}`,
    'app://console/%zz',
    'app://evil/index.html',
    'app://console.evil/index.html',
    'app://console:80/index.html',
    'app://user@console/index.html',
    'app://user:word@console/index.html',
    'file:///etc/passwd',
    'https://console/index.html',
    'index.html',
    '',
  ])('does not serve %s', async (address) => {
    expect(await findAsset(folder, address)).toBeNull();
  });

  it('knows the types of what the renderer is made of', () => {
    expect(['x.html', 'x.JS', 'x.css', 'x.woff2', 'x.wasm', 'x.unknown'].map(mimeTypeOf)).toEqual([
      'text/html; charset=utf-8',
      'text/javascript; charset=utf-8',
      'text/css; charset=utf-8',
      'font/woff2',
      'application/wasm',
      'application/octet-stream',
    ]);
  });
});
