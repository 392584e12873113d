/**
 * Moving cameras. A camera must never keep turning because a key-up was lost: each move starts a dead-man timer, and
 * when no further move arrives in time, or a move fails, Stop is sent. The device's own timeout is not relied on,
 * since some devices ignore it.
 */
import type { Preset } from '#shared/contract/cameras.ts';
import { AppError } from '#shared/contract/errors.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { DevicePool } from './device-pool.ts';
import type { CameraRegister } from './service.ts';

export interface Velocity {
  pan: number;
  tilt: number;
  zoom: number;
}

const STOP_TRIES = 3;

export class Movements {
  readonly #kernel: Kernel;
  readonly #register: CameraRegister;
  readonly #devices: DevicePool;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  /** Commands of one camera go one after another, so that a Stop never overtakes its move. */
  readonly #turns = new Map<string, Promise<void>>();

  constructor(kernel: Kernel, register: CameraRegister, devices: DevicePool) {
    this.#kernel = kernel;
    this.#register = register;
    this.#devices = devices;
  }

  /** Moves until `stop` or until `timeoutMs` passed without another move. NOT_AVAILABLE for a fixed camera. */
  async move(cameraId: string, velocity: Velocity, timeoutMs: number): Promise<void> {
    const token = this.#tokenOf(cameraId);
    this.#arm(cameraId, timeoutMs);
    try {
      await this.#inTurn(cameraId, () => this.#devices.of(cameraId).continuousMove(token, velocity, timeoutMs));
    } catch (error) {
      this.#disarm(cameraId);
      void this.#stopSurely(cameraId);
      throw error;
    }
  }

  async stopMove(cameraId: string): Promise<void> {
    const token = this.#tokenOf(cameraId);
    this.#disarm(cameraId);
    try {
      await this.#inTurn(cameraId, () => this.#devices.of(cameraId).stopMove(token));
    } catch (error) {
      void this.#stopSurely(cameraId);
      throw error;
    }
    this.#kernel.bus.announce('ptz.changed', [cameraId]);
  }

  async gotoPreset(cameraId: string, preset: string): Promise<void> {
    const token = this.#tokenOf(cameraId);
    this.#disarm(cameraId);
    await this.#inTurn(cameraId, () => this.#devices.of(cameraId).gotoPreset(token, preset));
    this.#kernel.bus.announce('ptz.changed', [cameraId]);
  }

  async gotoHome(cameraId: string): Promise<void> {
    const token = this.#tokenOf(cameraId);
    this.#disarm(cameraId);
    await this.#inTurn(cameraId, () => this.#devices.of(cameraId).gotoHome(token));
    this.#kernel.bus.announce('ptz.changed', [cameraId]);
  }

  async presets(cameraId: string): Promise<Preset[]> {
    const { camera, secrets } = this.#register.get(cameraId);
    if (!camera.hasPtz || secrets.mainToken === null) return [];
    return this.#devices.of(cameraId).presets(secrets.mainToken);
  }

  /** Stops everything that still moves. */
  async stop(): Promise<void> {
    const moving = [...this.#timers.keys()];
    for (const cameraId of moving) this.#disarm(cameraId);
    await Promise.all(moving.map((cameraId) => this.#stopSurely(cameraId)));
  }

  #tokenOf(cameraId: string): string {
    const { camera, secrets } = this.#register.get(cameraId);
    if (!camera.hasPtz || secrets.mainToken === null) throw new AppError('NOT_AVAILABLE', 'this camera cannot be moved', { id: cameraId, reason: 'no-ptz' });
    return secrets.mainToken;
  }

  #arm(cameraId: string, timeoutMs: number): void {
    this.#disarm(cameraId);
    this.#timers.set(
      cameraId,
      setTimeout(() => {
        this.#timers.delete(cameraId);
        void this.#stopSurely(cameraId);
      }, timeoutMs),
    );
  }

  #disarm(cameraId: string): void {
    clearTimeout(this.#timers.get(cameraId));
    this.#timers.delete(cameraId);
  }

  /** Never rejects. */
  async #stopSurely(cameraId: string): Promise<void> {
    for (let attempt = 1; attempt <= STOP_TRIES; attempt += 1) {
      try {
        const token = this.#tokenOf(cameraId);
        await this.#inTurn(cameraId, () => this.#devices.of(cameraId).stopMove(token));
        this.#kernel.bus.announce('ptz.changed', [cameraId]);
        return;
      } catch (error) {
        this.#kernel.log.warn({ cameraId, attempt, err: error }, 'a camera could not be told to stop moving');
      }
    }
  }

  #inTurn(cameraId: string, run: () => Promise<void>): Promise<void> {
    const work = (this.#turns.get(cameraId) ?? Promise.resolve()).then(run);
    // Whoever asked hears of a failure; the next in turn only waits for the end.
    const settled = work
      .catch(() => undefined)
      .then(() => {
        if (this.#turns.get(cameraId) === settled) this.#turns.delete(cameraId);
      });
    this.#turns.set(cameraId, settled);
    return work;
  }
}
