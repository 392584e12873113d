/** Checks a detached signature. Answers; never throws on what it reads. */
import { createHash, verify, X509Certificate } from 'node:crypto';
import { ObjectIdentifier, OctetString } from 'asn1js';
import { Certificate, ContentInfo, IssuerAndSerialNumber, SignedData, type AlgorithmIdentifier, type SignerInfo } from 'pkijs';
import { certificateFingerprint, toArrayBuffer } from './certificate.ts';
import { OID } from './oids.ts';
import { signingCertificate } from './sign.ts';

export interface DetachedCheck {
  isIntact: boolean;
  /** SHA-256 of the signer's certificate in hex; null when the signature does not fit. */
  signerFingerprint: string | null;
  certificatePem: string | null;
}

const MAX_SIGNATURE_BYTES = 256 * 1024;
const FAILED: DetachedCheck = { isIntact: false, signerFingerprint: null, certificatePem: null };

/**
 * True when `signature` (DER) holds exactly one signer with one certificate, and that certificate's key signed
 * `content`. Only the one form that `sign.ts` writes is accepted, so that no byte of the signature can be changed
 * unseen. Says nothing of whether the certificate is to be trusted.
 */
export function verifyDetached(content: Buffer, signature: Buffer): DetachedCheck {
  if (signature.length > MAX_SIGNATURE_BYTES) return FAILED;
  try {
    return check(content, signature);
  } catch {
    // pkijs throws result objects, asn1js and Node errors of many kinds for what cannot be read: all mean that it does not fit.
    return FAILED;
  }
}

function check(content: Buffer, signature: Buffer): DetachedCheck {
  const info = ContentInfo.fromBER(toArrayBuffer(signature));
  if (info.contentType !== ContentInfo.SIGNED_DATA) return FAILED;
  const signed = new SignedData({ schema: info.content as unknown });
  const [certificate] = signed.certificates ?? [];
  const [signer] = signed.signerInfos;
  if (signed.signerInfos.length !== 1 || signed.certificates?.length !== 1 || !(certificate instanceof Certificate) || !signer) return FAILED;
  const certificateDer = Buffer.from(certificate.toSchema(false).toBER(false));
  // Bytes after the structure or a loose encoding would let two files pass as the same signature.
  const isExact = Buffer.from(info.toSchema().toBER(false)).equals(signature);
  if (!isExact || !hasOurForm(signed, signer) || !namesCertificate(signer, certificateDer) || !namesContent(signer, content) || !pointsTo(signer, certificate))
    return FAILED;
  const x509 = new X509Certificate(certificateDer);
  // Signed are the attributes as a SET (RFC 5652 section 5.4); Node's own check is strict about the signature's encoding.
  const attributes = Buffer.from(signer.signedAttrs?.encodedValue ?? new ArrayBuffer(0));
  if (!verify('sha256', attributes, x509.publicKey, Buffer.from(signer.signature.valueBlock.valueHexView))) return FAILED;
  return { isIntact: true, signerFingerprint: certificateFingerprint(x509), certificatePem: x509.toString() };
}

/** Detached (an embedded content could be what was signed instead), SHA-256 and ECDSA throughout, nothing unsigned beside. */
function hasOurForm(signed: SignedData, signer: SignerInfo): boolean {
  const [digest] = signed.digestAlgorithms;
  return (
    signed.version === 1 &&
    signer.version === 1 &&
    signed.digestAlgorithms.length === 1 &&
    isSha256(digest) &&
    isSha256(signer.digestAlgorithm) &&
    signer.signatureAlgorithm.algorithmId === OID.ecdsaWithSha256 &&
    signed.encapContentInfo.eContentType === OID.data &&
    signed.encapContentInfo.eContent === undefined &&
    signed.crls === undefined &&
    signer.unsignedAttrs === undefined
  );
}

/** The signed attributes hold the type and the digest of the content. */
function namesContent(signer: SignerInfo, content: Buffer): boolean {
  const digest = createHash('sha256').update(content).digest();
  return (
    has(signer, OID.contentType, new ObjectIdentifier({ value: OID.data })) &&
    has(signer, OID.messageDigest, new OctetString({ valueHex: toArrayBuffer(digest) }))
  );
}

/** The signed attributes hold the hash of this very certificate, so none of its bytes can be exchanged. */
function namesCertificate(signer: SignerInfo, certificateDer: Buffer): boolean {
  return has(signer, OID.signingCertificateV2, signingCertificate(certificateDer));
}

/** The signer is named by the issuer and serial number of this certificate (RFC 5652 section 5.3). */
function pointsTo(signer: SignerInfo, certificate: Certificate): boolean {
  const sid: unknown = signer.sid;
  if (!(sid instanceof IssuerAndSerialNumber)) return false;
  const expected = new IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber });
  return Buffer.from(sid.toSchema().toBER(false)).equals(Buffer.from(expected.toSchema().toBER(false)));
}

/** True when exactly one signed attribute of that type is there, with exactly this value. */
function has(signer: SignerInfo, type: string, expected: { toBER(sizeOnly: boolean): ArrayBuffer }): boolean {
  const found = (signer.signedAttrs?.attributes ?? []).filter((one) => one.type === type);
  // pkijs leaves the values' type open; all asn1js values can be encoded.
  const values = found[0]?.values as readonly { toBER(sizeOnly: boolean): ArrayBuffer }[] | undefined;
  const value = values?.[0];
  return found.length === 1 && value !== undefined && values?.length === 1 && Buffer.from(value.toBER(false)).equals(Buffer.from(expected.toBER(false)));
}

/** AlgorithmIdentifier of SHA-256 with its NULL parameter, byte for byte. */
const SHA256_DER = Buffer.from('300d06096086480165030402010500', 'hex');

function isSha256(algorithm: AlgorithmIdentifier | undefined): boolean {
  return algorithm !== undefined && Buffer.from(algorithm.toSchema().toBER(false)).equals(SHA256_DER);
}
