import { useTranslation } from 'react-i18next';
import type { IncidentRow } from '#shared/contract/incidents.ts';
import type { IncidentState } from '#shared/domain/incident-status.ts';
import { useFormat } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { SeverityShape } from '#renderer/ui/SeverityMark.tsx';
import { useNow } from '#renderer/ui/ticker.ts';
import { isOverdue, STATE_MARK } from '../incident-words.ts';
import { rowClock } from './row-clock.ts';

export function StateWord({ state }: { state: IncidentState }) {
  const { t } = useTranslation();
  return (
    <>
      <span className={`stt ${STATE_MARK[state]}`} />
      {t(`incidents.state.${state}`)}
    </>
  );
}

/** Codes of the services; late ones and refusals by mark and hue. */
export function ServiceCodes({ row }: { row: IncidentRow }) {
  const { t } = useTranslation();
  const now = useNow();
  if (row.dispatches.length === 0) return <span className="t3">{t('common.state.none')}</span>;
  return (
    <span dir="ltr">
      {row.dispatches.map((dispatch, n) => {
        const word = t(`dispatch.state.${dispatch.state}`);
        if (isOverdue(dispatch, now)) {
          return (
            <span key={n} className="svc s1" title={t('dispatch.overdueTitle', { code: dispatch.code })}>
              {dispatch.code}
              <SeverityShape severity={1} sizePx={9} />
            </span>
          );
        }
        if (dispatch.state === 'refused' || dispatch.state === 'undeliverable') {
          return (
            <span key={n} className="svc s2" title={word}>
              {dispatch.code}
              <Icon name="cross-out" className="svc-x" />
            </span>
          );
        }
        return (
          <span key={n} className="svc" title={word}>
            {dispatch.code}
          </span>
        );
      })}
    </span>
  );
}

export function RowClockText({ row }: { row: IncidentRow }) {
  const format = useFormat();
  const now = useNow();
  const clock = rowClock(row, now);
  if (clock === null) return null;
  const text = `${clock.isOver ? '+' : ''}${format.clock(clock.ms)}`;
  return (
    <bdi dir="ltr" className={clock.isOver ? `b ${clock.tone}` : clock.tone}>
      {text}
    </bdi>
  );
}
