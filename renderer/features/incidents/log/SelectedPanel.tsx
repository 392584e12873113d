import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { IncidentRow } from '#shared/contract/incidents.ts';
import type { Language } from '#shared/contract/scalars.ts';
import { categoryName } from '#shared/domain/categories.ts';
import { orpc } from '#renderer/api/client.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { useFormat } from '#renderer/ui/format.ts';
import { PanelHead } from '#renderer/ui/Panel.tsx';
import { SeverityMark } from '#renderer/ui/SeverityMark.tsx';
import { useNow } from '#renderer/ui/ticker.ts';
import { PictureImage } from '../evidence/PictureImage.tsx';
import { isOverdue } from '../incident-words.ts';
import { journalText } from '../journal/journal-text.ts';
import { useSettled } from './use-settled.ts';

/** Opening a record is written to the audit log, so a row that is only passed over is not fetched. */
const DWELL_MS = 500;

function Dispatches({ row }: { row: IncidentRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  if (row.dispatches.length === 0) return <p className="f12 t3">{t('incidents.noDispatches')}</p>;
  return (
    <div className="mini4">
      {row.dispatches.map((dispatch, n) => {
        const late = isOverdue(dispatch, now);
        const tone = late ? 's1' : dispatch.state === 'refused' || dispatch.state === 'undeliverable' ? 's2' : 't2';
        return (
          <span key={n}>
            <b>{dispatch.code}</b>
            <i className={`num ${tone}`}>{late ? `+${format.clock(now - dispatch.acceptDueAt)}` : t(`dispatch.state.${dispatch.state}`)}</i>
          </span>
        );
      })}
    </div>
  );
}

/** What is worth knowing of the chosen row without leaving the list. */
export function SelectedPanel({ row, onOpen }: { row: IncidentRow; onOpen: () => void }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const language = i18n.language as Language;
  const settledId = useSettled(row.id, DWELL_MS);
  const { data } = useQuery(orpc.incidents.get.queryOptions({ input: { id: row.id }, enabled: settledId === row.id }));
  const last = data?.journal.at(-1);
  return (
    <section className="selected">
      <PanelHead
        title={t('incidents.selected')}
        note={row.number}
        end={
          <Button small keys="Enter" onClick={onOpen}>
            {t('common.action.open')}
          </Button>
        }
      />
      <div className="pb col selected-body" role="group" tabIndex={0} aria-label={t('incidents.selected')}>
        <div className="row">
          <SeverityMark severity={row.severity} /> <b className="b">{categoryName(row.categoryKey, language)}</b>
        </div>
        <p className="t2">
          <bdi>{row.place}</bdi>
          {row.district === '' ? null : <span className="t3">{`, ${row.district}`}</span>}
        </p>
        {data && data.pictureList.length > 0 ? (
          <div className="grid3">
            {data.pictureList.slice(0, 3).map((picture) => (
              <PictureImage key={picture.id} picture={picture} />
            ))}
          </div>
        ) : null}
        <Dispatches row={row} />
        {row.text === '' ? null : <p className="f12 selected-text">{row.text}</p>}
        {last ? (
          <>
            <span className="cap">{t('incidents.lastInJournal')}</span>
            <p className="f12">
              <span className="num t2">{format.time(last.at)}</span> {journalText(last, { t, format, language }).line}
            </p>
          </>
        ) : null}
      </div>
    </section>
  );
}
