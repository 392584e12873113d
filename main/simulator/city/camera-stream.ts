import { OsdStrip } from '../osd/osd-strip.ts';
import { frameNumberAt } from '../rtsp/rtp-clock.ts';
import {
  nalsWithStrip,
  packetsWithStrip,
  preparePicture,
  prepareStandstill,
  readStreamSyntax,
  type PreparedPicture,
  type StreamSyntax,
} from '../rtsp/prepared-picture.ts';
import type { PictureSink, RtspStream } from '../rtsp/rtsp-stream.ts';
import { FRAMES_PER_SECOND, type AccessUnit, type ClipKey, type ProfileName } from '../types.ts';
import type { ClipStore } from './clip-store.ts';
import type { LoadedClip } from './loaded-clip.ts';

/**
 * What is wrong with the encoder: `frozen` sends nothing though connections stay open, `repeating` sends the same
 * picture again and again while its clock stands still.
 */
export type EncoderFault = 'none' | 'frozen' | 'repeating';

/** Pictures since the last key frame, for a still: decode all, keep the last. */
export interface RecentPictures {
  nals: Buffer[];
  count: number;
}

/** A live view may run this many frames apart from the wall clock before its numbering is put right. */
const MAX_LIVE_DRIFT_FRAMES = FRAMES_PER_SECOND / 2;

const MAX_LIVE_LEAD_FRAMES = FRAMES_PER_SECOND;

export interface CameraStreamOptions {
  profile: ProfileName;
  name: string;
  clips: ClipStore;
  /** Clips that may be shown now, best first; the first that is drawn and read is taken at the next key frame. */
  wantedClips: () => readonly ClipKey[];
  onWatchedChange: () => void;
}

/** One profile of one camera: takes pictures from the clip or the live view, puts the strip in, hands them to clients. */
export class CameraStream implements RtspStream {
  readonly #options: CameraStreamOptions;
  readonly #sinks = new Set<PictureSink>();
  #strip: OsdStrip | null = null;
  #clip: LoadedClip | null = null;
  #lastFrame = 0;
  #fault: EncoderFault = 'none';
  #faultSinceFrame = 0;
  #liveWanted = false;
  /** False while the next picture of the clip must be a key frame, since what came before is not its reference. */
  #clipRuns = false;
  #liveSkips = false;
  #live: { syntax: StreamSyntax; pictures: PreparedPicture[]; second: number } | null = null;

  constructor(options: CameraStreamOptions) {
    this.#options = options;
  }

  get watched(): boolean {
    return this.#sinks.size > 0;
  }

  get showsLive(): boolean {
    return this.#live !== null;
  }

  parameterSets(): { sps: Buffer; pps: Buffer } {
    const drawn = this.#drawnClips()[0];
    if (!drawn) throw new Error(`${this.#options.name} has no clip yet`);
    return this.#options.clips.parameterSets(drawn, this.#options.profile);
  }

  subscribe(sink: PictureSink): () => void {
    this.#sinks.add(sink);
    this.#fetchClip();
    this.#options.onWatchedChange();
    return () => {
      if (this.#sinks.delete(sink)) this.#options.onWatchedChange();
    };
  }

  /** Cuts every client, as when the cable is pulled. */
  cut(): void {
    for (const sink of [...this.#sinks]) sink.cut();
  }

  setFault(fault: EncoderFault): void {
    this.#fault = fault;
    this.#clipRuns = false;
    const now = frameNumberAt(Date.now());
    this.#faultSinceFrame = now - (now % FRAMES_PER_SECOND);
  }

  /** Called once for every frame of the wall clock. */
  tick(frameNumber: number): void {
    if (this.#sinks.size === 0 || this.#fault === 'frozen') return;
    const startsSecond = frameNumber % FRAMES_PER_SECOND === 0;
    if (this.#live) {
      if (this.#liveWanted || !startsSecond || frameNumber <= this.#lastFrame) return;
      this.#live = null;
    }
    if (startsSecond) {
      this.#clip = this.#fetchClip() ?? this.#clip;
      this.#clipRuns = this.#clip !== null;
    }
    const clip = this.#clip;
    if (!clip || !this.#clipRuns) return;
    if (this.#fault === 'repeating') {
      const shown = startsSecond ? clip.picture(this.#faultSinceFrame) : prepareStandstill(clip.coded(frameNumber), clip.syntax);
      this.#send(shown, clip.syntax, frameNumber, this.#faultSinceFrame / FRAMES_PER_SECOND);
    } else {
      this.#send(clip.picture(frameNumber), clip.syntax, frameNumber, Math.floor(frameNumber / FRAMES_PER_SECOND));
    }
  }

  /** Whether pictures of the live view are to be shown once they come; the change is made at a key frame. */
  wantLive(wanted: boolean): void {
    this.#liveWanted = wanted;
    if (!wanted && !this.watched) this.#live = null;
  }

  /** The live view ended: the clip is shown again from the next key frame on. */
  liveEnded(): void {
    this.#live = null;
  }

  /** Takes the next picture of the live view. */
  pushLive(picture: AccessUnit): void {
    if (!this.#liveWanted || this.#fault !== 'none') return;
    const now = Date.now();
    const expected = frameNumberAt(now);
    const next = this.#lastFrame + 1;
    // Pictures that were held back somewhere come in a heap; their numbers must not run ahead of the clock.
    if (next > expected + MAX_LIVE_LEAD_FRAMES) {
      this.#liveSkips = true;
      return;
    }
    if (picture.isKeyFrame) {
      this.#liveSkips = false;
      this.#clipRuns = false;
      this.#live = { syntax: readStreamSyntax(picture, this.#options.profile), pictures: [], second: Math.floor(now / 1000) };
    }
    if (!this.#live || this.#liveSkips) return;
    const prepared = preparePicture(picture, this.#live.syntax);
    this.#live.pictures.push(prepared);
    const frameNumber = Math.abs(expected - next) > MAX_LIVE_DRIFT_FRAMES ? Math.max(next, expected) : next;
    if (this.#sinks.size > 0) this.#send(prepared, this.#live.syntax, frameNumber, this.#live.second);
    else this.#lastFrame = frameNumber;
  }

  /** The group of pictures being shown, up to this moment. Rejects when the camera has no clip. */
  async recentPictures(): Promise<RecentPictures> {
    const live = this.#live;
    if (live) return this.#withStrip(live.pictures, live.syntax, live.second);
    const key = this.#drawnClips()[0];
    if (!key) throw new Error(`${this.#options.name} has no clip yet`);
    const clip = await this.#options.clips.load(key, this.#options.profile);
    const now = this.#fault === 'none' ? frameNumberAt(Date.now()) : this.#faultSinceFrame;
    const keyFrame = now - (now % FRAMES_PER_SECOND);
    const pictures: PreparedPicture[] = [];
    for (let frame = keyFrame; frame <= now; frame++) pictures.push(clip.picture(frame));
    return this.#withStrip(pictures, clip.syntax, keyFrame / FRAMES_PER_SECOND);
  }

  #send(picture: PreparedPicture, syntax: StreamSyntax, frameNumber: number, second: number): void {
    this.#lastFrame = frameNumber;
    const packets = packetsWithStrip(picture, syntax, this.#stripAt(picture.strip ? second : null).image);
    for (const sink of this.#sinks) sink.write(packets, picture.isKeyFrame, frameNumber);
  }

  #withStrip(pictures: readonly PreparedPicture[], syntax: StreamSyntax, second: number): RecentPictures {
    const { image } = this.#stripAt(second);
    return { nals: pictures.flatMap((picture) => nalsWithStrip(picture, syntax, image)), count: pictures.length };
  }

  #stripAt(second: number | null): OsdStrip {
    this.#strip ??= new OsdStrip(this.#options.profile, this.#options.name);
    if (second !== null) this.#strip.setClock(second);
    return this.#strip;
  }

  /** The best clip that is in memory; better ones begin to be read. */
  #fetchClip(): LoadedClip | null {
    for (const key of this.#drawnClips()) {
      const clip = this.#options.clips.get(key, this.#options.profile);
      if (clip) return clip;
    }
    return null;
  }

  #drawnClips(): ClipKey[] {
    return this.#options.wantedClips().filter((key) => this.#options.clips.isDrawn(key));
  }
}
