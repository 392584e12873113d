import type { PtzPosition } from '../types.ts';

/** Speeds in ONVIF generic velocity spaces: -1..1 per axis. */
export type PtzVelocity = PtzPosition;

export interface PtzPreset {
  token: string;
  name: string;
  position: PtzPosition;
}

export const HOME_POSITION: Readonly<PtzPosition> = { pan: 0, tilt: 0, zoom: 0 };

export const PTZ_LIMITS: Readonly<Record<keyof PtzPosition, { min: number; max: number }>> = {
  pan: { min: -1, max: 1 },
  tilt: { min: -1, max: 1 },
  zoom: { min: 0, max: 1 },
};

export const MAX_PRESETS = 32;

/** Position units per second at full speed: from one end of pan to the other in eight seconds. */
const FULL_SPEED_PER_SECOND = 0.25;

const AT_HOME = 0.004;
const AXES = ['pan', 'tilt', 'zoom'] as const;
const STANDING: Readonly<PtzVelocity> = { pan: 0, tilt: 0, zoom: 0 };

type Drive = { kind: 'velocity'; velocity: PtzVelocity; untilMs: number } | { kind: 'target'; target: PtzPosition; speed: PtzVelocity };

/** The head of a PTZ camera: where it looks at any moment, given the commands so far. All times are Unix milliseconds. */
export class PtzMotion {
  readonly #presets = new Map<string, PtzPreset>();
  #position: PtzPosition = { ...HOME_POSITION };
  #home: PtzPosition = { ...HOME_POSITION };
  #drive: Drive | null = null;
  #updatedMs: number;
  #nextPreset = 1;

  constructor(nowMs: number) {
    this.#updatedMs = nowMs;
  }

  positionAt(nowMs: number): PtzPosition {
    this.#advance(nowMs);
    return { ...this.#position };
  }

  /** Which parts still move, as GetStatus reports them. */
  movingAt(nowMs: number): { panTilt: boolean; zoom: boolean } {
    this.#advance(nowMs);
    const velocity = this.#velocity();
    return { panTilt: velocity.pan !== 0 || velocity.tilt !== 0, zoom: velocity.zoom !== 0 };
  }

  /** True when it looks where the clip was drawn from and nothing moves. */
  isHomeViewAt(nowMs: number): boolean {
    const { panTilt, zoom } = this.movingAt(nowMs);
    return !panTilt && !zoom && AXES.every((axis) => Math.abs(this.#position[axis] - HOME_POSITION[axis]) < AT_HOME);
  }

  /** Moves until stopped, a limit, or the timeout. Axes that are not named keep going as they were. */
  moveContinuously(velocity: Partial<PtzVelocity>, timeoutMs: number, nowMs: number): void {
    this.#advance(nowMs);
    const before = this.#drive?.kind === 'velocity' ? this.#drive.velocity : STANDING;
    this.#drive = { kind: 'velocity', velocity: { ...before, ...velocity }, untilMs: nowMs + timeoutMs };
  }

  /** Glides to a position; axes that are not named stay. Positions outside the limits are clamped. */
  moveTo(target: Partial<PtzPosition>, speed: Partial<PtzVelocity>, nowMs: number): void {
    this.#advance(nowMs);
    const goal = { ...this.#position, ...target };
    for (const axis of AXES) goal[axis] = clamp(axis, goal[axis]);
    const pace = { pan: Math.abs(speed.pan ?? 1) || 1, tilt: Math.abs(speed.tilt ?? 1) || 1, zoom: Math.abs(speed.zoom ?? 1) || 1 };
    this.#drive = { kind: 'target', target: goal, speed: pace };
  }

  moveBy(translation: Partial<PtzPosition>, speed: Partial<PtzVelocity>, nowMs: number): void {
    const from = this.positionAt(nowMs);
    const { pan = 0, tilt = 0, zoom = 0 } = translation;
    this.moveTo({ pan: from.pan + pan, tilt: from.tilt + tilt, zoom: from.zoom + zoom }, speed, nowMs);
  }

  stop(parts: { panTilt: boolean; zoom: boolean }, nowMs: number): void {
    this.#advance(nowMs);
    const velocity = this.#velocity();
    if (parts.panTilt) velocity.pan = velocity.tilt = 0;
    if (parts.zoom) velocity.zoom = 0;
    const untilMs = this.#drive?.kind === 'velocity' ? this.#drive.untilMs : nowMs + 1000;
    const moves = AXES.some((axis) => velocity[axis] !== 0);
    this.#drive = moves ? { kind: 'velocity', velocity, untilMs } : null;
  }

  goHome(speed: Partial<PtzVelocity>, nowMs: number): void {
    this.moveTo(this.#home, speed, nowMs);
  }

  setHome(nowMs: number): void {
    this.#home = this.positionAt(nowMs);
  }

  presets(): PtzPreset[] {
    return [...this.#presets.values()];
  }

  preset(token: string): PtzPreset | null {
    return this.#presets.get(token) ?? null;
  }

  /** Stores where it looks under a token (a new one when null). Null when the token is unknown or there is no room. */
  setPreset(token: string | null, name: string | null, nowMs: number): PtzPreset | null {
    if (token !== null && !this.#presets.has(token)) return null;
    if (token === null && this.#presets.size >= MAX_PRESETS) return null;
    const key = token ?? `preset${this.#nextPreset++}`;
    const preset = { token: key, name: name ?? this.#presets.get(key)?.name ?? key, position: this.positionAt(nowMs) };
    this.#presets.set(key, preset);
    return preset;
  }

  /** Puts in a preset the camera comes with. */
  addPreset(name: string, position: PtzPosition): void {
    const token = `preset${this.#nextPreset++}`;
    this.#presets.set(token, { token, name, position });
  }

  removePreset(token: string): boolean {
    return this.#presets.delete(token);
  }

  #velocity(): PtzVelocity {
    if (!this.#drive) return { ...STANDING };
    if (this.#drive.kind === 'velocity') {
      const velocity = { ...this.#drive.velocity };
      for (const axis of AXES) {
        const { min, max } = PTZ_LIMITS[axis];
        const blocked = (velocity[axis] > 0 && this.#position[axis] >= max) || (velocity[axis] < 0 && this.#position[axis] <= min);
        if (blocked) velocity[axis] = 0;
      }
      return velocity;
    }
    const { target, speed } = this.#drive;
    const towards = (axis: keyof PtzPosition): number => Math.sign(target[axis] - this.#position[axis]) * speed[axis];
    return { pan: towards('pan'), tilt: towards('tilt'), zoom: towards('zoom') };
  }

  #advance(nowMs: number): void {
    const drive = this.#drive;
    if (drive) {
      const endMs = drive.kind === 'velocity' ? Math.min(nowMs, drive.untilMs) : nowMs;
      const step = (Math.max(0, endMs - this.#updatedMs) / 1000) * FULL_SPEED_PER_SECOND;
      const velocity = this.#velocity();
      for (const axis of AXES) {
        const moved = clamp(axis, this.#position[axis] + velocity[axis] * step);
        const overshoots = drive.kind === 'target' && Math.abs(drive.target[axis] - this.#position[axis]) <= Math.abs(velocity[axis] * step);
        this.#position[axis] = overshoots ? drive.target[axis] : moved;
      }
      const arrived = drive.kind === 'target' && AXES.every((axis) => this.#position[axis] === drive.target[axis]);
      if (arrived || (drive.kind === 'velocity' && nowMs >= drive.untilMs)) this.#drive = null;
    }
    this.#updatedMs = Math.max(this.#updatedMs, nowMs);
  }
}

function clamp(axis: keyof PtzPosition, value: number): number {
  const { min, max } = PTZ_LIMITS[axis];
  return Math.min(max, Math.max(min, value));
}
