/** Makes a detached signature (RFC 5652 SignedData without content) over bytes that lie beside it. */
import { createHash, type webcrypto, X509Certificate } from 'node:crypto';
import { ObjectIdentifier, OctetString, Sequence, Set as Asn1Set, UTCTime } from 'asn1js';
import {
  Attribute,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs';
import { engine, toArrayBuffer } from './certificate.ts';
import { OID } from './oids.ts';

/** Signs `content` with an ECDSA P-256 key. `at`: UTC milliseconds, as the signer says. Returns DER. */
export async function signDetached(content: Buffer, key: webcrypto.CryptoKey, certificatePem: string, at: number): Promise<Buffer> {
  const raw = new X509Certificate(certificatePem).raw;
  const certificate = Certificate.fromBER(toArrayBuffer(raw));
  const attributes = [
    attribute(OID.contentType, new ObjectIdentifier({ value: OID.data })),
    attribute(OID.signingTime, new UTCTime({ valueDate: new Date(at) })),
    attribute(OID.messageDigest, octets(createHash('sha256').update(content).digest())),
    attribute(OID.signingCertificateV2, signingCertificate(raw)),
  ];
  const signed = new SignedData({
    version: 1,
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: OID.data }),
    certificates: [certificate],
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
        signedAttrs: new SignedAndUnsignedAttributes({ type: 0, attributes: inDerOrder(attributes) }),
      }),
    ],
  });
  await signed.sign(key, 0, 'SHA-256', toArrayBuffer(content), engine);
  const info = new ContentInfo({ contentType: ContentInfo.SIGNED_DATA, content: signed.toSchema(true) });
  return Buffer.from(info.toSchema().toBER(false));
}

/** SigningCertificateV2 (RFC 5035 section 3): the hash of the certificate; the default algorithm SHA-256 is left out, as DER demands. */
export function signingCertificate(certificateDer: Buffer): Sequence {
  const certId = new Sequence({ value: [octets(createHash('sha256').update(certificateDer).digest())] });
  return new Sequence({ value: [new Sequence({ value: [certId] })] });
}

function attribute(type: string, value: ObjectIdentifier | UTCTime | OctetString | Sequence): Attribute {
  return new Attribute({ type, values: [value] });
}

function octets(bytes: Uint8Array): OctetString {
  return new OctetString({ valueHex: toArrayBuffer(bytes) });
}

/** DER sorts a SET OF by the encoded bytes (X.690 section 11.6). */
function inDerOrder(attributes: readonly Attribute[]): Attribute[] {
  const encoded = attributes.map((one) => ({ one, bytes: Buffer.from(new Asn1Set({ value: [one.toSchema()] }).toBER(false)) }));
  return encoded.sort((a, b) => Buffer.compare(withoutHeader(a.bytes), withoutHeader(b.bytes))).map(({ one }) => one);
}

function withoutHeader(set: Buffer): Buffer {
  const lengthBytes = (set[1] ?? 0) & 0x80 ? ((set[1] ?? 0) & 0x7f) + 2 : 2;
  return set.subarray(lengthBytes);
}
