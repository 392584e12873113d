/** Layouts of the wall and the map, kept per account. */
import type { Kernel } from '../../kernel/kernel.ts';
import type { Module } from '../../kernel/module.ts';
import type { Api } from '../../transport/guard.ts';
import { wallProcedures } from './procedures.ts';
import { WallService } from './service.ts';

export interface WallFeature extends Module {
  procedures: (api: Api) => ReturnType<typeof wallProcedures>;
}

export function createWall(kernel: Kernel): WallFeature {
  const service = new WallService(kernel);
  return { name: 'wall', procedures: (api) => wallProcedures(api, service), start: () => Promise.resolve(), stop: () => Promise.resolve() };
}
