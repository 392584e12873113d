/** A host that logs and dispatches until it is killed. Prints the number of each incident only after the call returned. */
import { join } from 'node:path';
import { openDatabase } from '#main/db/open.ts';
import { systemClock } from '#main/kernel/clock.ts';
import { readConfig } from '#main/kernel/config.ts';
import { EventBus } from '#main/kernel/event-bus.ts';
import { createLogger } from '#main/kernel/log.ts';
import { createSecretBox } from '#main/kernel/secret-box.ts';
import { newIncident, openDesk } from '../helpers/incident-desk.ts';
import type { TestKernel } from '../helpers/kernel.ts';

const [dir = '', smtpPort = '', key = ''] = process.argv.slice(2);
const db = await openDatabase({ file: join(dir, 'lubart.db') });
const kernel: TestKernel = {
  dir,
  config: readConfig(['--data', dir], process.env, '0'),
  log: createLogger({ level: 'silent' }),
  clock: systemClock,
  bus: new EventBus(),
  db,
  secrets: createSecretBox(Buffer.from(key, 'hex'), 'key-file'),
  reopen: () => Promise.resolve(),
  close: () => db.close(),
};
const desk = await openDesk({ kernel, settings: { smtp: { host: '127.0.0.1', port: Number(smtpPort), from: 'centre@lubart.invalid', startTls: 'never' } } });
const services = await db.read.selectFrom('service').select('id').execute();
for (;;) {
  const incident = await desk
    .as(desk.inspector)
    .incidents.create(newIncident({ dispatches: services.map((service) => ({ serviceId: service.id, priority: 1 })) }));
  process.stdout.write(`${incident.number}\n`);
}
