import type { Settings } from '#shared/contract/settings.ts';

/** What holds until an administrator sets something else: the reference city, everything on this machine alone. */
export const DEFAULT_SETTINGS: Settings = {
  centreNameUk: 'Луцьк, Безпечне місто',
  centreNameEn: 'Lutsk Safe City',
  deskName: '01',
  timeZone: 'Europe/Kyiv',
  discoveryInterfaces: ['127.0.0.1'],
  map: { kind: 'plan', source: 'demo-city/plan.geojson', attribution: '' },
  recording: { retentionDays: 30, quotaGiB: 20, reserveGiB: 2 },
  smtp: { host: '127.0.0.1', port: 25, from: 'centre@lubart.invalid', startTls: 'if-offered' },
  responseOrigin: '',
};
