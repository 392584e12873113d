/**
 * The state of each camera, from what really arrives: bytes for streams that somebody wants, a cheap question for the
 * rest. A gateway that is down says nothing about cameras, so then nothing is concluded.
 */
import type { Camera, CameraState } from '#shared/contract/cameras.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { probeRtsp, type RtspOutcome } from '../../protocols/rtsp/describe-probe.ts';
import type { ProducerBytes } from '../gateway/index.ts';
import type { HealthDeps } from './index.ts';
import { ProbeBudget } from './probe-budget.ts';

const LOOK_EVERY_MS = 1_000;
const STALLED_AFTER_MS = 2_000;
const ALARM_AFTER_MS = 5_000;
const DIAGNOSE_EVERY_MS = 5_000;
/** Many cameras lock an account after some wrong passwords. */
const DIAGNOSE_REFUSED_EVERY_MS = 60_000;
const IDLE_PROBE_EVERY_MS = 60_000;
const PROBE_TIMEOUT_MS = 2_000;
/** After a start cameras may be starting too, as after a power cut: no alarms yet. */
const STARTUP_GRACE_MS = 20_000;

export interface Verdict {
  state: CameraState;
  /** Key under `cameraReason.` */
  reason: string | null;
}

const VERDICT: Readonly<Record<RtspOutcome, Verdict>> = {
  answers: { state: 'stalled', reason: 'noData' },
  refused: { state: 'unauthorised', reason: 'credentials' },
  'no-stream': { state: 'fault', reason: 'noStream' },
  silent: { state: 'unreachable', reason: 'noAnswer' },
};

interface Watched {
  bytes: Map<string, number>;
  movedMs: number;
  hasMoved: boolean;
  diagnosedMs: number;
  /** What the camera itself answered during this silence. */
  diagnosis: Verdict | null;
  isAlarmed: boolean;
}

export class PictureWatch {
  readonly #kernel: Kernel;
  readonly #deps: HealthDeps;
  readonly #watched = new Map<string, Watched>();
  readonly #budget = new ProbeBudget();
  #timer: NodeJS.Timeout | null = null;
  #isLooking = false;
  #upSinceMs: number | null = null;
  #startedMs = 0;

  constructor(kernel: Kernel, deps: HealthDeps) {
    this.#kernel = kernel;
    this.#deps = deps;
  }

  start(): void {
    this.#startedMs = this.#kernel.clock.monotonicMs();
    this.#timer = setInterval(() => void this.#look(), LOOK_EVERY_MS);
  }

  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
    await this.#budget.settled();
  }

  async #look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      const now = this.#kernel.clock.monotonicMs();
      if (!this.#deps.gateway.isUp) {
        this.#upSinceMs = null;
        await this.#whileGatewayIsDown();
        return;
      }
      this.#upSinceMs ??= now;
      const counters = await this.#deps.gateway.producerBytes();
      const cameras = this.#deps.cameras.all();
      for (const id of this.#watched.keys()) if (!this.#deps.cameras.find(id)) await this.#forget(id);
      // Side by side, so that many changes at once share a commit.
      await Promise.all(cameras.map((camera) => this.#judge(camera, counters, now)));
    } catch (error) {
      this.#kernel.log.error({ err: error }, 'looking after the cameras failed');
    } finally {
      this.#isLooking = false;
    }
  }

  async #whileGatewayIsDown(): Promise<void> {
    for (const [id, watched] of this.#watched) {
      watched.movedMs = this.#kernel.clock.monotonicMs();
      watched.bytes.clear();
      if (this.#deps.cameras.find(id)?.state === 'streaming') await this.#deps.cameras.setState(id, 'stalled', 'gatewayDown');
    }
  }

  async #judge(camera: Camera, counters: ReadonlyMap<string, ProducerBytes>, now: number): Promise<void> {
    const watched = this.#watchedOf(camera.id, now);
    const wanted = camera.profiles.filter(({ role }) => this.#deps.gateway.isWanted(camera.id, role));
    if (wanted.length === 0) {
      await this.#judgeIdle(camera, watched, now);
      return;
    }
    const { hasMoved, isConnected } = this.#count(camera, wanted, counters, watched);
    if (hasMoved) {
      watched.movedMs = now;
      watched.hasMoved = true;
      watched.diagnosis = null;
      await this.#set(camera, { state: 'streaming', reason: null });
      await this.#endAlarm(camera.id, watched);
      return;
    }
    const silentMs = now - Math.max(watched.movedMs, this.#upSinceMs ?? 0);
    if (silentMs < STALLED_AFTER_MS) return;
    const everyMs = watched.diagnosis?.state === 'unauthorised' ? DIAGNOSE_REFUSED_EVERY_MS : DIAGNOSE_EVERY_MS;
    if (now - watched.diagnosedMs > everyMs) this.#diagnose(camera, watched, now);
    const verdict = watched.diagnosis ?? (watched.hasMoved || isConnected ? { state: 'stalled' as const, reason: 'noData' } : null);
    if (!verdict) return;
    await this.#set(camera, verdict);
    if (silentMs > ALARM_AFTER_MS && now - this.#startedMs > STARTUP_GRACE_MS) await this.#alarm(camera, watched, verdict);
  }

  #count(
    camera: Camera,
    wanted: Camera['profiles'],
    counters: ReadonlyMap<string, ProducerBytes>,
    watched: Watched,
  ): { hasMoved: boolean; isConnected: boolean } {
    let hasMoved = false;
    let isConnected = false;
    for (const { role } of wanted) {
      const counter = counters.get(`${camera.id}:${role}`);
      const before = watched.bytes.get(role);
      if (counter && counter.bytes !== before && counter.bytes > 0) hasMoved ||= before !== undefined;
      watched.bytes.set(role, counter?.bytes ?? 0);
      isConnected ||= counter?.isConnected ?? false;
    }
    return { hasMoved, isConnected };
  }

  /** Nobody looks and nothing is recorded: asked once a minute whether it is there at all. */
  async #judgeIdle(camera: Camera, watched: Watched, now: number): Promise<void> {
    watched.bytes.clear();
    watched.movedMs = now;
    if (watched.diagnosis) await this.#set(camera, watched.diagnosis.reason === 'noData' ? { state: 'off', reason: 'idle' } : watched.diagnosis);
    else await this.#set(camera, { state: 'off', reason: 'idle' });
    if (now - watched.diagnosedMs > IDLE_PROBE_EVERY_MS) this.#diagnose(camera, watched, now);
  }

  #diagnose(camera: Camera, watched: Watched, now: number): void {
    const isTaken = this.#budget.run(async () => {
      try {
        watched.diagnosis = await this.#askCamera(camera);
      } catch (error) {
        this.#kernel.log.error({ cameraId: camera.id, err: error }, 'asking a camera how it does failed with a bug');
      }
    });
    if (isTaken) watched.diagnosedMs = now;
  }

  /** What the camera says when its picture is asked for directly, past the gateway. */
  async #askCamera(camera: Camera): Promise<Verdict> {
    const uri = this.#deps.cameras.streamUri(camera.id, camera.profiles[0]?.role ?? 'main');
    if (!uri) return { state: 'fault', reason: 'noStream' };
    return VERDICT[await probeRtsp({ uri, credentials: this.#deps.cameras.credentials(camera.id), timeoutMs: PROBE_TIMEOUT_MS })];
  }

  async #set(camera: Camera, verdict: Verdict): Promise<void> {
    await this.#deps.cameras.setState(camera.id, verdict.state, verdict.reason);
  }

  async #alarm(camera: Camera, watched: Watched, verdict: Verdict): Promise<void> {
    const isStalled = verdict.state === 'stalled';
    const [kind, other] = isStalled ? (['picture-stalled', 'signal-lost'] as const) : (['signal-lost', 'picture-stalled'] as const);
    watched.isAlarmed = true;
    await this.#deps.alarms.end(`${other}:${camera.id}`);
    await this.#deps.alarms.raise({
      kind,
      severity: isStalled ? 3 : 2,
      cameraId: camera.id,
      data: { number: camera.number, place: camera.place, reason: verdict.reason ?? '' },
      key: `${kind}:${camera.id}`,
    });
  }

  async #endAlarm(id: string, watched: Watched): Promise<void> {
    const keys = [`picture-stalled:${id}`, `signal-lost:${id}`];
    // Alarms of an earlier run of the host may be open too.
    if (!watched.isAlarmed && !keys.some((key) => this.#deps.alarms.openKeys(key).length > 0)) return;
    watched.isAlarmed = false;
    for (const key of keys) await this.#deps.alarms.end(key);
  }

  async #forget(id: string): Promise<void> {
    this.#watched.delete(id);
    for (const kind of ['picture-stalled', 'signal-lost']) await this.#deps.alarms.end(`${kind}:${id}`);
  }

  #watchedOf(id: string, now: number): Watched {
    const known = this.#watched.get(id);
    if (known) return known;
    const fresh: Watched = { bytes: new Map(), movedMs: now, hasMoved: false, diagnosedMs: -Infinity, diagnosis: null, isAlarmed: false };
    this.#watched.set(id, fresh);
    return fresh;
  }
}
