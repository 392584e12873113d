/** What a demo city keeps from one start to the next: its ports, so that its cameras keep their addresses, and its secrets. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Kernel } from '../../kernel/kernel.ts';
import { freePortRange, isRangeFree } from '../../protocols/loopback-ports.ts';

/** Below the cameras' base: mail, web, and the simulator's control interface. */
const PORTS_BELOW = 3;
const BUSY_RETRIES = 20;
const BUSY_WAIT_MS = 250;

const secretsSchema = z.object({ cameraPassword: z.string(), webhookSecret: z.string(), cityKey: z.string() });

export interface DemoRecord {
  /** RTSP; control is one below, the cameras' ONVIF ports follow. */
  portBase: number;
  cameraPassword: string;
  webhookSecret: string;
  /** Part of every simulated camera's identity: two demo cities on one machine are told apart. */
  cityKey: string;
}

export async function readDemoRecord(kernel: Kernel): Promise<DemoRecord | null> {
  const row = await kernel.db.read.selectFrom('demo_city').selectAll().where('id', '=', 1).executeTakeFirst();
  if (!row) return null;
  return { portBase: row.port_base, ...secretsSchema.parse(JSON.parse(kernel.secrets.open(row.secrets))) };
}

export async function makeDemoRecord(kernel: Kernel, cameraCount: number): Promise<DemoRecord> {
  const kept = {
    cameraPassword: randomBytes(18).toString('base64url'),
    webhookSecret: randomBytes(32).toString('base64url'),
    cityKey: randomBytes(8).toString('hex'),
  };
  const record: DemoRecord = { portBase: await choosePortBase(cameraCount), ...kept };
  const secrets = kernel.secrets.seal(JSON.stringify(kept));
  const row = { id: 1, port_base: record.portBase, secrets, created_at: kernel.clock.now() };
  await kernel.db.write((trx) => trx.insertInto('demo_city').values(row).execute());
  return record;
}

/** The same ports as last time if they can be had within some seconds, otherwise others, which are kept from then on. */
export async function withFreePorts(kernel: Kernel, record: DemoRecord, cameraCount: number, signal: AbortSignal): Promise<DemoRecord> {
  for (let attempt = 0; attempt < BUSY_RETRIES && !signal.aborted; attempt += 1) {
    if (await isRangeFree(record.portBase - PORTS_BELOW, PORTS_BELOW + cameraCount + 1)) return record;
    await new Promise((resolve) => setTimeout(resolve, BUSY_WAIT_MS));
  }
  const portBase = await choosePortBase(cameraCount);
  await kernel.db.write((trx) => trx.updateTable('demo_city').set({ port_base: portBase }).where('id', '=', 1).execute());
  kernel.log.warn({ before: record.portBase, now: portBase }, 'the ports of the demo city are taken; it moves to others');
  return { ...record, portBase };
}

async function choosePortBase(cameraCount: number): Promise<number> {
  return (await freePortRange(PORTS_BELOW + cameraCount + 1)) + PORTS_BELOW;
}
