/** An hour of work in the demo city, so that screens have something to show: incidents of all kinds, answered by their services. */
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import { newId } from '#main/kernel/ids.ts';
import type { Camera } from '#shared/contract/cameras.ts';
import type { Incident } from '#shared/contract/incidents.ts';
import type { Client } from '#shared/contract/index.ts';
import { findCategory } from '#shared/domain/categories.ts';
import type { ResponderAction } from '#shared/domain/dispatch-status.ts';
import { demoInbox } from '../../helpers/demo-inbox.ts';
import { until } from '../../helpers/until.ts';

interface PastIncident {
  category: string;
  camera: string;
  minutesAgo: number;
  text: string;
  /** What came of it, once it is over. */
  outcome?: string;
}

/** Oldest first. */
const HOUR: readonly PastIncident[] = [
  { category: 'litter', camera: 'К-060', minutesAgo: 118, text: 'Перевернута урна біля входу до парку.', outcome: 'Прибрано.' },
  { category: 'stray-dogs', camera: 'К-019', minutesAgo: 111, text: 'Зграя з чотирьох собак.', outcome: 'Собак забрано.' },
  {
    category: 'illegal-parking',
    camera: 'К-012',
    minutesAgo: 102,
    text: 'Фургон на зупинці, автобуси стають у другому ряду.',
    outcome: 'Водій забрав фургон.',
  },
  { category: 'vandalism', camera: 'К-231', minutesAgo: 96, text: 'Розмальовують стіну під’їзду.', outcome: 'Двох осіб затримано.' },
  { category: 'crash', camera: 'К-021', minutesAgo: 88, text: 'Дзеркало об дзеркало, обидва стоять на кільці.', outcome: 'Оформлено на місці.' },
  { category: 'street-trade', camera: 'К-140', minutesAgo: 83, text: 'Розкладка на зупинці.', outcome: 'Прибрано після зауваження.' },
  { category: 'signal-out', camera: 'К-033', minutesAgo: 74, text: 'Світлофор блимає жовтим в усіх напрямках.' },
  { category: 'tree-fallen', camera: 'К-203', minutesAgo: 69, text: 'Гілка на тротуарі біля мосту.', outcome: 'Розпиляно і вивезено.' },
  { category: 'drunk-person', camera: 'К-087', minutesAgo: 62, text: 'Чіпляється до людей біля кас.', outcome: 'Забрав наряд.' },
  { category: 'open-manhole', camera: 'К-139', minutesAgo: 57, text: 'Люк без кришки на правій смузі.' },
  { category: 'fight', camera: 'К-008', minutesAgo: 49, text: 'Двоє штовхаються біля пам’ятника.', outcome: 'Розійшлися до приїзду.' },
  { category: 'street-light-out', camera: 'К-115', minutesAgo: 41, text: 'Не горять три ліхтарі поспіль.' },
  { category: 'burst-main', camera: 'К-045', minutesAgo: 33, text: 'Вода з-під бордюру, заливає праву смугу.' },
  { category: 'person-lying', camera: 'К-087', minutesAgo: 26, text: 'Чоловік сидить на лаві, не реагує.', outcome: 'Оглянуто, допомога не потрібна.' },
  { category: 'blocked-traffic', camera: 'К-118', minutesAgo: 15, text: 'Вантажівка з аварійкою перед світлофором.' },
  { category: 'fire', camera: 'К-052', minutesAgo: 8, text: 'Дим із контейнера за зупинкою.' },
];

export const INCIDENTS_OF_AN_HOUR = HOUR.length;

/** Who is on duty, by the code of the service. */
const ON_DUTY: Readonly<Record<string, string>> = {
  '101': 'В. Савчук',
  '102': 'І. Ковальчук',
  '103': 'Н. Климчук',
  '104': 'П. Мазур',
  '1560': 'Л. Остапчук',
  '1570': 'Р. Дацюк',
  '1580': 'С. Гнатюк',
  '1590': 'О. Бойко',
};

export interface City {
  origin: string;
  /** The process above the demo's services. */
  pid: number;
  /** Desks of the people who log, in turn. */
  desks: readonly Client[];
}

/** Logs the hour's incidents with a picture each, and lets every service answer. */
export async function liveThroughAnHour(city: City): Promise<void> {
  for (const [n, past] of HOUR.entries()) {
    const client = city.desks[n % city.desks.length];
    if (!client) throw new Error('nobody is at a desk');
    const incident = await log(client, city.origin, past);
    const steps: ResponderAction[] = past.outcome === undefined ? ['accept', 'en-route'] : ['accept', 'en-route', 'on-scene', 'done'];
    for (const { serviceCode } of incident.dispatchList) await answer(city, incident.number, serviceCode, steps);
    if (past.outcome !== undefined) await client.incidents.changeState({ id: incident.id, to: 'resolved', reason: past.outcome });
  }
}

async function log(client: Client, origin: string, { category, camera: number, minutesAgo, text }: PastIncident): Promise<Incident> {
  const camera = (await client.cameras.list()).find((one) => one.number === number);
  const known = findCategory(category);
  if (!camera || !known) throw new Error(`${number} or ${category} is not known`);
  const services = await client.dispatch.services();
  return client.incidents.create({
    key: newId(),
    categoryKey: category,
    severity: known.severity,
    seenAt: Date.now() - minutesAgo * 60_000,
    cameraId: camera.id,
    place: camera.place,
    district: camera.district,
    position: camera.position,
    text,
    pictureIds: [await keepPicture(client, origin, camera)],
    dispatches: known.services.flatMap(({ kind, priority }) => {
      const service = services.find((one) => one.kind === kind);
      return service ? [{ serviceId: service.id, priority }] : [];
    }),
  });
}

/** What the camera sees now. */
async function keepPicture(client: Client, origin: string, { id }: Camera): Promise<string> {
  const { path } = await client.cameras.snapshotTicket({ id });
  const jpeg = Buffer.from(await (await fetch(`${origin}${path}`)).arrayBuffer());
  return (await client.incidents.savePicture({ cameraId: id, takenAt: Date.now(), jpegBase64: jpeg.toString('base64') })).id;
}

/** The link that a service got about an incident. */
export function linkFor(pid: number, number: string, service: string): Promise<string> {
  return until(
    `the message for ${service}`,
    async () => (await demoInbox(pid)).find((one) => one.number === number && one.service === service)?.responseUrl,
    30_000,
  );
}

/** Presses what the service's person on duty would press, by the link alone. */
export async function answer({ origin, pid }: Pick<City, 'origin' | 'pid'>, number: string, service: string, steps: readonly ResponderAction[]): Promise<void> {
  const token = new URL(await linkFor(pid, number, service)).pathname.split('/').at(-1) ?? '';
  const client: Client = createORPCClient(new RPCLink({ url: `${origin}/rpc-http` }));
  await client.response.view({ token });
  for (const action of steps) {
    const refusal = action === 'refuse' ? { cause: 'no-crew' as const, message: 'Вільні після 19:00, зверніться до ЖКП №3.' } : {};
    await client.response.act({ token, key: newId(), action, name: ON_DUTY[service] ?? 'черговий', ...refusal });
  }
}
