/** One ONVIF client per camera, kept so that its clock offset and its digest challenge are learnt once. */
import type { Kernel } from '../../kernel/kernel.ts';
import { OnvifDevice } from '../../protocols/onvif/index.ts';
import type { CameraRegister } from './service.ts';

interface Kept {
  device: OnvifDevice;
  serviceUrl: string;
  sealedCredentials: string;
}

export class DevicePool {
  readonly #kernel: Kernel;
  readonly #register: CameraRegister;
  readonly #kept = new Map<string, Kept>();

  constructor(kernel: Kernel, register: CameraRegister) {
    this.#kernel = kernel;
    this.#register = register;
  }

  /** The client of a camera. NOT_FOUND when the camera is not in the register. */
  of(cameraId: string): OnvifDevice {
    const { secrets } = this.#register.get(cameraId);
    const kept = this.#kept.get(cameraId);
    if (kept && kept.serviceUrl === secrets.serviceUrl && kept.sealedCredentials === secrets.sealedCredentials) return kept.device;
    if (kept)
      void kept.device.close().catch((error: unknown) => this.#kernel.log.debug({ cameraId, err: error }, 'an old connection to a camera could not be closed'));
    const device = new OnvifDevice({ serviceUrl: secrets.serviceUrl, credentials: this.#register.credentials(cameraId), clock: this.#kernel.clock });
    this.#kept.set(cameraId, { device, serviceUrl: secrets.serviceUrl, sealedCredentials: secrets.sealedCredentials });
    return device;
  }

  async close(): Promise<void> {
    const devices = [...this.#kept.values()];
    this.#kept.clear();
    await Promise.all(devices.map(({ device }) => device.close()));
  }
}
