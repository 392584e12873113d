import type { SimulatorLog } from '../log.ts';
import type { ClipKey, Light, LiveViewFactory, ProfileName, SceneEvent } from '../types.ts';
import { CameraEvents } from './camera-events.ts';
import { CameraStream, type EncoderFault, type RecentPictures } from './camera-stream.ts';
import type { CameraDescription } from './city-file.ts';
import type { ClipStore } from './clip-store.ts';
import { lightAt, type LightMode } from './light.ts';
import { LiveSession } from './live-session.ts';
import { PtzMotion } from './ptz-motion.ts';

/** `starting` until its clip is drawn; `down` behaves as if unplugged. */
export type CameraState = 'starting' | 'up' | 'down';

export interface SimulatedCameraOptions {
  description: CameraDescription;
  index: number;
  lightMode: LightMode;
  clips: ClipStore;
  liveViews: LiveViewFactory;
  log: SimulatorLog;
}

const STILL_WAIT_MS = 6_000;
const STILL_POLL_MS = 100;

/** One camera of the city: its optics, head, encoder and faults. Its network faces are made around it. */
export class SimulatedCamera {
  readonly description: CameraDescription;
  readonly index: number;
  readonly events = new CameraEvents();
  readonly motion: PtzMotion | null;
  readonly streams: Readonly<Record<ProfileName, CameraStream>>;
  readonly #options: SimulatedCameraOptions;
  readonly #live: LiveSession | null;
  readonly #stateListeners: ((state: CameraState) => void)[] = [];
  #state: CameraState = 'starting';
  #fault: EncoderFault = 'none';

  constructor(options: SimulatedCameraOptions) {
    this.#options = options;
    this.description = options.description;
    this.index = options.index;
    const makeStream = (profile: ProfileName): CameraStream =>
      new CameraStream({
        profile,
        name: `${this.description.name} ${this.description.place}`,
        clips: options.clips,
        wantedClips: () => this.wantedClips(),
        onWatchedChange: () => this.#live?.wake(),
      });
    this.streams = { main: makeStream('main'), sub: makeStream('sub') };
    this.motion = this.description.ptz ? new PtzMotion(Date.now()) : null;
    for (const { name, ...position } of this.description.presets) this.motion?.addPreset(name, position);
    this.#live = this.motion
      ? new LiveSession({
          scene: this.description.scene,
          look: this.description.look,
          motion: this.motion,
          streams: [this.streams.main, this.streams.sub],
          factory: options.liveViews,
          currentLight: () => this.light(),
          currentEvent: () => this.events.active,
          log: options.log,
        })
      : null;
  }

  get state(): CameraState {
    return this.#state;
  }

  get fault(): EncoderFault {
    return this.#fault;
  }

  onState(listener: (state: CameraState) => void): void {
    this.#stateListeners.push(listener);
  }

  light(): Light {
    return lightAt(Date.now(), this.#options.lightMode, this.index);
  }

  clip(light: Light, event: SceneEvent | null): ClipKey {
    const { scene, look } = this.description;
    return { scene, look, light, event };
  }

  /** Clips that may be shown now, best first. */
  wantedClips(): ClipKey[] {
    const light = this.light();
    const otherLight = light === 'day' ? 'night' : 'day';
    const { active } = this.events;
    return [...(active ? [this.clip(light, active)] : []), this.clip(light, null), this.clip(otherLight, null)];
  }

  /** Whether the event's clip is drawn for the present light. */
  canShow(event: SceneEvent): boolean {
    return this.#options.clips.isDrawn(this.clip(this.light(), event));
  }

  /** The camera begins to answer: its clip is drawn, or it was plugged in again. */
  bringUp(): void {
    this.#setState('up');
  }

  /** Unplugs the camera: clients are cut, nothing answers. */
  takeDown(): void {
    this.#setState('down');
    for (const stream of Object.values(this.streams)) stream.cut();
  }

  setFault(fault: EncoderFault): void {
    this.#fault = fault;
    for (const stream of Object.values(this.streams)) stream.setFault(fault);
  }

  tick(frameNumber: number): void {
    if (this.#state !== 'up') return;
    this.streams.main.tick(frameNumber);
    this.streams.sub.tick(frameNumber);
  }

  /** To be called after every command to the head. */
  headMoved(): void {
    this.#live?.wake();
  }

  /** Pictures for a still. Off the home view the live view is opened for it; rejects when it does not come in time. */
  async recentPictures(profile: ProfileName): Promise<RecentPictures> {
    const stream = this.streams[profile];
    if (this.motion && this.#live && this.#fault === 'none' && !this.motion.isHomeViewAt(Date.now())) {
      this.#live.wantStill(Date.now());
      const deadline = Date.now() + STILL_WAIT_MS;
      while (!stream.showsLive) {
        if (Date.now() > deadline) throw new Error('The live view does not come');
        await new Promise((resolve) => setTimeout(resolve, STILL_POLL_MS));
      }
    }
    return stream.recentPictures();
  }

  async close(): Promise<void> {
    this.events.clear();
    await this.#live?.close();
  }

  #setState(state: CameraState): void {
    if (this.#state === state) return;
    this.#state = state;
    for (const listener of this.#stateListeners) listener(state);
  }
}
