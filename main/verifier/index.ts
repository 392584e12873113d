/** The judge of evidence packages. */
export { type ChainFile } from './chains.ts';
export {
  CMS_SIGNATURE,
  ED25519_SIGNATURE,
  MANIFEST,
  MANIFEST_SCHEMA,
  type ClipPart,
  type Manifest,
  type ManifestCamera,
  type ManifestClip,
  type ManifestFile,
} from './manifest.ts';
export { EXIT_CODES, reportText } from './report.ts';
export { verifyPackage, type VerifyOptions } from './verify.ts';
