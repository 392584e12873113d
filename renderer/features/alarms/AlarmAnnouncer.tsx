import { useTranslation } from 'react-i18next';
import type { Alarm } from '#shared/contract/alarms.ts';
import type { AlarmText } from './alarm-text.ts';

/** Read aloud once when it comes: critical at once, others when the reader has a pause. */
export function AlarmAnnouncer({ alarm, text }: { alarm: Alarm | null; text: AlarmText | null }) {
  const { t } = useTranslation();
  const words = text === null ? '' : t('alarms.announced', { title: text.title, subject: text.subject, place: text.place });
  const isCritical = alarm?.severity === 1;
  return (
    <>
      <span className="sr" aria-live="assertive">
        {isCritical ? words : ''}
      </span>
      <span className="sr" aria-live="polite">
        {isCritical ? '' : words}
      </span>
    </>
  );
}
