/** What stands in manifest.json. One schema for the exporter, which writes it, and the verifier, which reads it. */
import { z } from 'zod';
import { canonicalJson } from '../kernel/canonical-json.ts';
import { MalformedPackage } from './malformed.ts';

export const MANIFEST_SCHEMA = 'lubart-evidence-1';
export const MANIFEST = 'manifest.json';
export const ED25519_SIGNATURE = 'manifest.sig';
export const CMS_SIGNATURE = 'manifest.p7s';
export const SIGNATURES = [ED25519_SIGNATURE, CMS_SIGNATURE] as const;

export const PART_ROLES = ['clip', 'snapshot', 'journal', 'custody', 'instructions', 'player', 'certificate'] as const;
/** Without these it is no package, whatever its manifest lists. */
export const REQUIRED_ROLES = ['journal', 'custody', 'instructions'] as const satisfies readonly (typeof PART_ROLES)[number][];

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** ISO 8601 in UTC with milliseconds. */
const time = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
const span = z.object({ from: time, to: time });
const count = z.number().int().min(0);

const fileSchema = z.object({ path: z.string(), size: count, sha256, role: z.enum(PART_ROLES), mime: z.string() });

/** A stretch of a clip's bytes, so that a change can be placed: the container's head, then one stretch per key frame. */
const clipPartSchema = z.object({ offset: count, length: count, sha256, span: span.nullable() });
export type ClipPart = z.infer<typeof clipPartSchema>;

const clipSchema = z.object({
  path: z.string(),
  cameraId: z.string(),
  requested: span,
  actual: span,
  codec: z.string(),
  width: count,
  height: count,
  frames: count,
  durationSeconds: z.number(),
  parts: z.array(clipPartSchema),
  /** The recordings it was copied from, with the hashes taken while they were written. */
  segments: z.array(z.object({ id: z.string(), span, bytes: count, sha256 })),
});
export type ManifestClip = z.infer<typeof clipSchema>;

const cameraSchema = z.object({
  id: z.string(),
  number: z.string(),
  place: z.string(),
  district: z.string(),
  maker: z.string(),
  model: z.string(),
  serial: z.string(),
  firmware: z.string(),
  address: z.string(),
  endpoint: z.string(),
  requested: z.array(span),
  gaps: z.array(span.extend({ cause: z.string() })),
});
export type ManifestCamera = z.infer<typeof cameraSchema>;

export const manifestSchema = z.object({
  schema: z.literal(MANIFEST_SCHEMA),
  packageId: z.string(),
  caseNumber: z.string(),
  incidentId: z.string(),
  purpose: z.string(),
  exportedAt: time,
  exporter: z.object({ name: z.string(), login: z.string(), role: z.string() }),
  desk: z.object({ name: z.string(), centre: z.string() }),
  software: z.record(z.string(), z.string()),
  clock: z.object({ timeZone: z.string(), note: z.string() }),
  previousPackage: z.object({ packageId: z.string(), manifestSha256: sha256 }).nullable(),
  /** The signatures that must lie beside the manifest. */
  signatures: z.array(z.enum(SIGNATURES)).min(1),
  signer: z.object({ certificateSha256: sha256, ed25519PublicKey: z.string() }),
  cameras: z.array(cameraSchema),
  clips: z.array(clipSchema),
  files: z.array(fileSchema),
  proves: z.array(z.string()),
  doesNotProve: z.array(z.string()),
});
export type Manifest = z.infer<typeof manifestSchema>;
export type ManifestFile = z.infer<typeof fileSchema>;

/**
 * Reads a manifest. It must be in canonical form (RFC 8785), so that doubled keys, white space, other number spellings
 * or a byte order mark cannot make two readers see two things. MalformedPackage otherwise.
 */
export function parseManifest(bytes: Buffer): Manifest {
  const value = parseCanonical(bytes, MANIFEST);
  const parsed = manifestSchema.safeParse(value);
  if (!parsed.success) throw new MalformedPackage(`${MANIFEST} lacks what it must say: ${parsed.error.issues[0]?.path.join('.') ?? ''}`);
  const paths = parsed.data.files.map((file) => file.path);
  if (new Set(paths).size !== paths.length) throw new MalformedPackage(`${MANIFEST} lists a file twice`);
  return parsed.data;
}

/** JSON in canonical form, or MalformedPackage. */
export function parseCanonical(bytes: Buffer, name: string): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const value: unknown = JSON.parse(text);
    if (canonicalJson(value) === text) return value;
  } catch (error) {
    // Not UTF-8, not JSON, a number beyond the form, or nested deeper than the stack: for the reader all the same.
    throw new MalformedPackage(`${name} is not JSON in canonical form (${error instanceof Error ? error.name : 'error'})`);
  }
  throw new MalformedPackage(`${name} is not JSON in canonical form`);
}
