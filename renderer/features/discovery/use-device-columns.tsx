import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FoundDevice } from '#shared/contract/discovery.ts';
import type { Column } from '#renderer/ui/DataTable.tsx';
import { Icon } from '#renderer/ui/Icon.tsx';
import { useIsNarrow } from '#renderer/ui/use-media.ts';
import type { Outcome } from './found-devices.ts';

export interface DeviceRow {
  device: FoundDevice;
  isChosen: boolean;
  known: { id: string; number: string } | null;
  outcome: Outcome | undefined;
}

function ResultText({ row }: { row: DeviceRow }) {
  const { t } = useTranslation();
  const { outcome, known, device } = row;
  if (outcome?.kind === 'waiting') return <span className="t3">{t('discovery.waiting')}</span>;
  if (outcome?.kind === 'reading') return <span className="t2">{t('discovery.reading')}</span>;
  if (outcome?.kind === 'failed') {
    const reason = t(`errors.${outcome.code}`, { defaultValue: t('errors.UNFORESEEN') });
    return (
      <span className="s1 row result" title={reason}>
        <Icon name="warn" size="s" />
        <span className="sr">{t('discovery.notTaken')}</span>
        {reason}
      </span>
    );
  }
  if (outcome?.kind === 'taken') {
    return (
      <span className="row result m">
        <Icon name="check" size="s" />
        {known === null ? t('discovery.takenPlain') : t(outcome.wasKnown ? 'discovery.renewed' : 'discovery.taken', { number: known.number })}
      </span>
    );
  }
  if (known !== null) return <span className="t2">{t('discovery.known', { number: known.number })}</span>;
  if (device.cameraId !== null) return <span className="t2">{t('discovery.knownPlain')}</span>;
  return <span className="m">{t('discovery.unknown')}</span>;
}

export function useDeviceColumns(onToggle: (endpoint: string) => void): Column<DeviceRow>[] {
  const { t } = useTranslation();
  const isNarrow = useIsNarrow();
  return useMemo(() => {
    const columns: Column<DeviceRow>[] = [
      {
        key: 'pick',
        header: <span className="sr">{t('discovery.column.pick')}</span>,
        width: 42,
        cell: ({ device, isChosen }) => (
          <button
            type="button"
            role="checkbox"
            aria-checked={isChosen}
            aria-label={t('discovery.choose', { name: device.name || device.address })}
            className="plain pick"
            tabIndex={-1}
            onClick={(event) => {
              event.stopPropagation();
              onToggle(device.endpoint);
            }}
          >
            <span className={isChosen ? 'ck on' : 'ck'}>
              <Icon name="check" />
            </span>
          </button>
        ),
      },
      {
        key: 'name',
        header: t('discovery.column.name'),
        className: 'm',
        cell: ({ device }) => <bdi title={device.name}>{device.name || t('common.state.none')}</bdi>,
      },
      { key: 'hardware', header: t('discovery.column.hardware'), width: 140, className: 't2', cell: ({ device }) => <bdi>{device.hardware}</bdi> },
      {
        key: 'place',
        header: t('discovery.column.place'),
        width: 170,
        className: 't2',
        cell: ({ device }) => <bdi title={device.place}>{[device.place, device.district].filter(Boolean).join(', ')}</bdi>,
      },
      {
        key: 'address',
        header: t('discovery.column.address'),
        width: 150,
        className: 'num t2',
        cell: ({ device }) => (
          <bdi dir="ltr" title={device.address}>
            {hostOf(device.address)}
          </bdi>
        ),
      },
      { key: 'result', header: t('discovery.column.result'), width: isNarrow ? 290 : 320, cell: (row) => <ResultText row={row} /> },
    ];
    return isNarrow ? columns.filter((column) => column.key !== 'place' && column.key !== 'hardware') : columns;
  }, [t, isNarrow, onToggle]);
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}
