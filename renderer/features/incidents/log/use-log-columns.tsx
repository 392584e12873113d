import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentRow } from '#shared/contract/incidents.ts';
import type { Language } from '#shared/contract/scalars.ts';
import { categoryName } from '#shared/domain/categories.ts';
import { SEVERITY_NAME } from '#shared/domain/severity.ts';
import type { Column } from '#renderer/ui/DataTable.tsx';
import { useFormat } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { SeverityShape } from '#renderer/ui/SeverityMark.tsx';
import { centreNow } from '#renderer/ui/centre-time.ts';
import { useIsNarrow } from '#renderer/ui/use-media.ts';
import { shortNumber } from '../incident-words.ts';
import { RowClockText, ServiceCodes, StateWord } from './RowParts.tsx';

/** Dropped on small screens; both stand in the panel of the chosen row. */
const WIDE_ONLY = new Set(['district', 'author']);

export function useLogColumns(): Column<IncidentRow>[] {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const isNarrow = useIsNarrow();
  return useMemo(() => {
    const language = i18n.language as Language;
    const columns: Column<IncidentRow>[] = [
      {
        key: 'severity',
        header: <span className="sr">{t('incidents.column.severity')}</span>,
        width: 34,
        cell: (row) => (
          <>
            <span className="sr">{t(`common.severity.${SEVERITY_NAME[row.severity]}`)}</span>
            <SeverityShape severity={row.severity} sizePx={12} />
          </>
        ),
      },
      {
        key: 'number',
        header: t('incidents.column.number'),
        width: 66,
        className: 'num m',
        cell: (row) => <bdi title={row.number}>{shortNumber(row.number)}</bdi>,
      },
      {
        key: 'seen',
        header: t('incidents.column.seen'),
        width: isNarrow ? 72 : 112,
        sorted: 'descending',
        className: 'num t2',
        cell: (row) => <span title={format.dateTime(row.seenAt)}>{format.timeOrDate(row.seenAt, centreNow())}</span>,
      },
      { key: 'category', header: t('incidents.column.category'), cell: (row) => <span title={row.text}>{categoryName(row.categoryKey, language)}</span> },
      { key: 'place', header: t('incidents.column.place'), cell: (row) => <bdi title={row.place}>{row.place}</bdi> },
      { key: 'district', header: t('incidents.column.district'), width: 112, className: 't2', cell: (row) => <bdi title={row.district}>{row.district}</bdi> },
      { key: 'state', header: t('incidents.column.state'), width: 118, cell: (row) => <StateWord state={row.state} /> },
      { key: 'services', header: t('incidents.column.services'), width: 204, cell: (row) => <ServiceCodes row={row} /> },
      { key: 'clock', header: t('incidents.column.clock'), width: 82, align: 'end', className: 'num', cell: (row) => <RowClockText row={row} /> },
      { key: 'author', header: t('incidents.column.author'), width: 122, className: 't2', cell: (row) => <bdi>{row.author}</bdi> },
      {
        key: 'evidence',
        header: t('incidents.column.evidence'),
        width: 76,
        align: 'end',
        className: 'num t2',
        cell: (row) => (
          <>
            {row.pictures} {row.isLocked ? <Icon name="lock" className="lk9" /> : null}
          </>
        ),
      },
    ];
    return columns.filter((column) => !isNarrow || !WIDE_ONLY.has(column.key));
  }, [t, i18n.language, format, isNarrow]);
}
