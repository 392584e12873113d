/** The recorders of all cameras: follows the register, starts and stops, and knows how it goes. */
import type { Kernel } from '../../kernel/kernel.ts';
import { CameraRecorder, type RecorderTools } from './camera-recorder.ts';
import type { GapCause } from './gap-cause.ts';
import type { RecordingDeps } from './ports.ts';

/** Between the first tries of two cameras, so that a city does not open all at once. */
const START_STEP_MS = 30;
const MAX_START_WAIT_MS = 3_000;

export class Recorder {
  readonly #kernel: Kernel;
  readonly #cameras: RecordingDeps['cameras'];
  readonly #tools: RecorderTools;
  readonly #recorders = new Map<string, CameraRecorder>();
  readonly #stopping = new Set<Promise<void>>();
  readonly #unsubscribe: (() => void)[] = [];
  #startedAtMs = 0;

  constructor(kernel: Kernel, cameras: RecordingDeps['cameras'], tools: RecorderTools) {
    this.#kernel = kernel;
    this.#cameras = cameras;
    this.#tools = tools;
  }

  start(): void {
    this.#startedAtMs = this.#kernel.clock.monotonicMs();
    this.#unsubscribe.push(
      this.#cameras.onChange(() => this.#follow()),
      this.#tools.gateway.onUp(() => this.retryNow()),
    );
    this.#follow();
  }

  async stop(): Promise<void> {
    for (const unsubscribe of this.#unsubscribe.splice(0)) unsubscribe();
    for (const recorder of this.#recorders.values()) this.#end(recorder, 'host-stopped');
    await Promise.all(this.#stopping);
  }

  /** Cameras being recorded at this moment, and how many should be. */
  counts(): { recording: number; wanted: number } {
    let recording = 0;
    for (const recorder of this.#recorders.values()) if (recorder.isRecording) recording += 1;
    return { recording, wanted: this.#recorders.size };
  }

  /** Milliseconds since any segment was stored (or since the start). */
  ageMs(): number {
    let newest = this.#startedAtMs;
    for (const recorder of this.#recorders.values()) newest = Math.max(newest, recorder.lastSegmentAtMs ?? 0);
    return Math.max(0, this.#kernel.clock.monotonicMs() - newest);
  }

  of(cameraId: string): CameraRecorder | null {
    return this.#recorders.get(cameraId) ?? null;
  }

  retryNow(): void {
    for (const recorder of this.#recorders.values()) recorder.retryNow();
  }

  #follow(): void {
    const wanted = new Set(
      this.#cameras
        .all()
        .filter((camera) => camera.isRecorded)
        .map((camera) => camera.id),
    );
    for (const [id, recorder] of this.#recorders) if (!wanted.has(id)) this.#end(recorder, 'switched-off');
    let afterMs = 0;
    for (const id of wanted) {
      if (this.#recorders.has(id)) continue;
      const recorder = new CameraRecorder(id, this.#tools);
      this.#recorders.set(id, recorder);
      recorder.start(Math.min(afterMs, MAX_START_WAIT_MS));
      afterMs += START_STEP_MS;
    }
  }

  #end(recorder: CameraRecorder, cause: GapCause): void {
    this.#recorders.delete(recorder.cameraId);
    const stopping: Promise<void> = recorder.stop(cause).finally(() => this.#stopping.delete(stopping));
    this.#stopping.add(stopping);
  }
}
