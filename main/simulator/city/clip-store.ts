import { open } from 'node:fs/promises';
import type { SimulatorLog } from '../log.ts';
import { groupPictures, splitAnnexB } from '../rtsp/annex-b.ts';
import { readStreamSyntax } from '../rtsp/prepared-picture.ts';
import type { ClipFiles, ClipKey, ClipLibrary, ProfileName } from '../types.ts';
import { LoadedClip } from './loaded-clip.ts';

const IDLE_MS = 60_000;
const SWEEP_INTERVAL_MS = 15_000;

/** Enough of a clip's beginning to hold its first key frame. */
const HEAD_BYTES = 1024 * 1024;

type ParameterSets = Record<ProfileName, { sps: Buffer; pps: Buffer }>;

interface Drawn {
  files: ClipFiles;
  sets: ParameterSets;
  /** False while only the sketch is there. */
  isWhole: boolean;
}

interface Slot {
  clip: LoadedClip | null;
  loading: Promise<LoadedClip>;
  lastUsedMs: number;
}

/** Which clips are drawn, and those being shown, in memory; what nobody watches is let go after a minute. */
export class ClipStore {
  readonly #library: ClipLibrary;
  readonly #sketches: ClipLibrary | null;
  readonly #log: SimulatorLog;
  readonly #drawn = new Map<string, Drawn>();
  readonly #slots = new Map<string, Slot>();
  readonly #sweep: NodeJS.Timeout;

  /** `sketches` draws short beginnings of the same loops; without it there are none. */
  constructor(library: ClipLibrary, log: SimulatorLog, sketches: ClipLibrary | null = null) {
    this.#library = library;
    this.#sketches = sketches;
    this.#log = log;
    this.#sweep = setInterval(() => this.#letGo(), SWEEP_INTERVAL_MS);
    this.#sweep.unref();
  }

  isDrawn(key: ClipKey): boolean {
    return this.#drawn.has(clipName(key));
  }

  /** Makes sure that there is something to show: the clip if it is in the cache, else its sketch. Rejects as `draw`. */
  async sketch(key: ClipKey, signal?: AbortSignal): Promise<void> {
    if (this.isDrawn(key)) return;
    if (!this.#sketches || (await this.#library.isThere(key))) return this.draw(key, signal);
    const files = await this.#sketches.ensure(key, signal ? { signal } : {});
    const drawn = { files, sets: await readBothParameterSets(files), isWhole: false };
    if (!this.isDrawn(key)) this.#drawn.set(clipName(key), drawn);
  }

  /** Draws the clip unless it is there. Rejects when drawing fails or the clip is not coded as agreed. */
  async draw(key: ClipKey, signal?: AbortSignal): Promise<void> {
    const name = clipName(key);
    if (this.#drawn.get(name)?.isWhole) return;
    const files = await this.#library.ensure(key, signal ? { signal } : {});
    const sets = await readBothParameterSets(files);
    await this.#replaceLoaded(name, files);
    this.#drawn.set(name, { files, sets, isWhole: true });
  }

  /** Parameter sets of a drawn clip. Throws when it is not drawn. */
  parameterSets(key: ClipKey, profile: ProfileName): { sps: Buffer; pps: Buffer } {
    const drawn = this.#drawn.get(clipName(key));
    if (!drawn) throw new Error(`Clip ${clipName(key)} is not drawn yet`);
    return drawn.sets[profile];
  }

  /** The clip when it is in memory; otherwise null, and reading it begins if it is drawn. */
  get(key: ClipKey, profile: ProfileName): LoadedClip | null {
    const slot = this.#slot(key, profile);
    return slot?.clip ?? null;
  }

  /** The clip, read from disk if need be. Rejects when it is not drawn or cannot be read. */
  async load(key: ClipKey, profile: ProfileName): Promise<LoadedClip> {
    const slot = this.#slot(key, profile);
    if (!slot) throw new Error(`Clip ${clipName(key)} is not drawn yet`);
    return slot.loading;
  }

  close(): void {
    clearInterval(this.#sweep);
    this.#slots.clear();
  }

  /** Whoever shows the sketch goes on with the clip at its next key frame, without waiting for the disk. */
  async #replaceLoaded(name: string, files: ClipFiles): Promise<void> {
    for (const profile of ['main', 'sub'] as const) {
      const slot = this.#slots.get(`${name}/${profile}`);
      if (!slot) continue;
      const clip = await LoadedClip.read(profile === 'main' ? files.mainPath : files.subPath, profile);
      this.#slots.set(`${name}/${profile}`, { ...slot, clip, loading: Promise.resolve(clip) });
    }
  }

  #slot(key: ClipKey, profile: ProfileName): Slot | null {
    const name = `${clipName(key)}/${profile}`;
    const existing = this.#slots.get(name);
    if (existing) {
      existing.lastUsedMs = Date.now();
      return existing;
    }
    const drawn = this.#drawn.get(clipName(key));
    if (!drawn) return null;
    const path = profile === 'main' ? drawn.files.mainPath : drawn.files.subPath;
    const slot: Slot = { clip: null, loading: LoadedClip.read(path, profile), lastUsedMs: Date.now() };
    this.#slots.set(name, slot);
    slot.loading.then(
      (clip) => {
        slot.clip = clip;
      },
      (error: unknown) => {
        this.#log.error({ clip: name, err: error }, 'Could not read a clip');
        this.#slots.delete(name);
      },
    );
    return slot;
  }

  #letGo(): void {
    const now = Date.now();
    for (const [name, slot] of this.#slots) if (slot.clip && now - slot.lastUsedMs > IDLE_MS) this.#slots.delete(name);
  }
}

/** Stable name of a clip for logs, progress lines and maps. */
export function clipName(key: ClipKey): string {
  return [key.scene, key.look, key.light, ...(key.event ? [key.event] : [])].join('-');
}

async function readBothParameterSets(files: ClipFiles): Promise<ParameterSets> {
  return { main: await readParameterSets(files.mainPath, 'main'), sub: await readParameterSets(files.subPath, 'sub') };
}

async function readParameterSets(path: string, profile: ProfileName): Promise<{ sps: Buffer; pps: Buffer }> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const [first] = groupPictures(splitAnnexB(buffer.subarray(0, bytesRead)));
    if (!first) throw new Error(`${path} holds no picture`);
    const { spsNal, ppsNal } = readStreamSyntax(first, profile);
    return { sps: Buffer.from(spsNal), pps: Buffer.from(ppsNal) };
  } finally {
    await file.close();
  }
}
