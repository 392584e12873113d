/** Each part of a package against what the manifest says of it. */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Verification } from '#shared/contract/evidence.ts';
import { firstBrokenRow } from './chains.ts';
import { describeStretches, REALIGN_MAX_BYTES, StretchHasher, withoutMoved } from './clip-check.ts';
import { MalformedPackage } from './malformed.ts';
import { MANIFEST, SIGNATURES, type Manifest, type ManifestFile } from './manifest.ts';
import { LIMITS, type PackageSource } from './source.ts';

export type PartResult = Verification['parts'][number];

/** Hashes every listed part and names what is missing, changed or not listed. */
export async function checkParts(source: PackageSource, manifest: Manifest): Promise<PartResult[]> {
  const results: PartResult[] = [];
  for (const file of manifest.files)
    results.push(source.parts.has(file.path) ? await checkPart(source, manifest, file) : { path: file.path, result: 'missing', detail: null });
  const known = new Set<string>([MANIFEST, ...SIGNATURES, ...manifest.files.map((file) => file.path)]);
  for (const path of source.parts.keys()) if (!known.has(path)) results.push({ path, result: 'extra', detail: 'the manifest does not know it' });
  return results;
}

async function checkPart(source: PackageSource, manifest: Manifest, file: ManifestFile): Promise<PartResult> {
  const stretches = manifest.clips.find((clip) => clip.path === file.path)?.parts ?? [];
  const whole = createHash('sha256');
  const hasher = new StretchHasher(stretches);
  let checksum = 0;
  for await (const chunk of source.stream(file.path)) {
    whole.update(chunk);
    hasher.update(chunk);
    checksum = crc32(chunk, checksum);
  }
  const part = source.parts.get(file.path);
  if (whole.digest('hex') === file.sha256 && part?.size === file.size) {
    if (part.crc32 !== null && part.crc32 !== checksum) throw new MalformedPackage(`the checksum that the container states for ${file.path} is wrong`);
    return checkChain(source, file);
  }
  const sizes = part && part.size !== file.size ? `${part.size} bytes instead of ${file.size}` : null;
  const where = stretches.length > 0 ? await locate(source, file, stretches, hasher.changed()) : null;
  return { path: file.path, result: 'changed', detail: [sizes, where].filter((text) => text !== null).join('; ') || null };
}

async function locate(source: PackageSource, file: ManifestFile, stretches: Manifest['clips'][number]['parts'], changed: readonly number[]): Promise<string> {
  const clip = await readWhole(source, file.path, REALIGN_MAX_BYTES);
  return `changed: ${describeStretches(stretches, clip ? withoutMoved(clip, stretches, changed) : changed)}`;
}

/** Journal and custody carry their own proof: a package that was made with a broken chain must not look whole. */
async function checkChain(source: PackageSource, file: ManifestFile): Promise<PartResult> {
  if (file.role !== 'journal' && file.role !== 'custody') return { path: file.path, result: 'ok', detail: null };
  const bytes = await readWhole(source, file.path, LIMITS.wholeBytes);
  const broken = bytes ? firstBrokenRow(bytes, file.path) : 1;
  return broken === null
    ? { path: file.path, result: 'ok', detail: null }
    : { path: file.path, result: 'changed', detail: `its hash chain does not hold at entry ${broken}` };
}

/** A part's bytes, or null when it is not there or larger than `maxBytes`. */
export async function readWhole(source: PackageSource, path: string, maxBytes: number): Promise<Buffer | null> {
  const part = source.parts.get(path);
  if (!part || part.size > maxBytes) return null;
  const chunks: Buffer[] = [];
  for await (const chunk of source.stream(path)) chunks.push(chunk);
  return Buffer.concat(chunks);
}
