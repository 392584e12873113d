import type { ProfileName } from '../types.ts';
import type { Credentials } from './digest-auth.ts';
import type { PacketRun } from './rtp-packets.ts';

/** Where pictures of one stream go: one playing session of one client. */
export interface PictureSink {
  /** @param frameNumber since the epoch; time and RTP timestamp follow from it */
  write(picture: readonly PacketRun[], isKeyFrame: boolean, frameNumber: number): void;
  /** The camera went away: the connection is cut without a word, as when its cable is pulled. */
  cut(): void;
}

/** One profile of one camera as the RTSP server sees it. */
export interface RtspStream {
  parameterSets(): { sps: Buffer; pps: Buffer };
  /** Begins sending pictures to the sink, from the next key frame on; returns what ends it. */
  subscribe(sink: PictureSink): () => void;
}

/** Answer to "who is there?": `starting` has no pictures yet, `down` behaves as if unplugged. */
export type StreamLookup = { state: 'unknown' } | { state: 'starting' } | { state: 'down' } | { state: 'up'; stream: RtspStream };

export interface StreamDirectory {
  find(cameraId: string, profile: ProfileName): StreamLookup;
  credentials: Credentials;
}
