import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { orpc } from '#renderer/api/client.ts';
import { failureOf } from '#renderer/api/failure.ts';
import { useMay } from '#renderer/api/session.ts';
import { DiscoveryPanel } from '#renderer/features/discovery/DiscoveryPanel.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { DataTable } from '#renderer/ui/DataTable.tsx';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import { EmptyState, FailedState, LoadingState, StaleNote } from '#renderer/ui/States.tsx';
import { centreNow } from '#renderer/ui/centre-time.ts';
import { CameraPanel } from './CameraPanel.tsx';
import { CameraTools } from './CameraTools.tsx';
import './cameras.css';
import { EstateHead } from './EstateHead.tsx';
import { registerRows, type Narrowing } from './register.ts';
import { useCameraColumns } from './use-camera-columns.tsx';

const EVERYTHING: Narrowing = { search: '', filter: 'all' };

/** The register of cameras: how they do, where they are, and for the administrator finding and changing them. */
export function CamerasPage() {
  const { t } = useTranslation();
  const [since] = useState(centreNow);
  const mayManage = useMay('cameras.manage');
  const query = useQuery(orpc.cameras.list.queryOptions());
  const [narrowing, setNarrowing] = useState(EVERYTHING);
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const [isFinding, setFinding] = useState(false);
  const columns = useCameraColumns(isFinding);
  const rows = useMemo(() => registerRows(query.data ?? [], narrowing), [query.data, narrowing]);
  const selected = rows.find((row) => row.id === selectedId) ?? rows[0];
  const move = (by: number): void => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, (selected ? rows.indexOf(selected) : 0) + by))];
    if (next) setSelectedId(next.id);
  };
  useKey('J', () => move(1), { repeats: true, labelKey: 'cameras.key.down', enabled: !isFinding });
  useKey('K', () => move(-1), { repeats: true, labelKey: 'cameras.key.up', enabled: !isFinding });
  useKey('ArrowDown', () => move(1), { repeats: true, enabled: !isFinding });
  useKey('ArrowUp', () => move(-1), { repeats: true, enabled: !isFinding });
  const isEmpty = query.data?.length === 0;
  const find = (): void => setFinding(true);
  return (
    <main className="main" data-region="main" tabIndex={-1}>
      <CameraTools
        cameras={query.data}
        shown={rows.length}
        narrowing={narrowing}
        onNarrow={(change) => setNarrowing((before) => ({ ...before, ...change }))}
        onFind={mayManage ? find : null}
        isFinding={isFinding}
      />
      {query.data && query.error ? <StaleNote asOf={query.dataUpdatedAt} why={failureOf(query.error, t).text} /> : null}
      <div className={isFinding ? 'register finding' : 'register'}>
        <section className="col panel" aria-label={t('cameras.title')}>
          {query.data ? <EstateHead cameras={query.data} /> : null}
          {!query.data && query.error ? (
            <FailedState title={t('cameras.notFetched')} detail={failureOf(query.error, t).text} onRetry={() => void query.refetch()} />
          ) : null}
          {!query.data && !query.error ? <LoadingState rows={12} since={since} /> : null}
          {isEmpty ? (
            <EmptyState
              icon="camera"
              title={t('cameras.none')}
              detail={t(mayManage ? 'cameras.noneHint' : 'cameras.noneHintPlain')}
              action={
                mayManage ? (
                  <Button icon="search" keys="Shift+F" onClick={find}>
                    {t('cameras.find')}
                  </Button>
                ) : undefined
              }
            />
          ) : null}
          {query.data && !isEmpty && rows.length === 0 ? (
            <EmptyState
              icon="filter"
              title={t('cameras.nothing')}
              action={<Button onClick={() => setNarrowing(EVERYTHING)}>{t('cameras.clearFilters')}</Button>}
            />
          ) : null}
          {rows.length > 0 ? (
            <DataTable
              label={t('cameras.title')}
              columns={columns}
              rows={rows}
              rowKey={(row) => row.id}
              totalCount={query.data?.length}
              selectedKey={selected?.id}
              onSelect={(row) => setSelectedId(row.id)}
            />
          ) : null}
        </section>
        {isFinding ? <DiscoveryPanel cameras={query.data ?? []} onClose={() => setFinding(false)} /> : null}
        {!isFinding && selected ? <CameraPanel key={selected.id} camera={selected} /> : null}
      </div>
    </main>
  );
}
