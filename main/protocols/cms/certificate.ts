/** A self-signed X.509 certificate (RFC 5280) for a key that signs documents. */
import { createHash, randomBytes, webcrypto, X509Certificate } from 'node:crypto';
import { BitString, Integer, OctetString, Utf8String } from 'asn1js';
import { AttributeTypeAndValue, BasicConstraints, Certificate, CryptoEngine, Extension } from 'pkijs';

/** The engine of this module, so that pkijs keeps no global state for us. */
export const engine = new CryptoEngine({ name: 'node', crypto: webcrypto });

export const SIGNING_CURVE = { name: 'ECDSA', namedCurve: 'P-256' } as const;

const OID = { commonName: '2.5.4.3', basicConstraints: '2.5.29.19', keyUsage: '2.5.29.15', subjectKeyId: '2.5.29.14' } as const;
/** digitalSignature and nonRepudiation (RFC 5280 section 4.2.1.3); six unused bits. */
const KEY_USAGE_SIGN = new Uint8Array([0xc0]);
const YEAR_MS = 365.25 * 24 * 3_600_000;

/** Makes a certificate for `publicKey`, signed by its own `privateKey`, valid from `now` (UTC milliseconds) for `years`. Returns PEM. */
export async function makeCertificate(
  keys: { publicKey: webcrypto.CryptoKey; privateKey: webcrypto.CryptoKey },
  commonName: string,
  now: number,
  years: number,
): Promise<string> {
  const certificate = new Certificate();
  certificate.version = 2;
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  certificate.serialNumber = new Integer({ valueHex: toArrayBuffer(serial) });
  for (const name of [certificate.subject, certificate.issuer]) {
    name.typesAndValues.push(new AttributeTypeAndValue({ type: OID.commonName, value: new Utf8String({ value: commonName }) }));
  }
  certificate.notBefore.value = new Date(now);
  certificate.notAfter.value = new Date(now + years * YEAR_MS);
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey, engine);
  const keyId = createHash('sha1').update(Buffer.from(certificate.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView)).digest();
  certificate.extensions = [
    new Extension({ extnID: OID.basicConstraints, critical: true, extnValue: new BasicConstraints({ cA: false }).toSchema().toBER(false) }),
    new Extension({ extnID: OID.keyUsage, critical: true, extnValue: new BitString({ valueHex: toArrayBuffer(KEY_USAGE_SIGN), unusedBits: 6 }).toBER(false) }),
    new Extension({ extnID: OID.subjectKeyId, critical: false, extnValue: new OctetString({ valueHex: toArrayBuffer(keyId) }).toBER(false) }),
  ];
  await certificate.sign(keys.privateKey, 'SHA-256', engine);
  return new X509Certificate(Buffer.from(certificate.toSchema(true).toBER(false))).toString();
}

/** SHA-256 of a certificate's DER form, lower-case hex: what people compare. */
export function certificateFingerprint(certificate: X509Certificate): string {
  return createHash('sha256').update(certificate.raw).digest('hex');
}

/** A copy that owns exactly its bytes, as pkijs wants them. */
export function toArrayBuffer(bytes: Uint8Array): ArrayBuffer {
  const copy = new ArrayBuffer(bytes.byteLength);
  new Uint8Array(copy).set(bytes);
  return copy;
}
