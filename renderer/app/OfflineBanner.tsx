import { useTranslation } from 'react-i18next';
import { useConnection } from '#renderer/api/connection-state.ts';
import { useHostStatus } from '#renderer/api/host-status.ts';
import { useFormat } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { useNow } from '#renderer/ui/ticker.ts';
import { useCentreTime } from '#renderer/ui/centre-time.ts';
import { clockLevel } from './health-level.ts';

/** Says that the host does not answer, since when, and of when the values on screen are. */
export function OfflineBanner() {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const { phase, since } = useConnection();
  const heardAt = useHostStatus((state) => state.heardAt);
  const offsetMs = useCentreTime((state) => state.offsetMs);
  if (phase === 'online') {
    const level = clockLevel(offsetMs);
    if (level === 'ok') return null;
    return (
      <div className={level === 'bad' ? 'note-bar s1' : 'note-bar'} role="status">
        <Icon name="clock" size="s" />
        <span className="t1">{t(offsetMs < 0 ? 'shell.clock.ahead' : 'shell.clock.behind', { age: format.age(Math.abs(offsetMs)) })}</span>
        <span>{t('shell.clock.counted')}</span>
      </div>
    );
  }
  const forMs = Math.max(0, now - since);
  return (
    <div className="note-bar s1" role="alert">
      <Icon name="no-link" size="s" />
      <span className="t1">
        {t(phase === 'offline' ? 'shell.offline.title' : 'shell.offline.connecting', { time: format.time(since), age: format.clock(forMs) })}
      </span>
      <span>{heardAt === null ? t('shell.offline.nothingYet') : t('shell.offline.asOf', { time: format.time(heardAt) })}</span>
    </div>
  );
}
