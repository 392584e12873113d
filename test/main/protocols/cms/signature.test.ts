import { spawnSync } from 'node:child_process';
import { webcrypto } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { makeCertificate, SIGNING_CURVE } from '#main/protocols/cms/certificate.ts';
import { signDetached } from '#main/protocols/cms/sign.ts';
import { verifyDetached } from '#main/protocols/cms/verify.ts';

const content = Buffer.from('{"case":"2026-000001"}');
let certificate: string;
let signature: Buffer;
let other: Buffer;

beforeAll(async () => {
  const keys = await webcrypto.subtle.generateKey(SIGNING_CURVE, true, ['sign', 'verify']);
  certificate = await makeCertificate(keys, 'Lubart 01, Луцьк', Date.now(), 10);
  signature = await signDetached(content, keys.privateKey, certificate, Date.now());
  other = await signDetached(Buffer.from('other'), keys.privateKey, certificate, Date.now());
});

test('openssl accepts the signature with its certificate, and refuses another content', () => {
  const dir = mkdtempSync(join(tmpdir(), 'lubart-cms-'));
  const write = (name: string, bytes: Buffer | string) => {
    writeFileSync(join(dir, name), bytes);
    return join(dir, name);
  };
  const openssl = (file: string) =>
    spawnSync(
      'openssl',
      [
        'cms',
        '-verify',
        '-binary',
        '-inform',
        'DER',
        '-in',
        write('s.p7s', signature),
        '-content',
        file,
        '-CAfile',
        write('c.pem', certificate),
        '-out',
        '/dev/null',
      ],
      { encoding: 'utf8' },
    );
  expect(openssl(write('content', content)).stderr).toContain('Verification successful');
  expect(openssl(write('changed', 'changed')).status).not.toBe(0);
  rmSync(dir, { recursive: true });
});

test('our own check agrees, and names the signer', () => {
  const check = verifyDetached(content, signature);
  expect(check.isIntact).toBe(true);
  expect(check.certificatePem).toBe(certificate);
  expect(verifyDetached(Buffer.from('changed'), signature).isIntact).toBe(false);
  expect(verifyDetached(content, other).isIntact).toBe(false);
});

test('no bit of a signature can change unseen, nor a byte be added or lost', () => {
  for (let at = 0; at < signature.length; at += 1) {
    const changed = Buffer.from(signature);
    changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
    expect(`${at} ${verifyDetached(content, changed).isIntact}`).toBe(`${at} false`);
  }
  expect(verifyDetached(content, Buffer.concat([signature, Buffer.alloc(1)])).isIntact).toBe(false);
  for (let length = 0; length < signature.length; length += 13) expect(verifyDetached(content, signature.subarray(0, length)).isIntact).toBe(false);
});
