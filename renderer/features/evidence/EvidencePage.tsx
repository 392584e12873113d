import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EvidencePackage } from '#shared/contract/evidence.ts';
import { orpc } from '#renderer/api/client.ts';
import { failureOf } from '#renderer/api/failure.ts';
import { navigate, useRoute } from '#renderer/app/routes.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { DataTable, type Column } from '#renderer/ui/DataTable.tsx';
import { useFormat, type Format } from '#renderer/ui/format.ts';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import { EmptyState, FailedState, LoadingState, StaleNote } from '#renderer/ui/States.tsx';
import { centreNow } from '#renderer/ui/centre-time.ts';
import { CustodyPanel } from './CustodyPanel.tsx';
import './evidence.css';
import { PackageView } from './PackageView.tsx';
import { useVerdicts } from './verdict-store.ts';
import { VERDICT_TONE } from './verdict.ts';

/** How far the package is; once it was checked here, what came of it. */
function StateText({ pack, format }: { pack: EvidencePackage; format: Format }) {
  const { t } = useTranslation();
  const verdict = useVerdicts((state) => state.given.get(pack.id)?.verification.verdict);
  if (pack.state === 'failed') return <span className="s1 b">{t('evidence.state.failed')}</span>;
  if (pack.state === 'running')
    return (
      <span className="num" title={t('evidence.state.running')}>
        {format.percent(pack.progress)}
      </span>
    );
  if (pack.state === 'waiting') return <span className="t3">{t('evidence.state.waiting')}</span>;
  if (verdict !== undefined)
    return <span className={verdict === 'valid' ? 'package-ok m' : `${VERDICT_TONE[verdict]} b`}>{t(`evidence.verdict.${verdict}`)}</span>;
  return <span className="t2">{t('evidence.state.done')}</span>;
}

function usePackageColumns(): Column<EvidencePackage>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return useMemo(
    () => [
      { key: 'incident', header: t('evidence.column.incident'), width: 96, className: 'num m', cell: (row) => <bdi>{row.incidentNumber}</bdi> },
      {
        key: 'made',
        header: t('evidence.column.made'),
        width: 104,
        className: 'num t2',
        cell: (row) => `${format.dateShort(row.createdAt)} ${format.timeShort(row.createdAt)}`,
      },
      { key: 'state', header: t('evidence.column.state'), cell: (row) => <StateText pack={row} format={format} /> },
    ],
    [t, format],
  );
}

/** Every package that was made, whether it is still what was sealed, and what happened to what it is made from. */
export function EvidencePage() {
  const { t } = useTranslation();
  const { id } = useRoute();
  const [since] = useState(centreNow);
  const columns = usePackageColumns();
  const query = useQuery(orpc.evidence.packages.queryOptions({ input: {} }));
  const rows = useMemo(() => [...(query.data ?? [])].sort((a, b) => b.createdAt - a.createdAt), [query.data]);
  const selected = rows.find((row) => row.id === id) ?? rows[0];
  const select = (row: EvidencePackage): void => navigate('evidence', row.id);
  const move = (by: number): void => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, (selected ? rows.indexOf(selected) : 0) + by))];
    if (next) select(next);
  };
  useKey('J', () => move(1), { repeats: true, labelKey: 'evidence.key.down' });
  useKey('K', () => move(-1), { repeats: true, labelKey: 'evidence.key.up' });
  useKey('ArrowDown', () => move(1), { repeats: true });
  useKey('ArrowUp', () => move(-1), { repeats: true });
  return (
    <main className="main" data-region="main" tabIndex={-1}>
      <div className="tools" data-region="tools">
        <h1>{t('evidence.list')}</h1>
        {query.data ? <span className="t3 f12">{t('evidence.listCount', { count: rows.length })}</span> : null}
      </div>
      {query.data && query.error ? <StaleNote asOf={query.dataUpdatedAt} why={failureOf(query.error, t).text} /> : null}
      {!query.data && query.error ? (
        <div className="panel fill">
          <FailedState title={t('evidence.notFetched')} detail={failureOf(query.error, t).text} onRetry={() => void query.refetch()} />
        </div>
      ) : null}
      {!query.data && !query.error ? (
        <div className="panel fill">
          <LoadingState since={since} />
        </div>
      ) : null}
      {query.data && rows.length === 0 ? (
        <div className="panel fill">
          <EmptyState
            icon="shield"
            title={t('evidence.noPackages')}
            detail={t('evidence.noPackagesHint')}
            action={
              <Button icon="incident" keys="G I" onClick={() => navigate('incidents')}>
                {t('evidence.toLog')}
              </Button>
            }
          />
        </div>
      ) : null}
      {selected ? (
        <div className="evidence">
          <section className="col panel package-list" aria-label={t('evidence.list')}>
            <DataTable label={t('evidence.list')} columns={columns} rows={rows} rowKey={(row) => row.id} selectedKey={selected.id} onSelect={select} />
          </section>
          <PackageView key={selected.id} pack={selected} />
          <CustodyPanel key={selected.incidentId} incidentId={selected.incidentId} incidentNumber={selected.incidentNumber} />
        </div>
      ) : null}
    </main>
  );
}
