import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditRow } from '#shared/contract/audit.ts';
import { client, orpc } from '#renderer/api/client.ts';
import { failureOf } from '#renderer/api/failure.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { DataTable, type Column } from '#renderer/ui/DataTable.tsx';
import { useFormat } from '#renderer/ui/format.ts';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import { EmptyState, FailedState, LoadingState, StaleNote } from '#renderer/ui/States.tsx';
import { useSince } from '#renderer/ui/use-since.ts';

const PAGE_ROWS = 200;
const RESULT_CLASS = { done: 't2', refused: 's2 b', failed: 's1 b' } as const;

function useAuditColumns(): Column<AuditRow>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return useMemo(
    () => [
      { key: 'seq', header: t('audit.column.seq'), width: 76, align: 'end', className: 'num t2', cell: (row) => format.number(row.seq) },
      { key: 'at', header: t('audit.column.at'), width: 150, sorted: 'descending', className: 'num', cell: (row) => format.dateTime(row.at) },
      { key: 'account', header: t('audit.column.account'), width: 150, cell: (row) => <bdi>{row.account ?? t('common.system')}</bdi> },
      {
        key: 'role',
        header: t('audit.column.role'),
        width: 120,
        className: 't2',
        cell: (row) => (row.role === null ? '' : t(`access.role.${row.role}`, { defaultValue: row.role })),
      },
      { key: 'action', header: t('audit.column.action'), width: 190, className: 'mono', cell: (row) => <bdi>{row.action}</bdi> },
      {
        key: 'result',
        header: t('audit.column.result'),
        width: 100,
        cell: (row) => <span className={RESULT_CLASS[row.result]}>{t(`audit.result.${row.result}`)}</span>,
      },
      { key: 'detail', header: t('audit.column.detail'), className: 'mono t2', cell: (row) => <bdi title={row.detail}>{row.detail}</bdi> },
      { key: 'hash', header: t('audit.column.hash'), width: 110, className: 'mono t3', cell: (row) => <bdi title={row.hash}>{row.hash.slice(0, 12)}</bdi> },
    ],
    [t, format],
  );
}

/** Who did what, each row chained to the one before; the chain can be walked here. */
export function AuditPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const since = useSince();
  const columns = useAuditColumns();
  const query = useInfiniteQuery(
    orpc.audit.list.infiniteOptions({
      input: (beforeSeq: number | undefined) => ({ limit: PAGE_ROWS, ...(beforeSeq === undefined ? {} : { beforeSeq }) }),
      initialPageParam: undefined as number | undefined,
      getNextPageParam: (page) => (page.length < PAGE_ROWS ? undefined : page.at(-1)?.seq),
    }),
  );
  const verify = useMutation({ mutationFn: () => client.audit.verify() });
  useKey('V', () => verify.mutate(), { labelKey: 'audit.verify' });
  useKey('R', () => void query.refetch(), { labelKey: 'common.action.refresh' });
  const rows = useMemo(() => (query.data?.pages ?? []).flat(), [query.data]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const fetchMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return (
    <main className="main" data-region="main" tabIndex={-1}>
      <div className="tools" data-region="tools">
        <h1>{t('audit.title')}</h1>
        <span className="t3 f12">{t('audit.note')}</span>
        <span className="sp" />
        <span role="status" className="row">
          {verify.isPending ? <span className="t2 f12">{t('audit.verifying')}</span> : null}
          {verify.data ? (
            <Badge tone={verify.data.intact ? 'ok' : 's1'} icon={verify.data.intact ? 'check' : 'warn'}>
              {verify.data.intact ? t('audit.intact', { rows: format.number(verify.data.rows) }) : t('audit.broken', { seq: verify.data.brokenAtSeq ?? 0 })}
            </Badge>
          ) : null}
          {verify.error ? <span className="s1 f12">{failureOf(verify.error, t).text}</span> : null}
        </span>
        <Button icon="replay" keys="R" onClick={() => void query.refetch()}>
          {t('common.action.refresh')}
        </Button>
        <Button icon="shield" keys="V" disabled={verify.isPending} onClick={() => verify.mutate()}>
          {t('audit.verify')}
        </Button>
      </div>
      {query.data && query.error ? <StaleNote asOf={query.dataUpdatedAt} why={failureOf(query.error, t).text} /> : null}
      <div className="col panel fill">
        {!query.data && query.error ? (
          <FailedState title={t('audit.notFetched')} detail={failureOf(query.error, t).text} onRetry={() => void query.refetch()} />
        ) : null}
        {!query.data && !query.error ? <LoadingState rows={12} since={since} /> : null}
        {query.data && rows.length === 0 ? <EmptyState icon="shield" title={t('audit.none')} /> : null}
        {rows.length > 0 ? (
          <DataTable label={t('audit.title')} columns={columns} rows={rows} rowKey={(row) => String(row.seq)} onEndReached={fetchMore} />
        ) : null}
      </div>
    </main>
  );
}
