/** Takes packages apart and puts them together again, changed. */
import { createHash, generateKeyPairSync, sign, webcrypto, X509Certificate } from 'node:crypto';
import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { canonicalJson } from '#main/kernel/canonical-json.ts';
import { certificateFingerprint, makeCertificate, SIGNING_CURVE } from '#main/protocols/cms/certificate.ts';
import { signDetached } from '#main/protocols/cms/sign.ts';
import type { Manifest } from '#main/verifier/index.ts';
import { openZip } from '#main/verifier/zip-source.ts';

export type Parts = Map<string, Buffer>;

/** Every part of a package by its path. */
export async function unpack(zipFile: string): Promise<Parts> {
  const source = await openZip(zipFile);
  const parts: Parts = new Map();
  for (const path of source.parts.keys()) {
    const chunks: Buffer[] = [];
    for await (const chunk of source.stream(path)) chunks.push(chunk);
    parts.set(path, Buffer.concat(chunks));
  }
  await source.close();
  return parts;
}

export class PackageShelf {
  readonly dir = mkdtempSync(join(tmpdir(), 'lubart-shelf-'));
  #count = 0;

  /** Packs parts into a zip of its own. */
  async pack(parts: Parts, root = 'LB-test', options: { compress?: boolean } = {}): Promise<string> {
    const zip = new ZipFile();
    for (const [path, content] of parts) zip.addBuffer(content, `${root}/${path}`, { compress: options.compress ?? false });
    zip.end();
    const file = this.path();
    await pipeline(zip.outputStream, createWriteStream(file));
    return file;
  }

  /** Writes bytes as they are. */
  write(bytes: Buffer): string {
    const file = this.path();
    writeFileSync(file, bytes);
    return file;
  }

  path(): string {
    this.#count += 1;
    return join(this.dir, `${this.#count}.zip`);
  }

  clear(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}

/** A copy with one part changed (null removes it). */
export function withPart(parts: Parts, path: string, content: Buffer | null): Parts {
  const copy = new Map(parts);
  if (content === null) copy.delete(path);
  else copy.set(path, content);
  return copy;
}

export function flipped(bytes: Buffer, at = Math.floor(bytes.length / 2)): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 0x01;
  return copy;
}

export function readManifest(parts: Parts): Manifest {
  return JSON.parse((parts.get('manifest.json') ?? Buffer.alloc(0)).toString()) as Manifest;
}

/** The manifest with every listed hash computed anew from the parts. */
export function rehashed(parts: Parts, manifest: Manifest): Manifest {
  const files = manifest.files
    .filter((file) => parts.has(file.path))
    .map((file) => {
      const content = parts.get(file.path) ?? Buffer.alloc(0);
      return { ...file, size: content.length, sha256: createHash('sha256').update(content).digest('hex') };
    });
  return { ...manifest, files };
}

/** Signs a manifest (or any bytes in its place) with keys that nobody knows, as a forger would. */
export async function signedByForger(parts: Parts, content: Manifest | Buffer): Promise<{ parts: Parts; certificatePem: string }> {
  const pair = await webcrypto.subtle.generateKey(SIGNING_CURVE, true, ['sign', 'verify']);
  const certificatePem = await makeCertificate(pair, 'Lubart 01, forged', Date.now(), 10);
  const ed25519 = generateKeyPairSync('ed25519');
  const publicPem = ed25519.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  let copy = withPart(withPart(parts, 'certs/desk-ca.pem', Buffer.from(certificatePem)), 'certs/desk-ed25519.pem', Buffer.from(publicPem));
  const signer = { certificateSha256: certificateFingerprint(new X509Certificate(certificatePem)), ed25519PublicKey: publicPem };
  const bytes = Buffer.isBuffer(content) ? content : Buffer.from(canonicalJson(rehashed(copy, { ...content, signer })));
  copy = withPart(copy, 'manifest.json', bytes);
  copy = withPart(copy, 'manifest.sig', sign(null, bytes, ed25519.privateKey));
  copy = withPart(copy, 'manifest.p7s', await signDetached(bytes, pair.privateKey, certificatePem, Date.now()));
  return { parts: copy, certificatePem };
}
