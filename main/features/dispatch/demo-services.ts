/** The services of the demo city. Names and addresses are made up; every message goes to the demo's own mail and web server. */
import type { ChannelKind } from '#shared/contract/dispatch.ts';
import type { ServiceKind } from '#shared/domain/categories.ts';
import { newId } from '../../kernel/ids.ts';
import type { Kernel } from '../../kernel/kernel.ts';

export interface DemoEndpoints {
  /** Ports of the demo's mail and web server on loopback. */
  smtpPort: number;
  httpPort: number;
  /** Key with which the demo's web server checks signatures. */
  webhookSecret: string;
}

interface DemoService {
  code: string;
  uk: string;
  en: string;
  kind: ServiceKind;
  channel: ChannelKind;
  phone: string;
  acceptWithinMs: number;
}

const DEMO_SERVICES: readonly DemoService[] = [
  {
    code: '101',
    uk: 'ДСНС, пожежно-рятувальна частина (демо)',
    en: 'Fire and rescue (demo)',
    kind: 'fire',
    channel: 'webhook',
    phone: '101',
    acceptWithinMs: 60_000,
  },
  { code: '102', uk: 'Патрульна поліція (демо)', en: 'Patrol police (demo)', kind: 'police', channel: 'webhook', phone: '102', acceptWithinMs: 60_000 },
  { code: '103', uk: 'Екстрена медична допомога (демо)', en: 'Ambulance (demo)', kind: 'ambulance', channel: 'email', phone: '103', acceptWithinMs: 60_000 },
  { code: '104', uk: 'Газова служба (демо)', en: 'Gas emergency service (demo)', kind: 'gas', channel: 'email', phone: '104', acceptWithinMs: 90_000 },
  {
    code: '1560',
    uk: 'Водоканал, аварійна служба (демо)',
    en: 'Water utility (demo)',
    kind: 'water',
    channel: 'email',
    phone: '1560',
    acceptWithinMs: 180_000,
  },
  {
    code: '1570',
    uk: 'Електромережі, аварійна служба (демо)',
    en: 'Power grid (demo)',
    kind: 'power',
    channel: 'webhook',
    phone: '1570',
    acceptWithinMs: 180_000,
  },
  { code: '1580', uk: 'Дорожня служба міста (демо)', en: 'City roads (demo)', kind: 'roads', channel: 'email', phone: '1580', acceptWithinMs: 300_000 },
  { code: '1590', uk: 'Муніципальна варта (демо)', en: 'Municipal guard (demo)', kind: 'guard', channel: 'email', phone: '1590', acceptWithinMs: 300_000 },
];

/** Enters the demo's services on its first start, and tells them where the demo's servers listen this time. */
export async function seedDemoServices(kernel: Kernel, endpoints: DemoEndpoints): Promise<void> {
  const now = kernel.clock.now();
  await kernel.db.write(async (trx) => {
    for (const service of DEMO_SERVICES) {
      const isWebhook = service.channel === 'webhook';
      const reach = {
        address: isWebhook ? `http://127.0.0.1:${endpoints.httpPort}/hooks/${service.code}` : `duty-${service.code}@demo.invalid`,
        secret_sealed: isWebhook ? kernel.secrets.seal(endpoints.webhookSecret) : null,
      };
      const known = await trx.selectFrom('service').select(['id', 'is_demo']).where('code', '=', service.code).executeTakeFirst();
      if (known?.is_demo === 0) continue;
      if (known) {
        await trx.updateTable('service').set(reach).where('id', '=', known.id).execute();
        continue;
      }
      await trx
        .insertInto('service')
        .values({
          id: newId(),
          code: service.code,
          name_uk: service.uk,
          name_en: service.en,
          kind: service.kind,
          language: 'uk',
          channel: service.channel,
          ...reach,
          phone: service.phone,
          accept_within_ms: service.acceptWithinMs,
          is_demo: 1,
          last_heard_at: null,
          last_failed_at: null,
          created_at: now,
        })
        .execute();
    }
  });
  kernel.bus.announce('services.changed');
}
