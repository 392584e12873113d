import { useMutation, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Service } from '#shared/contract/dispatch.ts';
import type { Language } from '#shared/contract/scalars.ts';
import { orpc } from '#renderer/api/client.ts';
import { failureOf } from '#renderer/api/failure.ts';
import { useMay } from '#renderer/api/session.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { DataTable, type Column } from '#renderer/ui/DataTable.tsx';
import { useFormat } from '#renderer/ui/format.ts';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import { EmptyState, FailedState, LoadingState, StaleNote } from '#renderer/ui/States.tsx';
import { useSince } from '#renderer/ui/use-since.ts';
import { useNow } from '#renderer/ui/ticker.ts';
import { showToast } from '#renderer/ui/toast-store.ts';
import { linkState } from './link-state.ts';

const LINK_TONE = { heard: 't2', failed: 's1', never: 't3' } as const;

function LinkText({ service }: { service: Service }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const link = linkState(service);
  const at = link.at === null ? '' : format.timeOrDate(link.at, now);
  return (
    <span className={LINK_TONE[link.state]}>
      {t(`settings.services.link.${link.state}`, { time: at, age: link.at === null ? '' : format.age(Math.max(0, now - link.at)) })}
    </span>
  );
}

/** Services of the city: how each is reached, and whether it was when last tried. */
export function ServicesPage() {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const language = i18n.language as Language;
  const mayTest = useMay('services.manage');
  const since = useSince();
  const query = useQuery(orpc.dispatch.services.queryOptions());
  const rows = query.data ?? [];
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const selected = rows.find((row) => row.id === selectedId) ?? rows[0];
  const test = useMutation(
    orpc.dispatch.testService.mutationOptions({
      onSuccess: () => void showToast({ tone: 'plain', title: t('settings.services.testSent') }),
      onError: (error) => void showToast({ tone: 's1', title: t('settings.services.testFailed'), detail: failureOf(error, t).text }),
    }),
  );
  const move = (by: number): void => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, (selected ? rows.indexOf(selected) : 0) + by))];
    if (next) setSelectedId(next.id);
  };
  useKey('J', () => move(1), { repeats: true, labelKey: 'incidents.key.down' });
  useKey('K', () => move(-1), { repeats: true, labelKey: 'incidents.key.up' });
  useKey('T', () => (selected ? test.mutate({ id: selected.id }) : false), { labelKey: 'settings.services.test', enabled: mayTest });
  const columns = useMemo<Column<Service>[]>(
    () => [
      { key: 'code', header: t('settings.services.code'), width: 84, className: 'num b', cell: (row) => row.code },
      { key: 'name', header: t('settings.services.name'), cell: (row) => row.name[language] },
      { key: 'channel', header: t('settings.services.channel'), width: 190, className: 't2', cell: (row) => t(`dispatch.channel.${row.channel}`) },
      {
        key: 'accept',
        header: t('settings.services.acceptWithin'),
        width: 130,
        align: 'end',
        className: 'num',
        cell: (row) => format.clock(row.acceptWithinMs),
      },
      { key: 'phone', header: t('settings.services.phone'), width: 180, className: 'num', cell: (row) => <bdi dir="ltr">{row.phone}</bdi> },
      { key: 'link', header: t('settings.services.lastHeard'), width: 320, className: 'num', cell: (row) => <LinkText service={row} /> },
    ],
    [t, language, format],
  );
  return (
    <main className="main" data-region="main" tabIndex={-1}>
      <div className="tools" data-region="tools">
        <h1>{t('settings.services.title')}</h1>
        <span className="t3 f12">{query.data ? t('settings.services.count', { count: rows.length }) : null}</span>
        <span className="sp" />
        {mayTest ? (
          <Button icon="send" keys="T" disabled={!selected || test.isPending} onClick={() => selected && test.mutate({ id: selected.id })}>
            {t('settings.services.test')}
          </Button>
        ) : null}
      </div>
      {query.data && query.error ? <StaleNote asOf={query.dataUpdatedAt} why={failureOf(query.error, t).text} /> : null}
      <div className="col panel fill">
        {!query.data && query.error ? (
          <FailedState title={t('settings.services.notFetched')} detail={failureOf(query.error, t).text} onRetry={() => void query.refetch()} />
        ) : null}
        {!query.data && !query.error ? <LoadingState since={since} /> : null}
        {query.data && rows.length === 0 ? <EmptyState icon="service" title={t('settings.services.none')} /> : null}
        {rows.length > 0 ? (
          <DataTable
            label={t('settings.services.title')}
            columns={columns}
            rows={rows}
            rowKey={(row) => row.id}
            selectedKey={selected?.id}
            onSelect={(row) => setSelectedId(row.id)}
          />
        ) : null}
      </div>
    </main>
  );
}
