import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '#shared/contract/cameras.ts';
import { markStateOf } from '#renderer/features/map/marks.ts';
import { CameraDot } from '#renderer/features/wall/CameraDot.tsx';
import { Age } from '#renderer/ui/Age.tsx';
import type { Column } from '#renderer/ui/DataTable.tsx';
import { useIsNarrow } from '#renderer/ui/use-media.ts';
import { codecName, pictureSize } from './register.ts';
import { ReasonText, stateTone, StateWord } from './StateWord.tsx';

/** Dropped on small screens; they stand in the panel of the chosen camera. */
const WIDE_ONLY = new Set(['district', 'model', 'address', 'profiles']);

/** Dropped too where another panel takes a good part of a small screen. */
const ROOMY_ONLY = new Set(['reason', 'recorded']);

/** The main stream in short: what the camera is recorded and shown large with. */
function streamText(camera: Camera): string {
  const main = camera.profiles.find((profile) => profile.role === 'main');
  const sub = camera.profiles.find((profile) => profile.role === 'sub');
  return [main ? `${pictureSize(main)} ${codecName(main.codec)}` : '', sub ? pictureSize(sub) : ''].filter(Boolean).join(' · ');
}

/** `isShort`: another panel takes a good part of the screen. */
export function useCameraColumns(isShort: boolean): Column<Camera>[] {
  const { t } = useTranslation();
  const isNarrow = useIsNarrow();
  return useMemo(() => {
    const columns: Column<Camera>[] = [
      {
        key: 'mark',
        header: <span className="sr">{t('cameras.column.mark')}</span>,
        width: 32,
        cell: (row) => <CameraDot state={markStateOf(row.state)} hasPtz={row.hasPtz} />,
      },
      { key: 'number', header: t('cameras.column.number'), width: 74, className: 'm', cell: (row) => <bdi>{row.number}</bdi> },
      { key: 'place', header: t('cameras.column.place'), cell: (row) => <bdi title={row.place}>{row.place}</bdi> },
      { key: 'district', header: t('cameras.column.district'), width: 120, className: 't2', cell: (row) => <bdi>{row.district}</bdi> },
      { key: 'state', header: t('cameras.column.state'), width: 112, cell: (row) => <StateWord state={row.state} /> },
      {
        key: 'since',
        header: t('cameras.column.since'),
        width: 70,
        align: 'end',
        className: 'num',
        cell: (row) => <Age since={row.stateSince} className={stateTone(row.state)} />,
      },
      { key: 'reason', header: t('cameras.column.reason'), width: isNarrow ? 170 : 210, className: 't2', cell: (row) => <ReasonText camera={row} /> },
      { key: 'model', header: t('cameras.column.model'), width: 190, className: 't2', cell: (row) => <bdi>{`${row.maker} ${row.model}`.trim()}</bdi> },
      { key: 'address', header: t('cameras.column.address'), width: 132, className: 'num t2', cell: (row) => <bdi dir="ltr">{row.address}</bdi> },
      { key: 'profiles', header: t('cameras.column.profiles'), width: 184, className: 'num t2', cell: (row) => <bdi dir="ltr">{streamText(row)}</bdi> },
      {
        key: 'recorded',
        header: t('cameras.column.recorded'),
        width: 76,
        cell: (row) => <span className={row.isRecorded ? 't2' : 't3'}>{t(row.isRecorded ? 'cameras.recorded.yes' : 'cameras.recorded.no')}</span>,
      },
    ];
    return columns.filter(({ key }) => !((isNarrow || isShort) && WIDE_ONLY.has(key)) && !(isNarrow && isShort && ROOMY_ONLY.has(key)));
  }, [t, isNarrow, isShort]);
}
