import { useTranslation } from 'react-i18next';
import type { Alarm } from '#shared/contract/alarms.ts';
import { SEVERITY_NAME } from '#shared/domain/severity.ts';
import { useFormat } from '#renderer/ui/format.ts';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { SeverityShape } from '#renderer/ui/SeverityMark.tsx';
import { useNow } from '#renderer/ui/ticker.ts';
import type { AlarmText } from './alarm-text.ts';

interface AlarmItemProps {
  alarm: Alarm;
  text: AlarmText;
  /** It is the one that `A` takes now. */
  isNext: boolean;
  mayCompose: boolean;
  onOpen: () => void;
}

/** One alarm: shape, what, where, how long; tinted until somebody took it, then with that person's name. */
export function AlarmItem({ alarm, text, isNext, mayCompose, onOpen }: AlarmItemProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const isNew = alarm.acknowledgedAt === null;
  const forMs = (alarm.endedAt ?? now) - alarm.startedAt;
  return (
    <button
      type="button"
      className={`al s${alarm.severity} ${isNew ? 'new' : 'ack'}`}
      data-alarm-id={alarm.id}
      title={`${text.title} · ${text.subject} ${text.place}`}
      aria-label={t('alarms.label', {
        severity: t(`common.severity.${SEVERITY_NAME[alarm.severity]}`),
        title: text.title,
        subject: text.subject,
        place: text.place,
      })}
      onClick={onOpen}
    >
      <SeverityShape severity={alarm.severity} className={isNew && alarm.severity === 1 ? 'blink' : ''} />
      <span className="n1">{text.title}</span>
      <span className="r num">{alarm.endedAt === null ? format.clock(forMs) : t('alarms.ended', { age: format.clock(forMs) })}</span>
      <span className="n2">
        <b className="m">{text.subject}</b> <bdi>{text.place}</bdi>
      </span>
      <span className="r">
        {isNew ? (
          <span className="al-keys">
            {isNext ? <Kbd keys="A" /> : null}
            {mayCompose && isNext ? <Kbd keys="Alt+I" /> : null}
          </span>
        ) : (
          <span className="f11 t3">{alarm.acknowledgedBy}</span>
        )}
      </span>
    </button>
  );
}
