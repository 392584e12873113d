/**
 * The city's categories of incident: severity, other words people use, checklist and the services that are proposed.
 * Texts are in the catalogue: `categories.<key>.name` and `categories.sop.<step>`.
 */
import type { Category } from './categories.ts';

const SECOND_MS = 1_000;

export const CATEGORY_TABLE = [
  {
    key: 'crash-injured',
    severity: 1,
    synonyms: {
      uk: ['аварія', 'зіткнення', 'збили пішохода', 'наїзд', 'постраждалі', 'травмовані'],
      en: ['accident', 'collision', 'hit pedestrian', 'run over', 'casualties', 'rta'],
    },
    sop: ['hold-camera', 'plate-snapshot', 'injured', 'fire-fuel', 'lanes', 'neighbour-cameras'],
    services: [
      { kind: 'police', priority: 1, acceptWithinMs: 60 * SECOND_MS },
      { kind: 'ambulance', priority: 1, acceptWithinMs: 60 * SECOND_MS },
      { kind: 'fire', priority: 2, acceptWithinMs: 90 * SECOND_MS },
      { kind: 'roads', priority: 3, acceptWithinMs: 180 * SECOND_MS },
    ],
  },
  {
    key: 'crash',
    severity: 2,
    synonyms: {
      uk: ['аварія', 'зіткнення', 'вдарив авто', 'паркан'],
      en: ['accident', 'collision', 'fender bender', 'rta'],
    },
    sop: ['hold-camera', 'plate-snapshot', 'injured', 'fire-fuel', 'lanes'],
    services: [
      { kind: 'police', priority: 2, acceptWithinMs: 90 * SECOND_MS },
      { kind: 'roads', priority: 3, acceptWithinMs: 300 * SECOND_MS },
    ],
  },
  {
    key: 'hit-and-run',
    severity: 2,
    synonyms: {
      uk: ['зник', 'утік', 'втік водій', 'аварія'],
      en: ['fled', 'escaped driver', 'accident'],
    },
    sop: ['plate-snapshot', 'direction', 'injured', 'neighbour-cameras'],
    services: [{ kind: 'police', priority: 1, acceptWithinMs: 60 * SECOND_MS }],
  },
  {
    key: 'reckless-driving',
    severity: 2,
    synonyms: {
      uk: ['пʼяний водій', 'перегони', 'дрифт', 'зустрічна смуга', 'червоне світло'],
      en: ['drunk driver', 'racing', 'drifting', 'wrong way', 'red light'],
    },
    sop: ['plate-snapshot', 'direction', 'neighbour-cameras'],
    services: [{ kind: 'police', priority: 1, acceptWithinMs: 60 * SECOND_MS }],
  },
  {
    key: 'blocked-traffic',
    severity: 3,
    synonyms: {
      uk: ['затор', 'пробка', 'зламалося авто', 'евакуатор', 'тролейбус стоїть'],
      en: ['jam', 'congestion', 'broken-down vehicle', 'obstruction'],
    },
    sop: ['cause', 'lanes', 'detour'],
    services: [
      { kind: 'police', priority: 3, acceptWithinMs: 180 * SECOND_MS },
      { kind: 'roads', priority: 3, acceptWithinMs: 300 * SECOND_MS },
    ],
  },
  {
    key: 'signal-out',
    severity: 3,
    synonyms: {
      uk: ['світлофор', 'блимає жовтим', 'регулювання'],
      en: ['traffic light', 'flashing amber', 'signal fault'],
    },
    sop: ['which-approaches', 'regulator-needed'],
    services: [
      { kind: 'roads', priority: 2, acceptWithinMs: 180 * SECOND_MS },
      { kind: 'police', priority: 3, acceptWithinMs: 180 * SECOND_MS },
    ],
  },
  {
    key: 'fire',
    severity: 1,
    synonyms: {
      uk: ['горить', 'вогонь', 'дим', 'займання', 'підпал', 'сміття горить'],
      en: ['burning', 'flames', 'smoke', 'arson', 'blaze'],
    },
    sop: ['hold-camera', 'what-burns', 'people-inside', 'access-road', 'gas-near', 'neighbour-cameras'],
    services: [
      { kind: 'fire', priority: 1, acceptWithinMs: 60 * SECOND_MS },
      { kind: 'ambulance', priority: 2, acceptWithinMs: 60 * SECOND_MS },
      { kind: 'police', priority: 2, acceptWithinMs: 90 * SECOND_MS },
      { kind: 'gas', priority: 3, acceptWithinMs: 90 * SECOND_MS },
    ],
  },
  {
    key: 'gas-smell',
    severity: 1,
    synonyms: {
      uk: ['газ', 'витік газу', 'шипить труба'],
      en: ['gas leak', 'leaking pipe'],
    },
    sop: ['people-near', 'wind-direction', 'ignition-sources'],
    services: [
      { kind: 'gas', priority: 1, acceptWithinMs: 60 * SECOND_MS },
      { kind: 'fire', priority: 1, acceptWithinMs: 60 * SECOND_MS },
      { kind: 'police', priority: 2, acceptWithinMs: 90 * SECOND_MS },
    ],
  },
  {
    key: 'burst-main',
    severity: 2,
    synonyms: {
      uk: ['вода', 'труба', 'потоп', 'витік води', 'тече', 'гейзер'],
      en: ['water leak', 'pipe', 'flood', 'flooding', 'geyser'],
    },
    sop: ['extent', 'road-undermined', 'lanes'],
    services: [
      { kind: 'water', priority: 1, acceptWithinMs: 120 * SECOND_MS },
      { kind: 'roads', priority: 2, acceptWithinMs: 180 * SECOND_MS },
      { kind: 'guard', priority: 3, acceptWithinMs: 300 * SECOND_MS },
    ],
  },
  {
    key: 'heat-main',
    severity: 2,
    synonyms: {
      uk: ['тепломережа', 'окріп', 'пара', 'гаряча вода'],
      en: ['steam', 'hot water', 'district heating'],
    },
    sop: ['people-near', 'extent', 'lanes'],
    services: [
      { kind: 'water', priority: 1, acceptWithinMs: 120 * SECOND_MS },
      { kind: 'ambulance', priority: 2, acceptWithinMs: 60 * SECOND_MS },
      { kind: 'guard', priority: 3, acceptWithinMs: 300 * SECOND_MS },
    ],
  },
  {
    key: 'flooded-road',
    severity: 3,
    synonyms: {
      uk: ['злива', 'калюжа', 'каналізація', 'водовідведення', 'люк не приймає'],
      en: ['heavy rain', 'sewer', 'drain', 'standing water'],
    },
    sop: ['extent', 'lanes', 'detour'],
    services: [
      { kind: 'water', priority: 2, acceptWithinMs: 180 * SECOND_MS },
      { kind: 'roads', priority: 3, acceptWithinMs: 300 * SECOND_MS },
    ],
  },
  {
    key: 'power-line-down',
    severity: 1,
    synonyms: {
      uk: ['дріт', 'провід', 'лежить кабель', 'іскрить', 'струм', 'контактна мережа'],
      en: ['cable', 'wire', 'sparks', 'live wire', 'overhead line'],
    },
    sop: ['people-near', 'vehicle-touching', 'keep-distance'],
    services: [
      { kind: 'power', priority: 1, acceptWithinMs: 60 * SECOND_MS },
      { kind: 'fire', priority: 2, acceptWithinMs: 90 * SECOND_MS },
      { kind: 'police', priority: 2, acceptWithinMs: 90 * SECOND_MS },
    ],
  },
  {
    key: 'power-cut',
    severity: 3,
    synonyms: {
      uk: ['немає світла', 'блекаут', 'електрика', 'темно'],
      en: ['blackout', 'outage', 'no electricity'],
    },
    sop: ['extent', 'signals-affected'],
    services: [
      { kind: 'power', priority: 2, acceptWithinMs: 180 * SECOND_MS },
      { kind: 'roads', priority: 3, acceptWithinMs: 300 * SECOND_MS },
    ],
  },
  {
    key: 'open-manhole',
    severity: 2,
    synonyms: {
      uk: ['люк', 'кришка люка', 'колодязь', 'яма'],
      en: ['manhole cover', 'hatch', 'shaft'],
    },
    sop: ['people-near', 'whose-network'],
    services: [
      { kind: 'water', priority: 2, acceptWithinMs: 120 * SECOND_MS },
      { kind: 'guard', priority: 2, acceptWithinMs: 180 * SECOND_MS },
    ],
  },
  {
    key: 'tree-fallen',
    severity: 2,
    synonyms: {
      uk: ['гілка', 'дерево', 'буревій', 'вітер'],
      en: ['branch', 'storm', 'wind', 'trunk'],
    },
    sop: ['injured', 'lanes', 'wires-touched', 'vehicles-damaged'],
    services: [
      { kind: 'guard', priority: 2, acceptWithinMs: 180 * SECOND_MS },
      { kind: 'roads', priority: 2, acceptWithinMs: 180 * SECOND_MS },
      { kind: 'power', priority: 3, acceptWithinMs: 180 * SECOND_MS },
    ],
  },
  {
    key: 'road-damage',
    severity: 3,
    synonyms: {
      uk: ['провал', 'яма', 'просідання', 'асфальт', 'тротуар'],
      en: ['pothole', 'collapse', 'sinkhole', 'subsidence', 'pavement'],
    },
    sop: ['extent', 'lanes', 'road-undermined'],
    services: [
      { kind: 'roads', priority: 2, acceptWithinMs: 180 * SECOND_MS },
      { kind: 'guard', priority: 3, acceptWithinMs: 300 * SECOND_MS },
    ],
  },
  {
    key: 'icy-road',
    severity: 3,
    synonyms: {
      uk: ['лід', 'ожеледиця', 'сніг', 'слизько', 'не посипано'],
      en: ['ice', 'snow', 'slippery', 'not gritted'],
    },
    sop: ['lanes', 'bus-stops'],
    services: [{ kind: 'roads', priority: 3, acceptWithinMs: 300 * SECOND_MS }],
  },
  {
    key: 'fight',
    severity: 2,
    synonyms: {
      uk: ['бʼються', 'побиття', 'сварка', 'конфлікт', 'напад'],
      en: ['brawl', 'assault', 'beating', 'attack'],
    },
    sop: ['hold-camera', 'injured', 'weapon-seen', 'faces-snapshot', 'direction'],
    services: [
      { kind: 'police', priority: 1, acceptWithinMs: 60 * SECOND_MS },
      { kind: 'ambulance', priority: 3, acceptWithinMs: 90 * SECOND_MS },
    ],
  },
  {
    key: 'weapon',
    severity: 1,
    synonyms: {
      uk: ['зброя', 'ніж', 'пістолет', 'стрілянина', 'постріл'],
      en: ['gun', 'knife', 'shooting', 'shots', 'armed'],
    },
    sop: ['hold-camera', 'people-near', 'faces-snapshot', 'direction', 'neighbour-cameras'],
    services: [
      { kind: 'police', priority: 1, acceptWithinMs: 45 * SECOND_MS },
      { kind: 'ambulance', priority: 2, acceptWithinMs: 60 * SECOND_MS },
    ],
  },
  {
    key: 'robbery',
    severity: 2,
    synonyms: {
      uk: ['вкрали', 'крадій', 'злодій', 'грабіж', 'сумку вирвали', 'велосипед'],
      en: ['stolen', 'thief', 'mugging', 'snatched bag', 'burglary', 'bicycle'],
    },
    sop: ['faces-snapshot', 'direction', 'injured', 'neighbour-cameras'],
    services: [{ kind: 'police', priority: 1, acceptWithinMs: 60 * SECOND_MS }],
  },
  {
    key: 'vandalism',
    severity: 3,
    synonyms: {
      uk: ['графіті', 'розбили', 'зламали', 'пошкоджено майно міста', 'зупинка розбита'],
      en: ['graffiti', 'smashed', 'damage', 'broken bus stop'],
    },
    sop: ['faces-snapshot', 'direction', 'damage-snapshot'],
    services: [
      { kind: 'police', priority: 2, acceptWithinMs: 120 * SECOND_MS },
      { kind: 'guard', priority: 3, acceptWithinMs: 300 * SECOND_MS },
    ],
  },
  {
    key: 'unattended-bag',
    severity: 1,
    synonyms: {
      uk: ['підозрілий предмет', 'валіза', 'рюкзак', 'вибухівка', 'заміновано', 'пакет'],
      en: ['suspicious object', 'suitcase', 'backpack', 'bomb', 'package'],
    },
    sop: ['do-not-approach', 'owner-in-recording', 'people-near', 'neighbour-cameras'],
    services: [
      { kind: 'police', priority: 1, acceptWithinMs: 60 * SECOND_MS },
      { kind: 'fire', priority: 2, acceptWithinMs: 90 * SECOND_MS },
      { kind: 'guard', priority: 3, acceptWithinMs: 180 * SECOND_MS },
    ],
  },
  {
    key: 'crowd',
    severity: 3,
    synonyms: {
      uk: ['натовп', 'мітинг', 'тиснява', 'масовий захід'],
      en: ['gathering', 'rally', 'protest', 'crush'],
    },
    sop: ['size', 'mood', 'exits-free'],
    services: [
      { kind: 'police', priority: 3, acceptWithinMs: 180 * SECOND_MS },
      { kind: 'guard', priority: 3, acceptWithinMs: 300 * SECOND_MS },
    ],
  },
  {
    key: 'person-lying',
    severity: 1,
    synonyms: {
      uk: ['непритомний', 'впав', 'погано людині', 'не рухається', 'зомлів'],
      en: ['unconscious', 'collapsed', 'fainted', 'not moving', 'medical'],
    },
    sop: ['hold-camera', 'breathing-moving', 'someone-helping', 'access-road'],
    services: [
      { kind: 'ambulance', priority: 1, acceptWithinMs: 60 * SECOND_MS },
      { kind: 'police', priority: 2, acceptWithinMs: 90 * SECOND_MS },
    ],
  },
  {
    key: 'missing-person',
    severity: 2,
    synonyms: {
      uk: ['шукають', 'пошук', 'загубився', 'дитина зникла', 'дідусь'],
      en: ['search', 'lost', 'lost child', 'elderly'],
    },
    sop: ['last-seen', 'description', 'neighbour-cameras', 'recording-search'],
    services: [{ kind: 'police', priority: 1, acceptWithinMs: 90 * SECOND_MS }],
  },
  {
    key: 'child-alone',
    severity: 2,
    synonyms: {
      uk: ['дитина сама', 'малюк', 'загублена дитина'],
      en: ['lost child', 'toddler', 'unsupervised'],
    },
    sop: ['hold-camera', 'traffic-near', 'adult-near'],
    services: [
      { kind: 'police', priority: 1, acceptWithinMs: 60 * SECOND_MS },
      { kind: 'guard', priority: 2, acceptWithinMs: 120 * SECOND_MS },
    ],
  },
  {
    key: 'drunk-person',
    severity: 3,
    synonyms: {
      uk: ['пʼяний', 'алкоголь', 'хитається'],
      en: ['drunk', 'alcohol', 'intoxicated'],
    },
    sop: ['traffic-near', 'breathing-moving'],
    services: [
      { kind: 'police', priority: 3, acceptWithinMs: 180 * SECOND_MS },
      { kind: 'guard', priority: 3, acceptWithinMs: 180 * SECOND_MS },
    ],
  },
  {
    key: 'stray-dogs',
    severity: 3,
    synonyms: {
      uk: ['собаки', 'зграя', 'пес', 'кіт', 'лось', 'тварина на дорозі'],
      en: ['dogs', 'pack', 'animal on the road', 'elk'],
    },
    sop: ['aggressive', 'injured'],
    services: [{ kind: 'guard', priority: 3, acceptWithinMs: 300 * SECOND_MS }],
  },
  {
    key: 'litter',
    severity: 4,
    synonyms: {
      uk: ['смітник', 'не вивезено', 'бруд', 'контейнер'],
      en: ['rubbish', 'garbage', 'bin', 'overflowing'],
    },
    sop: ['damage-snapshot', 'whose-network'],
    services: [{ kind: 'guard', priority: 3, acceptWithinMs: 600 * SECOND_MS }],
  },
  {
    key: 'illegal-dumping',
    severity: 4,
    synonyms: {
      uk: ['звалище', 'скинули', 'будівельне сміття', 'відходи'],
      en: ['fly-tipping', 'construction waste', 'dump'],
    },
    sop: ['plate-snapshot', 'damage-snapshot'],
    services: [{ kind: 'guard', priority: 3, acceptWithinMs: 600 * SECOND_MS }],
  },
  {
    key: 'illegal-parking',
    severity: 4,
    synonyms: {
      uk: ['паркування', 'тротуар', 'зупинка зайнята', 'пішохідний перехід', 'газон'],
      en: ['parking', 'pavement', 'bus stop blocked', 'crossing', 'lawn'],
    },
    sop: ['plate-snapshot', 'obstructs'],
    services: [
      { kind: 'guard', priority: 3, acceptWithinMs: 600 * SECOND_MS },
      { kind: 'police', priority: 3, acceptWithinMs: 600 * SECOND_MS },
    ],
  },
  {
    key: 'street-trade',
    severity: 4,
    synonyms: {
      uk: ['торгівля', 'базар', 'продають'],
      en: ['vendors', 'market', 'selling'],
    },
    sop: ['obstructs', 'damage-snapshot'],
    services: [{ kind: 'guard', priority: 3, acceptWithinMs: 600 * SECOND_MS }],
  },
  {
    key: 'street-light-out',
    severity: 4,
    synonyms: {
      uk: ['освітлення', 'ліхтар', 'темно', 'лампа', 'стовп'],
      en: ['lamp', 'lighting', 'dark', 'lamp post'],
    },
    sop: ['extent'],
    services: [{ kind: 'power', priority: 3, acceptWithinMs: 600 * SECOND_MS }],
  },
  {
    key: 'air-raid-damage',
    severity: 1,
    synonyms: {
      uk: ['вибух', 'обстріл', 'ракета', 'шахед', 'дрон', 'уламки', 'влучання', 'тривога'],
      en: ['explosion', 'shelling', 'missile', 'drone', 'debris', 'strike', 'blast'],
    },
    sop: ['own-safety', 'injured', 'people-inside', 'gas-near', 'access-road', 'do-not-publish'],
    services: [
      { kind: 'fire', priority: 1, acceptWithinMs: 45 * SECOND_MS },
      { kind: 'ambulance', priority: 1, acceptWithinMs: 45 * SECOND_MS },
      { kind: 'police', priority: 1, acceptWithinMs: 45 * SECOND_MS },
      { kind: 'gas', priority: 2, acceptWithinMs: 90 * SECOND_MS },
      { kind: 'power', priority: 2, acceptWithinMs: 90 * SECOND_MS },
    ],
  },
  {
    key: 'camera-fault',
    severity: 4,
    synonyms: {
      uk: ['камера', 'немає картинки', 'розфокус', 'обʼєктив', 'затуляє гілка'],
      en: ['no picture', 'out of focus', 'lens', 'obscured', 'sabotage'],
    },
    sop: ['which-fault', 'last-good-picture'],
    services: [{ kind: 'guard', priority: 3, acceptWithinMs: 900 * SECOND_MS }],
  },
  {
    key: 'other',
    severity: 4,
    synonyms: {
      uk: ['решта', 'не знайдено'],
      en: ['misc', 'unlisted'],
    },
    sop: ['describe'],
    services: [],
  },
] as const satisfies readonly Category[];
