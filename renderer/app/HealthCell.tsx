import { useTranslation } from 'react-i18next';
import { useHostStatus } from '#renderer/api/host-status.ts';
import { useFormat } from '#renderer/ui/format.ts';
import { Icon, type IconName } from '#renderer/ui/Icon.tsx';
import { useNow } from '#renderer/ui/ticker.ts';
import { outboxHealth, partHealth, recorderHealth, type HealthLevel } from './health-level.ts';

interface HealthProps {
  icon: IconName;
  label: string;
  value: string;
  level: HealthLevel;
  title: string;
}

function Health({ icon, label, value, level, title }: HealthProps) {
  return (
    <span className={level === 'ok' ? 'hl' : `hl ${level}`} title={title}>
      <Icon name={icon} size="s" />
      <span className="hide-c">{label}</span> <b className="num">{value}</b>
    </span>
  );
}

/** Database, gateway and outbox with their ages; hue only when somebody should look. */
export function HealthCell() {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const { status, heardAt } = useHostStatus();
  if (status === null || heardAt === null) {
    return (
      <div className="cell">
        <Health icon="database" label={t('shell.health.host')} value={t('common.state.unknown')} level="warn" title={t('shell.health.notHeard')} />
      </div>
    );
  }
  const sinceHeardMs = Math.max(0, now - heardAt);
  const parts = [
    { id: 'database', icon: 'database', ...partHealth(status.database, sinceHeardMs) },
    { id: 'gateway', icon: 'gateway', ...partHealth(status.gateway, sinceHeardMs) },
  ] as const;
  const outbox = outboxHealth(status.outbox, sinceHeardMs);
  const recorder = recorderHealth(status.recorder, sinceHeardMs);
  return (
    <div className="cell">
      {parts.map((part) => (
        <Health
          key={part.id}
          icon={part.icon}
          label={t(`shell.health.${part.id}`)}
          value={part.level === 'bad' ? t('shell.health.down', { age: format.age(part.ageMs) }) : format.age(part.ageMs)}
          level={part.level}
          title={part.reason === null ? t(`shell.health.${part.id}`) : t(`shell.health.reason.${part.reason}`, { defaultValue: part.reason })}
        />
      ))}
      <Health
        icon="outbox"
        label={t('shell.health.outbox')}
        value={outbox.waiting === 0 ? t('shell.health.empty') : t('shell.health.waiting', { count: outbox.waiting, age: format.age(outbox.oldestMs) })}
        level={outbox.level}
        title={t('shell.health.outbox')}
      />
      {recorder.level === 'ok' ? null : (
        <Health
          icon="bookmark"
          label={t('shell.health.recorder')}
          value={t('shell.health.recording', { recording: status.recorder.recording, wanted: status.recorder.wanted })}
          level={recorder.level}
          title={recorder.reason === null ? t('shell.health.recorder') : t(`shell.health.reason.${recorder.reason}`, { defaultValue: recorder.reason })}
        />
      )}
    </div>
  );
}
