import { readFile } from 'node:fs/promises';
import { groupPictures, splitAnnexB } from '../rtsp/annex-b.ts';
import { preparePicture, readStreamSyntax, type PreparedPicture, type StreamSyntax } from '../rtsp/prepared-picture.ts';
import { FRAMES_PER_SECOND, type AccessUnit, type ProfileName } from '../types.ts';

/** Prepared pictures kept: cameras of one clip ask for the same one at about the same time. */
const KEPT_PICTURES = 3 * FRAMES_PER_SECOND;

/** One loop in memory, in step with the wall clock: frame n since the epoch shows picture n modulo its length. */
export class LoadedClip {
  readonly syntax: StreamSyntax;
  readonly #pictures: readonly AccessUnit[];
  readonly #prepared = new Map<number, PreparedPicture>();

  constructor(stream: Buffer, profile: ProfileName) {
    this.#pictures = groupPictures(splitAnnexB(stream));
    const [first] = this.#pictures;
    if (!first) throw new Error('A clip holds no picture');
    this.#pictures.forEach((picture, index) => {
      if (picture.isKeyFrame !== (index % FRAMES_PER_SECOND === 0)) throw new Error(`Picture ${index} of a clip breaks the rhythm of key frames`);
    });
    if (this.#pictures.length % FRAMES_PER_SECOND !== 0) throw new Error('A clip is not a whole number of seconds long');
    this.syntax = readStreamSyntax(first, profile);
  }

  static async read(path: string, profile: ProfileName): Promise<LoadedClip> {
    return new LoadedClip(await readFile(path), profile);
  }

  /** The coded picture of frame `frameNumber` since the epoch. */
  coded(frameNumber: number): AccessUnit {
    const picture = this.#pictures[frameNumber % this.#pictures.length];
    if (!picture) throw new RangeError(`No picture for frame ${frameNumber}`);
    return picture;
  }

  /** The picture of frame `frameNumber` since the epoch, ready to send. */
  picture(frameNumber: number): PreparedPicture {
    const index = frameNumber % this.#pictures.length;
    let prepared = this.#prepared.get(index);
    if (!prepared) {
      prepared = preparePicture(this.coded(index), this.syntax);
      this.#prepared.set(index, prepared);
      if (this.#prepared.size > KEPT_PICTURES) this.#forgetOldest();
    }
    return prepared;
  }

  #forgetOldest(): void {
    for (const index of this.#prepared.keys()) {
      this.#prepared.delete(index);
      return;
    }
  }
}
