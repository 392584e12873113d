import { useTranslation } from 'react-i18next';
import { useHostStatus } from '#renderer/api/host-status.ts';
import { outboxHealth, partHealth, type HealthLevel } from '#renderer/app/health-level.ts';
import { useCentreTime } from '#renderer/ui/centre-time.ts';
import { useFormat } from '#renderer/ui/format.ts';
import { Icon, type IconName } from '#renderer/ui/Icon.tsx';
import { useNow } from '#renderer/ui/ticker.ts';

const LEVEL_CLASS: Record<HealthLevel, string> = { ok: 'm num', warn: 'm num s3', bad: 'm num s1' };

function Row({ icon, label, value, level }: { icon: IconName; label: string; value: string; level: HealthLevel }) {
  return (
    <div className="row f12">
      <Icon name={icon} size="s" />
      <span className="t2">{label}</span>
      <b className={LEVEL_CLASS[level]}>{value}</b>
    </div>
  );
}

/** Health before entry: whoever comes on shift sees what does not work before taking it over. */
export function HealthPanel() {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const { status, heardAt } = useHostStatus();
  const offsetMs = useCentreTime((state) => state.offsetMs);
  if (status === null || heardAt === null) {
    return (
      <section className="sh" aria-label={t('access.health.title')}>
        <Row icon="database" label={t('access.health.database')} value={t('access.health.notHeard')} level="warn" />
      </section>
    );
  }
  const since = Math.max(0, now - heardAt);
  const database = partHealth(status.database, since);
  const gateway = partHealth(status.gateway, since);
  const outbox = outboxHealth(status.outbox, since);
  return (
    <section className="sh" aria-label={t('access.health.title')}>
      <Row
        icon="database"
        label={t('access.health.database')}
        value={t(database.level === 'bad' ? 'access.health.databaseBad' : 'access.health.databaseOk', { age: format.age(database.ageMs) })}
        level={database.level}
      />
      <Row
        icon="gateway"
        label={t('access.health.gateway')}
        value={
          gateway.level === 'bad'
            ? t('access.health.gatewayBad', { age: format.age(gateway.ageMs) })
            : t('access.health.gatewayOk', { count: status.gateway.cameras })
        }
        level={gateway.level}
      />
      <Row
        icon="outbox"
        label={t('access.health.outbox')}
        value={outbox.waiting === 0 ? t('shell.health.empty') : t('shell.health.waiting', { count: outbox.waiting, age: format.age(outbox.oldestMs) })}
        level={outbox.level}
      />
      <Row
        icon="clock"
        label={t('access.health.clock')}
        value={t('access.health.clockOff', { time: format.time(now), off: format.age(Math.abs(offsetMs)) })}
        level="ok"
      />
    </section>
  );
}
