/** Judges an evidence package. */
import { createPublicKey, verify as verifySignature, X509Certificate } from 'node:crypto';
import { lstat } from 'node:fs/promises';
import type { Verdict, Verification } from '#shared/contract/evidence.ts';
import { certificateFingerprint } from '../protocols/cms/certificate.ts';
import { verifyDetached, type DetachedCheck } from '../protocols/cms/verify.ts';
import { openFolder } from './folder-source.ts';
import { MalformedPackage } from './malformed.ts';
import { CMS_SIGNATURE, ED25519_SIGNATURE, MANIFEST, parseManifest, REQUIRED_ROLES, type Manifest } from './manifest.ts';
import { checkParts, readWhole, type PartResult } from './parts.ts';
import { LIMITS, type PackageSource } from './source.ts';
import { openZip } from './zip-source.ts';

export interface VerifyOptions {
  /** Certificates (PEM) whose holders the caller trusts. Those inside the package are never trusted for being there. */
  trusted?: readonly string[];
}

/**
 * Judges a package: a zip file, or the folder it was unpacked to. Rejects only when the path itself cannot be opened or a
 * given certificate cannot be read; whatever is wrong with the package is the verdict.
 */
export async function verifyPackage(path: string, options: VerifyOptions = {}): Promise<Verification> {
  const trusted = new Set((options.trusted ?? []).map((pem) => certificateFingerprint(new X509Certificate(pem))));
  const stats = await lstat(path);
  let source: PackageSource | null = null;
  try {
    if (!stats.isFile() && !stats.isDirectory()) throw new MalformedPackage('this is neither a file nor a folder');
    source = stats.isDirectory() ? await openFolder(path) : await openZip(path);
    return await judge(source, trusted);
  } catch (error) {
    if (!(error instanceof MalformedPackage)) throw error;
    return { ...EMPTY, verdict: 'malformed', summary: `Malformed: ${error.message}.` };
  } finally {
    await source?.close();
  }
}

const EMPTY = { caseNumber: null, exportedAt: null, exportedBy: null, signerFingerprint: null, parts: [] };

interface Signatures {
  cms: DetachedCheck | null;
  ed25519: Buffer | null;
}

async function judge(source: PackageSource, trusted: ReadonlySet<string>): Promise<Verification> {
  const [manifestBytes, cmsBytes, ed25519] = await Promise.all(
    [MANIFEST, CMS_SIGNATURE, ED25519_SIGNATURE].map((name) => readWhole(source, name, LIMITS.wholeBytes)),
  );
  const isSigned = Boolean(cmsBytes ?? ed25519);
  if (!manifestBytes) {
    if (!isSigned) throw new MalformedPackage('there is neither a manifest nor a signature: this is no evidence package');
    return { ...EMPTY, verdict: 'incomplete', summary: `Incomplete: ${MANIFEST} is missing.`, parts: [{ path: MANIFEST, result: 'missing', detail: null }] };
  }
  const signatures: Signatures = { cms: cmsBytes ? verifyDetached(manifestBytes, cmsBytes) : null, ed25519: ed25519 ?? null };
  let manifest: Manifest;
  try {
    manifest = parseManifest(manifestBytes);
  } catch (error) {
    // Unreadable and not as signed: it was changed. Unreadable although (or since never) signed: it was made so.
    if (!(error instanceof MalformedPackage) || !isSigned || signatures.cms?.isIntact) throw error;
    return {
      ...EMPTY,
      verdict: 'altered',
      summary: `Altered: ${MANIFEST} was changed.`,
      parts: [{ path: MANIFEST, result: 'changed', detail: 'no signature fits it, and it cannot be read any more' }],
    };
  }
  const parts = [...judgeSignatures(manifest, manifestBytes, signatures), ...(await checkParts(source, manifest))];
  const signer = signatures.cms?.isIntact ? signatures.cms.signerFingerprint : null;
  return conclude(manifest, parts, isSigned, signer, signer !== null && trusted.has(signer));
}

/** Both signatures must be there and fit; which one does not says what was changed. */
function judgeSignatures(manifest: Manifest, bytes: Buffer, { cms, ed25519 }: Signatures): PartResult[] {
  const isCmsGood = cms?.isIntact === true && cms.signerFingerprint === manifest.signer.certificateSha256;
  const isEd25519Good = ed25519 !== null && fitsEd25519(bytes, ed25519, manifest.signer.ed25519PublicKey);
  const isManifestGood = cms?.isIntact === true || isEd25519Good;
  const isAnyThere = cms !== null || ed25519 !== null;
  const results: PartResult[] = [
    {
      path: MANIFEST,
      result: isManifestGood || !isAnyThere ? 'ok' : 'changed',
      detail: isAnyThere ? (isManifestGood ? null : 'no signature fits it') : 'not signed',
    },
  ];
  const judgeOne = (path: string, isThere: boolean, isGood: boolean): void => {
    const isRequired = manifest.signatures.some((name) => name === path);
    if (!isThere) {
      if (isRequired) results.push({ path, result: 'missing', detail: 'the manifest says that it must be there' });
    } else
      results.push({
        path,
        result: isGood || !isManifestGood ? 'ok' : 'changed',
        detail: isGood ? null : isManifestGood ? 'it is not the signature of this manifest by the signer it names' : 'it does not fit the manifest',
      });
  };
  judgeOne(CMS_SIGNATURE, cms !== null, isCmsGood);
  judgeOne(ED25519_SIGNATURE, ed25519 !== null, isEd25519Good);
  return results;
}

function fitsEd25519(bytes: Buffer, signature: Buffer, publicKeyPem: string): boolean {
  try {
    const key = createPublicKey(publicKeyPem);
    return key.asymmetricKeyType === 'ed25519' && verifySignature(null, bytes, key, signature);
  } catch {
    // A key that cannot be read fits nothing.
    return false;
  }
}

function conclude(manifest: Manifest, parts: PartResult[], isSigned: boolean, signer: string | null, isTrusted: boolean): Verification {
  const changed = parts.filter((part) => part.result === 'changed' || part.result === 'extra');
  const missing = parts.filter((part) => part.result === 'missing');
  const roles = new Set(manifest.files.map((file) => file.role));
  const unlisted = REQUIRED_ROLES.filter((role) => !roles.has(role));
  const isUnsigned = !isSigned;
  let verdict: Verdict;
  let summary: string;
  if (changed.length > 0) [verdict, summary] = ['altered', `Altered: ${names(changed)}.`];
  else if (missing.some((part) => !isUnsigned || !isSignature(part.path))) [verdict, summary] = ['incomplete', `Incomplete: ${names(missing)} missing.`];
  else if (isUnsigned) [verdict, summary] = ['unsigned', 'Unsigned: there is no signature, so anyone could have made this.'];
  else if (unlisted.length > 0) [verdict, summary] = ['incomplete', `Incomplete: the manifest lists no ${unlisted.join(', ')}.`];
  else if (isTrusted)
    [verdict, summary] = ['valid', 'Valid: unchanged since it was signed by a trusted certificate. The time of export is as the desk says it.'];
  else
    [verdict, summary] = [
      'valid-unknown-signer',
      'Unchanged since it was signed, but the signer is not known: compare the fingerprint with one had by another way.',
    ];
  return {
    verdict,
    summary,
    caseNumber: manifest.caseNumber,
    exportedAt: Date.parse(manifest.exportedAt),
    exportedBy: manifest.exporter.name,
    signerFingerprint: signer,
    parts,
  };
}

function isSignature(path: string): boolean {
  return path === CMS_SIGNATURE || path === ED25519_SIGNATURE;
}

const MAX_NAMES = 5;

function names(parts: readonly PartResult[]): string {
  const shown = parts.slice(0, MAX_NAMES).map((part) => (part.result === 'extra' ? `${part.path} (added)` : part.path));
  return shown.join(', ') + (parts.length > MAX_NAMES ? ` and ${parts.length - MAX_NAMES} more` : '');
}
