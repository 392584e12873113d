/** Watches every camera: whether pictures come, and what the camera itself reports. */
import type { Kernel } from '../../kernel/kernel.ts';
import type { Module } from '../../kernel/module.ts';
import type { AlarmsFeature } from '../alarms/index.ts';
import type { CamerasFeature } from '../cameras/index.ts';
import type { GatewayFeature } from '../gateway/index.ts';
import { EventWatch } from './event-watch.ts';
import { PictureWatch } from './picture-watch.ts';

export interface HealthDeps {
  cameras: CamerasFeature;
  gateway: GatewayFeature;
  alarms: Pick<AlarmsFeature, 'raise' | 'end' | 'openKeys'>;
}

export function createHealth(kernel: Kernel, deps: HealthDeps): Module {
  const pictures = new PictureWatch(kernel, deps);
  const events = new EventWatch(kernel, deps);
  return {
    name: 'health',
    start() {
      pictures.start();
      events.start();
      return Promise.resolve();
    },
    async stop() {
      await Promise.all([pictures.stop(), events.stop()]);
    },
  };
}
