/** Object identifiers of the one signature form that is written and accepted here. */
export const OID = {
  data: '1.2.840.113549.1.7.1',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  /** RFC 5035: binds the signature to this very certificate. */
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
} as const;
