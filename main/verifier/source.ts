/** A package as its parts, wherever they lie. */

export interface PartInfo {
  size: number;
  /** CRC-32 that the container states; null where there is none. */
  crc32: number | null;
}

export interface PackageSource {
  /** Paths below the root folder, with `/`. */
  readonly parts: ReadonlyMap<string, PartInfo>;
  /** The part's bytes in order. Throws MalformedPackage when they are not as many as stated. */
  stream(path: string): AsyncIterable<Buffer>;
  close(): Promise<void>;
}

export const LIMITS = {
  parts: 10_000,
  partBytes: 64 * 1024 ** 3,
  totalBytes: 256 * 1024 ** 3,
  /** Of manifest and signatures, which are read whole. */
  wholeBytes: 64 * 1024 ** 2,
  /** Packages are stored, not squeezed; somebody may have packed one anew, but not like a bomb. */
  ratio: 200,
} as const;
