import { useTranslation } from 'react-i18next';
import type { ResponseView } from '#shared/contract/response.ts';
import { isTakenOver } from '#shared/domain/dispatch-status.ts';
import type { Format } from '../../ui/format.ts';
import { Icon, TowerMark } from '../../ui/Icon.tsx';

interface PageHeaderProps {
  view: ResponseView;
  /** The desk's time. */
  now: number;
  format: Format;
  silenceMs: number | null;
}

export function PageHeader({ view, now, format, silenceMs }: PageHeaderProps) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'uk';
  const clock = silenceMs === null ? acceptanceClock(view, now, format) : { text: 'response.noLink', values: {}, tone: 's3', clock: format.clock(silenceMs) };
  return (
    <header className="rp-head">
      <div className="row">
        <span className="rp-mark">
          <TowerMark />
        </span>
        <span className="col">
          <b>{view.centreName[language]}</b>
          <span className="f12 t2">
            {t('response.for', { code: view.serviceCode, service: view.serviceName[language] })}{' '}
            {view.isDemo && <span className="badge">{t('response.demo')}</span>}
          </span>
        </span>
      </div>
      <span className="col rp-clock">
        <span className={`f12 ${clock.tone}`}>{t(clock.text, clock.values)}</span>
        <b className="num">{clock.clock}</b>
      </span>
    </header>
  );
}

/** What the clock counts: down to acceptance, up once that is late, up since it was taken over. */
function acceptanceClock(view: ResponseView, now: number, format: Format) {
  const factAt = (state: string) => view.facts.findLast((fact) => fact.state === state)?.at ?? now;
  if (view.state === 'done') return { text: 'response.done', values: { time: format.time(factAt('done')) }, tone: 't2', clock: '' };
  if (view.state === 'refused') return { text: 'response.refusedAt', values: { time: format.time(factAt('refused')) }, tone: 's2', clock: '' };
  if (isTakenOver(view.state))
    return { text: 'response.sinceAccepted', values: { time: format.time(factAt('accepted')) }, tone: 't2', clock: format.clock(now - factAt('accepted')) };
  const leftMs = view.acceptDueAt - now;
  const values = { time: format.time(view.acceptDueAt) };
  return leftMs >= 0
    ? { text: 'response.acceptBy', values, tone: 's1', clock: format.clock(leftMs) }
    : { text: 'response.late', values, tone: 's1', clock: `+${format.clock(-leftMs)}` };
}

export function OfflineNote({ age }: { age: string }) {
  const { t } = useTranslation();
  return (
    <p className="rp-note s3" role="status">
      <Icon name="no-link" /> <span className="t1">{t('response.offline', { age })}</span>
    </p>
  );
}
