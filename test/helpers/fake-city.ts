/** A small made-up city for tests of the screens: the incidents, services and cameras of the design's pictures. */
import type { Alarm } from '#shared/contract/alarms.ts';
import type { Camera } from '#shared/contract/cameras.ts';
import type { Dispatch, Service } from '#shared/contract/dispatch.ts';
import type { HostInfo, HostStatus } from '#shared/contract/host.ts';
import type { Incident, IncidentRow, JournalEntry } from '#shared/contract/incidents.ts';
import type { Settings } from '#shared/contract/settings.ts';
import type { DispatchState } from '#shared/domain/dispatch-status.ts';
import type { IncidentState } from '#shared/domain/incident-status.ts';
import type { Severity } from '#shared/domain/severity.ts';

/** A UUIDv7 that is the same in every run. */
export function fakeId(n: number): string {
  return `01930000-0000-7000-8000-${String(n).padStart(12, '0')}`;
}

export const fakeHostInfo: HostInfo = {
  version: '0.1.0',
  centreName: { uk: 'Луцьк, Безпечне місто', en: 'Lutsk Safe City' },
  deskName: 'Місце 03',
  timeZone: 'Europe/Kyiv',
  isDemo: true,
  hasAccounts: true,
  capabilities: { saveToFolder: false, secondScreens: false, secretsInKeyring: false },
  home: { lat: 50.7472, lng: 25.3254, zoom: 14 },
};

export function fakeHostStatus(now: number): HostStatus {
  return {
    now,
    database: { state: 'ok', ageMs: 400, reason: null },
    gateway: { state: 'ok', ageMs: 200, reason: null, cameras: 352 },
    outbox: { state: 'ok', ageMs: 100, reason: null, waiting: 2, oldestMs: 14_000 },
    recorder: { state: 'ok', ageMs: 900, reason: null, recording: 16, wanted: 16, freeBytes: 4e11 },
    tasks: [],
  };
}

export const fakeCounts = { open: 7, mine: 3, overdue: 2, notAccepted: 2, toReview: 18 };

function camera(n: number, number: string, place: string, district: string, lat: number, lng: number, state: Camera['state'] = 'streaming'): Camera {
  return {
    id: fakeId(n),
    number,
    place,
    district,
    position: { lat, lng },
    azimuthDeg: 120,
    fovDeg: 70,
    heightM: 6,
    hasPtz: n % 3 === 0,
    maker: 'Demo',
    model: 'D1',
    serial: String(n),
    firmware: '1',
    address: '127.0.0.1:8000',
    endpoint: `urn:uuid:${fakeId(n)}`,
    isRecorded: true,
    profiles: [],
    state,
    stateSince: 0,
    stateReason: null,
  };
}

export const fakeCameras: Camera[] = [
  camera(114, 'К-114', 'пр. Соборності / пр. Молоді', '33 мікрорайон', 50.7467, 25.3423),
  camera(87, 'К-087', 'пл. Привокзальна', 'Привокзальний', 50.7659, 25.3259, 'stalled'),
  camera(203, 'К-203', 'вул. Львівська, міст', 'Гнідава', 50.7486, 25.3132),
  camera(45, 'К-045', 'вул. Ковельська, 12', 'Красне', 50.7576, 25.3095, 'unreachable'),
  camera(21, 'К-021', 'Київський майдан', 'Центр', 50.7548, 25.3299),
];

export function fakeAlarms(now: number): Alarm[] {
  const base = { endedAt: null, acknowledgedAt: null, acknowledgedBy: null, cameraId: null, incidentId: null, dispatchId: null, data: {} };
  return [
    { ...base, id: fakeId(901), kind: 'picture-stalled', severity: 1, startedAt: now - 31_000, cameraId: fakeId(87) },
    { ...base, id: fakeId(902), kind: 'camera-event', severity: 1, startedAt: now - 12_000, cameraId: fakeId(114), data: { event: 'collision' } },
    {
      ...base,
      id: fakeId(903),
      kind: 'dispatch-overdue',
      severity: 2,
      startedAt: now - 72_000,
      incidentId: fakeId(4317),
      data: { service: '103', number: '2026-004317', place: 'вул. Рівненська, 48' },
    },
    { ...base, id: fakeId(904), kind: 'camera-event', severity: 2, startedAt: now - 160_000, cameraId: fakeId(203), data: { event: 'cabinet-opened' } },
    {
      ...base,
      id: fakeId(905),
      kind: 'signal-lost',
      severity: 3,
      startedAt: now - 365_000,
      cameraId: fakeId(45),
      acknowledgedAt: now - 300_000,
      acknowledgedBy: 'І. Мельник',
    },
  ];
}

const SERVICES: [string, string, string, Service['kind'], Service['channel'], number][] = [
  ['101', 'ДСНС, 2 ДПРЧ', 'Fire and rescue, station 2', 'fire', 'webhook', 90_000],
  ['102', 'Патрульна поліція', 'Patrol police', 'police', 'webhook', 60_000],
  ['103', 'Екстрена медична, підстанція 2', 'Ambulance, station 2', 'ambulance', 'webhook', 62_000],
  ['104', 'Газова служба', 'Gas service', 'gas', 'email', 180_000],
  ['1580', 'Дорожня служба міста', 'City road service', 'roads', 'email', 180_000],
];

export function fakeServices(now: number): Service[] {
  return SERVICES.map(([code, uk, en, kind, channel, acceptWithinMs], n) => ({
    id: fakeId(800 + n),
    code,
    name: { uk, en },
    kind,
    channel,
    acceptWithinMs,
    phone: `+380 332 00 0${code.padStart(4, '0')}`,
    lastHeardAt: n === 3 ? null : now - 40_000 * (n + 1),
    lastFailedAt: n === 4 ? now - 20_000 : null,
  }));
}

const ROWS: [string, number, string, string, string, IncidentState, string, string, number, Severity][] = [
  ['4318', 316, 'crash-injured', 'пр. Соборності / пр. Молоді', '33 мікрорайон', 'in-progress', '102 103 101 1580', 'О. Дем’янчук', 4, 1],
  ['4317', 684, 'fire', 'вул. Рівненська, 48', 'Вишків', 'dispatched', '101 103', 'О. Дем’янчук', 2, 2],
  ['4315', 1382, 'burst-main', 'вул. Глушець, 27', 'Старе місто', 'in-progress', '104 1580', 'І. Мельник', 1, 2],
  ['4314', 1545, 'blocked-traffic', 'пр. Перемоги, 14', 'Центр', 'resolved', '102', 'І. Мельник', 1, 3],
  ['4311', 1779, 'fight', 'вул. Лесі Українки, 14', 'Старе місто', 'in-progress', '102', 'О. Дем’янчук', 2, 3],
  ['4310', 2150, 'blocked-traffic', 'вул. Винниченка, 60', 'Центр', 'in-progress', '102 1580', 'Н. Шевчук', 1, 3],
  ['4309', 2954, 'street-light-out', 'вул. Словацького, 9', 'Центр', 'dispatched', '1580', 'Н. Шевчук', 1, 4],
  ['4308', 3400, 'signal-out', 'пр. Волі / вул. Шопена', 'Центр', 'resolved', '1580', 'Р. Поліщук', 1, 3],
  ['4306', 4088, 'crash', 'вул. Дубнівська, 22', 'Гнідава', 'reviewed', '102', 'І. Мельник', 3, 2],
  ['4305', 4603, 'stray-dogs', 'вул. Гнідавська, 61', 'Гнідава', 'resolved', '1580', 'Р. Поліщук', 1, 4],
  ['4304', 5041, 'illegal-parking', 'вул. Богдана Хмельницького, 8', 'Центр', 'reviewed', '102', 'О. Дем’янчук', 2, 3],
  ['4302', 5825, 'litter', 'вул. Шевченка, 3', 'Центр', 'open', '', 'О. Дем’янчук', 1, 4],
  ['4301', 6512, 'person-lying', 'зупинка «Вокзал»', 'Привокзальний', 'resolved', '103', 'І. Мельник', 2, 2],
  ['4299', 7519, 'open-manhole', 'вул. Конякіна, 30', '33 мікрорайон', 'resolved', '1580', 'Н. Шевчук', 1, 3],
  ['4298', 8017, 'street-light-out', 'вул. Кравчука, 11', 'Теремно', 'reviewed', '1580', 'Н. Шевчук', 1, 4],
  ['4297', 8764, 'vandalism', 'парк Лесі Українки', 'Старе місто', 'reviewed', '102', 'Р. Поліщук', 3, 3],
  ['4295', 9770, 'illegal-parking', 'пр. Молоді, 2', '33 мікрорайон', 'closed-false', '', 'О. Дем’янчук', 1, 3],
  ['4293', 10756, 'tree-fallen', 'вул. Ковельська, 40', 'Красне', 'resolved', '101 1580', 'І. Мельник', 2, 2],
  ['4292', 11201, 'blocked-traffic', 'Київський майдан', 'Центр', 'resolved', '102', 'О. Дем’янчук', 1, 3],
  ['4290', 12478, 'litter', 'вул. Чорновола, 5', 'Центр', 'reviewed', '1580', 'Р. Поліщук', 1, 4],
  ['4288', 13645, 'crash', 'пр. Соборності, 11', 'Центр', 'resolved', '102', 'І. Мельник', 4, 2],
  ['4287', 14052, 'fight', 'вул. Потебні, 48', '33 мікрорайон', 'reviewed', '102', 'Н. Шевчук', 2, 3],
  ['4285', 14973, 'stray-dogs', 'вул. Арцеулова, 4', '33 мікрорайон', 'closed-false', '', 'Р. Поліщук', 1, 4],
  ['4283', 16547, 'signal-out', 'вул. Гордіюк / вул. Конякіна', '33 мікрорайон', 'resolved', '1580', 'О. Дем’янчук', 1, 3],
  ['4281', 17899, 'person-lying', 'вул. Володимирська, 85', 'Привокзальний', 'reviewed', '103 102', 'І. Мельник', 3, 1],
  ['4280', 18391, 'illegal-parking', 'Театральний майдан', 'Центр', 'reviewed', '102', 'Н. Шевчук', 1, 3],
  ['4278', 19854, 'street-light-out', 'пр. Відродження, 26', 'Вишків', 'resolved', '1580', 'Н. Шевчук', 1, 4],
  ['4277', 20588, 'vandalism', 'зупинка «Соборності»', '33 мікрорайон', 'reviewed', '102', 'Р. Поліщук', 2, 3],
  ['4274', 22123, 'burst-main', 'вул. Станіславського, 18', 'Привокзальний', 'reviewed', '104 1580', 'О. Дем’янчук', 1, 2],
  ['4273', 23122, 'litter', 'вул. Словацького, 2', 'Центр', 'reviewed', '1580', 'І. Мельник', 1, 4],
];

function rowState(code: string, number: string, state: IncidentState): DispatchState {
  if (number === '4318' && code === '1580') return 'refused';
  if (code === '103' && (number === '4318' || number === '4317')) return 'delivered';
  if (state === 'dispatched') return 'delivered';
  return state === 'in-progress' ? 'accepted' : 'done';
}

export function fakeRows(now: number): IncidentRow[] {
  return ROWS.map(([number, secondsAgo, categoryKey, place, district, state, services, author, pictures, severity], n) => ({
    id: fakeId(Number(number)),
    number: `2026-00${number}`,
    categoryKey,
    severity,
    state,
    seenAt: now - secondsAgo * 1000,
    loggedAt: now - secondsAgo * 1000 + 65_000,
    place,
    district,
    position: { lat: 50.7462 + ((n * 37) % 22) * 0.001, lng: 25.308 + ((n * 53) % 41) * 0.001 },
    cameraId: n % 2 === 0 ? fakeId(114) : null,
    author,
    text: '',
    dispatches: services
      .split(' ')
      .filter(Boolean)
      .map((code) => ({
        code,
        state: rowState(code, number, state),
        acceptDueAt: code === '103' && number === '4318' ? now - 189_000 : code === '103' && number === '4317' ? now - 72_000 : now + 100_000,
        escalation: number === '4318' ? 2 : 0,
      })),
    pictures,
    isLocked: true,
  }));
}

/** Seconds before now, kind, by, text, data. */
const JOURNAL: [number, JournalEntry['kind'], string | null, string, Record<string, string>][] = [
  [251, 'logged', 'О. Дем’янчук', 'Зіткнення двох легкових на перехресті, одна перегородила смугу до центру', { number: '2026-004318' }],
  [251, 'picture', 'О. Дем’янчук', '', { camera: 'К-114', takenAt: '1795189312000', sha256: '9f3c77d014aa0000000000000000000000000000000000000000000000e21b' }],
  [251, 'clip-locked', null, '', { cameras: 'К-114, К-115', from: '1795189266000', to: '1795189500000' }],
  [251, 'dispatched', 'О. Дем’янчук', '', { service: '103' }],
  [249, 'delivery', null, '', { service: '102', channel: 'webhook', result: 'delivered' }],
  [212, 'dispatch-state', 'І. Ковальчук, 102', 'Екіпаж 214', { service: '102', state: 'accepted' }],
  [167, 'dispatch-state', 'В. Савчук, 101', 'АЦ-40 виїхала', { service: '101', state: 'en-route' }],
  [125, 'dispatch-state', 'С. Гнатюк, 1580', 'Пропонує ЖКП №3', { service: '1580', state: 'refused', cause: 'no-crew' }],
  [92, 'fact', 'О. Дем’янчук', 'К-140 додано: номер темного авто видно на 17:41:31', {}],
  [54, 'dispatch-state', 'І. Ковальчук, 102', 'рух по правій смузі регулюється вручну', { service: '102', state: 'on-scene' }],
  [40, 'fact', 'О. Дем’янчук', 'Потерпілий один, чоловік близько 40 років, при свідомості, сидить на бордюрі', {}],
  [12, 'escalation', null, '', { service: '103', level: '2' }],
];

type Facts = [DispatchState, number, string | null, string | null][];

function dispatch(now: number, index: number, priority: 1 | 2 | 3, state: DispatchState, facts: Facts, dueSecondsAgo: number, escalation: number): Dispatch {
  const [code, uk, en, , channel] = SERVICES[index] ?? ['', '', '', 'police', 'email', 0];
  const at = (secondsAgo: number): number => now - secondsAgo * 1000;
  return {
    id: fakeId(700 + index),
    incidentId: fakeId(4318),
    serviceId: fakeId(800 + index),
    serviceCode: code,
    serviceName: { uk, en },
    channel,
    priority,
    text: '',
    state,
    stateSince: at(facts.at(-1)?.[1] ?? 251),
    createdAt: at(251),
    acceptDueAt: at(dueSecondsAgo),
    escalation,
    facts: facts.map(([name, secondsAgo, by, detail]) => ({ state: name, at: at(secondsAgo), by, detail })),
    attempts: [{ number: 1, at: at(249), channel, result: 'delivered', detail: '' }],
    nextAttemptAt: null,
  };
}

export function fakeIncident(now: number): Incident {
  const row = fakeRows(now)[0];
  if (!row) throw new Error('the made-up city has no incidents');
  const at = (secondsAgo: number): number => now - secondsAgo * 1000;
  const picture = (n: number, cameraNumber: string, secondsAgo: number) => ({
    id: fakeId(600 + n),
    cameraId: fakeId(114),
    cameraNumber,
    takenAt: at(secondsAgo),
    sha256: '9f3c'.repeat(16),
    width: 960,
    height: 540,
  });
  return {
    ...row,
    text: 'Зіткнення двох легкових на перехресті, одна перегородила смугу до центру',
    stateSince: at(212),
    facts: [
      { state: 'open', at: at(251) },
      { state: 'dispatched', at: at(251) },
      { state: 'in-progress', at: at(212) },
    ],
    outcome: null,
    deskName: 'Місце 03',
    journal: JOURNAL.map(([secondsAgo, kind, by, text, data], n) => ({
      id: fakeId(500 + n),
      seq: n + 1,
      at: at(secondsAgo),
      kind,
      by,
      text,
      data,
      hash: String(n),
    })),
    chain: { intact: true, checkedAt: at(2), brokenAtSeq: null },
    dispatchList: [
      dispatch(
        now,
        1,
        1,
        'on-scene',
        [
          ['delivered', 249, null, null],
          ['accepted', 212, 'І. Ковальчук', null],
          ['en-route', 141, 'І. Ковальчук', null],
          ['on-scene', 54, 'І. Ковальчук', null],
        ],
        190,
        0,
      ),
      dispatch(now, 2, 1, 'delivered', [['delivered', 249, null, null]], 189, 2),
      dispatch(
        now,
        0,
        2,
        'en-route',
        [
          ['delivered', 249, null, null],
          ['accepted', 167, 'В. Савчук', null],
          ['en-route', 167, 'В. Савчук', null],
        ],
        160,
        0,
      ),
      dispatch(
        now,
        4,
        3,
        'refused',
        [
          ['delivered', 234, null, null],
          ['refused', 125, 'С. Гнатюк', 'no-crew'],
        ],
        71,
        0,
      ),
    ],
    pictureList: [picture(1, 'К-114', 315), picture(2, 'К-114', 300), picture(3, 'К-140', 321), picture(4, 'К-113', 162)],
    clips: [
      { cameraId: fakeId(114), cameraNumber: 'К-114', from: at(346), to: at(-60), lockedUntil: null },
      { cameraId: fakeId(115), cameraNumber: 'К-115', from: at(346), to: at(-60), lockedUntil: null },
    ],
    sop: [
      { step: 'hold-camera', doneAt: at(302), doneBy: 'О. Дем’янчук' },
      { step: 'plate-snapshot', doneAt: at(300), doneBy: 'О. Дем’янчук' },
      { step: 'injured', doneAt: at(40), doneBy: 'О. Дем’янчук' },
      { step: 'fire-fuel', doneAt: at(262), doneBy: 'О. Дем’янчук' },
      { step: 'lanes', doneAt: null, doneBy: null },
      { step: 'neighbour-cameras', doneAt: at(92), doneBy: 'О. Дем’янчук' },
    ],
  };
}

export const fakeSettings: Settings = {
  centreNameUk: 'Луцьк, Безпечне місто',
  centreNameEn: 'Lutsk Safe City',
  deskName: 'Місце 03',
  timeZone: 'Europe/Kyiv',
  discoveryInterfaces: ['127.0.0.1'],
  map: { kind: 'plan', source: '', attribution: '' },
  recording: { retentionDays: 30, quotaGiB: 100, reserveGiB: 5 },
  smtp: { host: '127.0.0.1', port: 2525, from: 'lubart@example.org', startTls: 'never' },
  responseOrigin: '',
};
