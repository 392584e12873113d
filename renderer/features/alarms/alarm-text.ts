/** What an alarm says: a title, and where. */
import type { Alarm } from '#shared/contract/alarms.ts';
import type { Camera } from '#shared/contract/cameras.ts';

type Translate = (key: string, values?: Record<string, unknown>) => string;

export interface AlarmText {
  title: string;
  /** Number of the camera or incident it is about, or empty. */
  subject: string;
  place: string;
}

export function alarmText(alarm: Alarm, camera: Camera | undefined, t: Translate): AlarmText {
  const { data } = alarm;
  const event = data['event'] ?? '';
  const title =
    alarm.kind === 'camera-event'
      ? t(`alarms.event.${event}`, { ...data, defaultValue: t('alarms.event.other', { event }) })
      : t(`alarms.${alarm.kind}`, { service: '', ...data });
  return {
    title: title.trim(),
    subject: camera?.number ?? data['camera'] ?? data['number'] ?? '',
    place: camera?.place ?? data['place'] ?? '',
  };
}
