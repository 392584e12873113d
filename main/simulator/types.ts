/**
 * What the parts of the simulator tell each other: the drawing (scenes, clips, live views) on one side,
 * the network devices (RTSP, ONVIF, discovery) on the other. The simulator knows nothing of the console.
 */

export type SceneName = 'crossroad' | 'avenue' | 'roundabout' | 'square' | 'pedestrian' | 'stop' | 'bridge' | 'station' | 'yard' | 'park';

export type SceneEvent = 'crash' | 'smoke' | 'burst-main' | 'unattended-bag' | 'crowd';

export type Light = 'day' | 'night';

export type ProfileName = 'main' | 'sub';

/** Pixels of each profile, the same for every clip and live view. Heights include the OSD strip at the top. */
export const PROFILE_SIZE: Readonly<Record<ProfileName, { width: number; height: number; stripMacroblockRows: number }>> = {
  main: { width: 1280, height: 720, stripMacroblockRows: 2 },
  sub: { width: 640, height: 360, stripMacroblockRows: 1 },
};

/** Frames per second of every profile. A group of pictures is exactly one second and starts on the wall-clock second. */
export const FRAMES_PER_SECOND = 12;

/** Length of every loop. A whole number of seconds; the last frame leads seamlessly into the first. */
export const LOOP_SECONDS = 48;

/**
 * Length of a sketch: the beginning of a loop, drawn in a moment and shown until the whole loop is there, so that a
 * city opened for the first time has pictures at once.
 */
export const SKETCH_SECONDS = 8;

/** Identifies one drawn loop. `look` is a small number that varies the scene's seed (buildings, colours, traffic). */
export interface ClipKey {
  scene: SceneName;
  look: number;
  light: Light;
  event: SceneEvent | null;
}

/**
 * One loop on disk: Annex B H.264, baseline profile (CAVLC), no B-frames, one reference frame, SPS and PPS before
 * each IDR, IDR every FRAMES_PER_SECOND frames. Every picture is split into slices of
 * `stripMacroblockRows` macroblock rows at most, so that the first slice of each picture covers exactly the OSD strip;
 * the RTSP server replaces that slice with the camera's own name and running clock.
 */
export interface ClipFiles {
  mainPath: string;
  subPath: string;
}

export interface ClipLibrary {
  /** Whether the loop is in the cache, so that `ensure` would answer at once. */
  isThere(key: ClipKey): Promise<boolean>;
  /** Draws the loop unless it is in the cache. Rejects when ffmpeg fails. Calls for the same key share one drawing. */
  ensure(key: ClipKey, options?: { onProgress?: (fraction: number) => void; signal?: AbortSignal }): Promise<ClipFiles>;
}

/** Where a PTZ camera looks, in ONVIF generic spaces: pan and tilt -1..1, zoom 0..1. Home is 0, 0, 0. */
export interface PtzPosition {
  pan: number;
  tilt: number;
  zoom: number;
}

/** One coded picture: its NAL units without start codes, in order (SPS and PPS first on an IDR). */
export interface AccessUnit {
  nals: Buffer[];
  isKeyFrame: boolean;
}

/** A live-drawn view of a scene from another PTZ position, encoded with the same parameter sets as the clips. */
export interface LiveView {
  setPosition(position: PtzPosition): void;
  /** Changes what is seen without restarting the encoder. */
  setScene(light: Light, event: SceneEvent | null): void;
  /** Pictures of both profiles, in step, FRAMES_PER_SECOND; the first picture of each wall-clock second is an IDR. */
  onPicture(listener: (profile: ProfileName, picture: AccessUnit) => void): void;
  onEnd(listener: (reason: Error | null) => void): void;
  close(): Promise<void>;
}

export interface LiveViewFactory {
  open(scene: SceneName, look: number, light: Light, event: SceneEvent | null, position: PtzPosition): Promise<LiveView>;
}
